"""The room where councils meet, page by page."""

from django.urls import path

from councils.views import calendar, councils, meetings, roles, search

app_name = "councils"
urlpatterns = [
    # /councils/
    path("", councils.council_list, name="council-list"),
    path("<int:pk>/", councils.council_detail, name="council-detail"),
    path("<int:pk>/meetings/", councils.council_meetings, name="council-meetings"),
    # /councils/meetings/
    path("meetings/", meetings.meeting_list, name="meeting-list"),
    path("meetings/this-month/", meetings.meeting_this_month, name="meeting-this-month"),
    path("<int:pk>/meetings/new/", meetings.meeting_new, name="meeting-new"),
    path("<int:pk>/meetings/plan/", meetings.meeting_plan, name="meeting-plan"),
    path("meetings/<int:pk>/", meetings.meeting_detail, name="meeting-detail"),
    path("meetings/<int:pk>/record/", meetings.meeting_record, name="meeting-record"),
    path("meetings/<int:pk>/edit/", meetings.meeting_edit, name="meeting-edit"),
    path("meetings/<int:pk>/close/", meetings.meeting_close, name="meeting-close"),
    path("meetings/<int:pk>/minutes.pdf", meetings.meeting_paper, name="meeting-paper"),
    path("action-items/<int:pk>/finish/", meetings.action_item_finish, name="action-item-finish"),
    # /councils/meetings/ papers and corrections
    # /councils/meetings/ exchange meetings
    # /councils/… the councils themselves and their people
    # /councils/visions/
    # /councils/proposals/
    # /councils/search/ and /councils/calendar/
    path("search/", search.search, name="search"),
    path("calendar/", calendar.calendar_page, name="calendar"),
    path("calendar/<str:secret>.ics", calendar.feed, name="calendar-feed"),
    path("<int:pk>/calendar-feeds/", calendar.feed_list, name="feed-list"),
    path("calendar-feeds/<int:pk>/revoke/", calendar.feed_revoke, name="feed-revoke"),
    # /councils/users/
    path("users/", roles.user_list, name="user-list"),
    path("users/invite/", roles.user_invite, name="user-invite"),
    path("users/<int:pk>/", roles.user_detail, name="user-detail"),
    path("users/<int:pk>/invite-again/", roles.user_invite_again, name="user-invite-again"),
    path("users/<int:pk>/switch/", roles.user_switch, name="user-switch"),
    path("users/<int:pk>/grants/add/", roles.grant_add, name="grant-add"),
    path("grants/<int:pk>/end/", roles.grant_end, name="grant-end"),
]
