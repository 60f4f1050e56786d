"""The room of what people do for each other, page by page."""

from django.urls import path

from activities.views import roadmaps

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
    # issue 6: helping
    # issue 6: supporters
    # issue 6: events and diary
    # issue 6: figures and reports
    # issue 6: city and year
]
