"""The room of what people do for each other, page by page."""

from django.urls import path

from activities.views import helping, roadmaps

app_name = "activities"
urlpatterns = [
    # /activities/… the roads to the visions
    path("councils/<int:pk>/roadmap/", roadmaps.roadmap_detail, name="roadmap-detail"),
    path("councils/<int:pk>/roadmap/new/", roadmaps.roadmap_add, name="roadmap-add"),
    path("councils/<int:pk>/roadmap/carry/", roadmaps.roadmap_carry, name="roadmap-carry"),
    path("roadmap-steps/<int:pk>/", roadmaps.step_edit, name="roadmap-step-edit"),
    path("roadmap-steps/<int:pk>/done/", roadmaps.step_done, name="roadmap-step-done"),
    path("roadmap-steps/<int:pk>/drop/", roadmaps.step_drop, name="roadmap-step-drop"),
    path("roadmap-steps/<int:pk>/reopen/", roadmaps.step_reopen, name="roadmap-step-reopen"),
    # issue 6: support
    # /activities/help/ helping each other
    path("help/", helping.help_list, name="help-list"),
    path("councils/<int:pk>/help/", helping.help_council, name="help-council"),
    path("councils/<int:pk>/help/new/", helping.help_add, name="help-add"),
    path("help/<int:pk>/", helping.help_detail, name="help-detail"),
    path("help/<int:pk>/edit/", helping.help_edit, name="help-edit"),
    path("help/<int:pk>/ask/", helping.help_ask, name="help-ask"),
    path("help/<int:pk>/answer/", helping.help_answer, name="help-answer"),
    path("help/<int:pk>/centre/", helping.help_centre, name="help-centre"),
    path("help/<int:pk>/done/", helping.help_done, name="help-done"),
    path("help/<int:pk>/thank/", helping.help_thank, name="help-thank"),
    path("help/<int:pk>/withdraw/", helping.help_withdraw, name="help-withdraw"),
    path("help/<int:pk>/erase/", helping.help_erase, name="help-erase"),
    # issue 6: supporters
    # issue 6: events and diary
    # issue 6: figures and reports
    # issue 6: city and year
]
