"""The room where councils meet, page by page."""

from django.urls import path

from councils.views import (
    amendments,
    calendar,
    councils,
    exchange,
    meeting_files,
    meeting_form,
    meetings,
    members,
    papers,
    population,
    proposals,
    roles,
    search,
    stages,
    visions,
)

app_name = "councils"
urlpatterns = [
    # /councils/
    path("", councils.council_list, name="council-list"),
    path("<int:pk>/", councils.council_detail, name="council-detail"),
    path("<int:pk>/meetings/", councils.council_meetings, name="council-meetings"),
    # /councils/meetings/
    path("meetings/", meetings.meeting_list, name="meeting-list"),
    path("meetings/this-month/", meetings.meeting_this_month, name="meeting-this-month"),
    path("<int:pk>/meetings/new/", meeting_form.meeting_new, name="meeting-new"),
    path("<int:pk>/meetings/plan/", meetings.meeting_plan, name="meeting-plan"),
    path("meetings/<int:pk>/", meetings.meeting_detail, name="meeting-detail"),
    path("meetings/<int:pk>/record/", meeting_form.meeting_record, name="meeting-record"),
    path("meetings/<int:pk>/edit/", meeting_form.meeting_edit, name="meeting-edit"),
    path("meetings/<int:pk>/close/", meetings.meeting_close, name="meeting-close"),
    path("action-items/<int:pk>/finish/", meetings.action_item_finish, name="action-item-finish"),
    # /councils/meetings/ papers and corrections
    path("meetings/<int:pk>/hand-over/", meeting_form.meeting_hand_over, name="meeting-hand-over"),
    path("meetings/<int:pk>/amend/", amendments.meeting_amend, name="meeting-amend"),
    path("meetings/<int:pk>/files/", meeting_files.meeting_files, name="meeting-files"),
    path("files/<int:pk>/download/", meeting_files.file_download, name="file-download"),
    path("files/<int:pk>/photo/", meeting_files.file_photo, name="file-photo"),
    path("files/<int:pk>/switch/", meeting_files.file_switch, name="file-switch"),
    path("files/<int:pk>/remove/", meeting_files.file_remove, name="file-remove"),
    # /councils/meetings/ exchange meetings
    path("meetings/<int:pk>/gathering/", exchange.meeting_gathering, name="meeting-gathering"),
    path("meetings/exchange/", exchange.exchange_table, name="exchange-table"),
    path("meetings/exchange.pdf", exchange.exchange_paper, name="exchange-paper"),
    path("meetings/exchange.xlsx", exchange.exchange_sheet, name="exchange-sheet"),
    # packs of minutes
    path("meetings/papers/", papers.papers, name="papers"),
    path("meetings/month.pdf", papers.month_paper, name="month-paper"),
    path("meetings/month.xlsx", papers.month_sheet, name="month-sheet"),
    path("meetings/<int:pk>/minutes.pdf", papers.meeting_paper, name="meeting-paper"),
    path("meetings/<int:pk>/minutes.xlsx", papers.meeting_sheet, name="meeting-sheet"),
    path("<int:pk>/year.pdf", papers.council_year_paper, name="council-year-paper"),
    path("<int:pk>/year.xlsx", papers.council_year_sheet, name="council-year-sheet"),
    # /councils/… the councils themselves and their people
    path("<int:pk>/edit/", councils.council_edit, name="council-edit"),
    path("<int:pk>/profile/", councils.council_profile, name="council-profile"),
    path(
        "<int:pk>/neighbourhoods/", councils.council_neighbourhoods, name="council-neighbourhoods"
    ),
    path("<int:pk>/pauses/new/", councils.pause_add, name="pause-add"),
    path("pauses/<int:pk>/end/", councils.pause_end, name="pause-end"),
    path("<int:pk>/figures/new/", councils.figure_add, name="figure-add"),
    path("figures/<int:pk>/edit/", councils.figure_edit, name="figure-edit"),
    path("population/", population.population_new, name="population-new"),
    path("population/apply/", population.population_apply, name="population-apply"),
    path("<int:pk>/stages/<int:stage>/", stages.stage_edit, name="stage-edit"),
    path("<int:pk>/people/", members.council_people, name="council-people"),
    path("<int:pk>/people/renew/", members.council_renewal, name="council-renewal"),
    path("<int:pk>/members/new/", members.member_add, name="member-add"),
    path("members/<int:pk>/edit/", members.member_edit, name="member-edit"),
    path("members/<int:pk>/end/", members.member_end, name="member-end"),
    path("<int:pk>/coordinators/new/", members.coordinator_add, name="coordinator-add"),
    path("coordinators/<int:pk>/end/", members.coordinator_end, name="coordinator-end"),
    path("<int:pk>/bodies/new/", members.body_add, name="body-add"),
    path("bodies/<int:pk>/end/", members.body_end, name="body-end"),
    # /councils/visions/
    path("visions/", visions.vision_wall, name="vision-wall"),
    path("visions/wall.pdf", visions.vision_wall_poster, name="vision-wall-poster"),
    path("<int:pk>/visions/", visions.council_visions, name="council-visions"),
    path("<int:pk>/visions/new/", visions.vision_adopt, name="vision-adopt"),
    path("visions/<int:pk>/correct/", visions.vision_correct, name="vision-correct"),
    path("visions/<int:pk>/poster.pdf", visions.vision_poster, name="vision-poster"),
    # /councils/proposals/
    path("proposals/", proposals.proposal_list, name="proposal-list"),
    path("<int:pk>/propose/", proposals.proposal_new, name="proposal-new"),
    path("meetings/<int:pk>/propose/", proposals.meeting_propose, name="meeting-propose"),
    path("proposals/<int:pk>/", proposals.proposal_detail, name="proposal-detail"),
    path("proposals/<int:pk>/reword/", proposals.proposal_reword, name="proposal-reword"),
    path("proposals/<int:pk>/discuss/", proposals.proposal_discuss, name="proposal-discuss"),
    path("proposals/<int:pk>/send/", proposals.proposal_send, name="proposal-send"),
    path("proposals/<int:pk>/answer/", proposals.proposal_answer, name="proposal-answer"),
    path("proposals/<int:pk>/report/", proposals.proposal_report, name="proposal-report"),
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
