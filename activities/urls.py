"""The room of what people do for each other, page by page."""

from django.urls import path

from activities.views import (
    helping,
    listing,
    logs,
    roadmaps,
    rules,
    support,
    support_edit,
    visits,
    ways,
)

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
    # /activities/ support activities
    path("", support.activity_list, name="activity-list"),
    path("<int:pk>/", support.activity_detail, name="activity-detail"),
    path("<int:pk>/edit/", support_edit.activity_edit, name="activity-edit"),
    path("<int:pk>/start/", support_edit.activity_start, name="activity-start"),
    path("<int:pk>/pause/", support_edit.activity_pause, name="activity-pause"),
    path("<int:pk>/resume/", support_edit.activity_resume, name="activity-resume"),
    path("<int:pk>/end/", support_edit.activity_end, name="activity-end"),
    path("<int:pk>/listing/", listing.activity_listing, name="activity-listing"),
    path("<int:pk>/listing/link/", listing.activity_link, name="activity-link"),
    path("<int:pk>/listing/unlink/", listing.activity_unlink, name="activity-unlink"),
    path("<int:pk>/listing/adjust/", listing.activity_adjust, name="activity-adjust"),
    path("<int:pk>/way/", ways.activity_way, name="activity-way"),
    path("way/<int:pk>/", ways.way_edit, name="way-edit"),
    path("way/<int:pk>/move/", ways.way_move, name="way-move"),
    path("way/<int:pk>/remove/", ways.way_remove, name="way-remove"),
    path("way/<int:pk>/restore/", ways.way_restore, name="way-restore"),
    path("<int:pk>/log/", logs.activity_log, name="activity-log"),
    path("<int:pk>/logs/", logs.activity_logs, name="activity-logs"),
    path("<int:pk>/counts/", logs.activity_counts, name="activity-counts"),
    path("logs/<int:pk>/", logs.log_edit, name="log-edit"),
    path("logs/<int:pk>/remove/", logs.log_remove, name="log-remove"),
    path("visits/", visits.visit_list, name="visit-list"),
    path("visits/add/", visits.visit_add, name="visit-add"),
    path("visits/<int:pk>/", visits.visit_edit, name="visit-edit"),
    path("rules/", rules.rule_list, name="rule-list"),
    path("rules/add/", rules.rule_add, name="rule-add"),
    path("rules/<int:pk>/", rules.rule_detail, name="rule-detail"),
    path("rules/<int:pk>/edit/", rules.rule_edit, name="rule-edit"),
    path("rules/<int:pk>/paper.pdf", rules.rule_paper, name="rule-paper"),
    path("local-rules/<int:pk>/", rules.local_edit, name="local-edit"),
    path("local-rules/<int:pk>/paper.pdf", rules.local_paper, name="local-paper"),
    path("councils/<int:pk>/activities/", support.council_activities, name="council-activities"),
    path("councils/<int:pk>/activities/add/", support_edit.activity_add, name="activity-add"),
    path("councils/<int:pk>/rules/", rules.council_rules, name="council-rules"),
    path("councils/<int:pk>/rules/add/", rules.local_add, name="local-add"),
    path("resources/<int:pk>/", support.resource_activity, name="resource-activity"),
    # issue 6: supporters
    # issue 6: events and diary
    # issue 6: figures and reports
]
