"""The room of what people do for each other, page by page."""

from django.urls import path

from activities.views import care, consultations, diary, diary_papers, events, roadmaps

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
    # /activities/diary/… the coordinator's day
    path("diary/", diary.diary_list, name="diary-list"),
    path("diary/new/", diary.diary_add, name="diary-add"),
    path("diary/voice/", diary.diary_voice, name="diary-voice"),
    path("diary/everybody/", diary.diary_everybody, name="diary-everybody"),
    path("diary/everybody/sheet/", diary_papers.everybody_sheet, name="diary-everybody-sheet"),
    path("diary/people/<int:pk>/", diary.diary_person, name="diary-person"),
    path("diary/people/<int:pk>/review/", diary.diary_review, name="diary-review"),
    path("diary/people/<int:pk>/paper/", diary_papers.month_paper, name="diary-paper"),
    path("diary/people/<int:pk>/sheet/", diary_papers.month_sheet, name="diary-sheet"),
    path("diary/<int:pk>/", diary.diary_edit, name="diary-edit"),
    path("diary/<int:pk>/remove/", diary.diary_remove, name="diary-remove"),
    path("diary/<int:pk>/restore/", diary.diary_restore, name="diary-restore"),
    # /activities/consultations/…
    path("consultations/", consultations.consultation_list, name="consultation-list"),
    path("consultations/new/", consultations.consultation_add, name="consultation-add"),
    path("consultations/<int:pk>/", consultations.consultation_edit, name="consultation-edit"),
    path(
        "consultations/<int:pk>/close/", consultations.consultation_close,
        name="consultation-close",
    ),
    path(
        "consultations/<int:pk>/reopen/", consultations.consultation_reopen,
        name="consultation-reopen",
    ),
    path(
        "consultations/<int:pk>/remove/", consultations.consultation_remove,
        name="consultation-remove",
    ),
    path(
        "consultations/<int:pk>/restore/", consultations.consultation_restore,
        name="consultation-restore",
    ),
    path("consultation-topics/", consultations.topic_list, name="topic-list"),
    path("consultation-topics/<int:pk>/", consultations.topic_edit, name="topic-edit"),
    # /activities/care-conferences/…
    path("care-conferences/", care.care_list, name="care-list"),
    path("care-conferences/new/", care.care_add, name="care-add"),
    path("care-conferences/<int:pk>/", care.care_edit, name="care-edit"),
    # /activities/events/…
    path("events/", events.event_list, name="event-list"),
    path("events/new/", events.event_add, name="event-add"),
    path("events/speakers/", events.speaker_list, name="speaker-list"),
    path("events/<int:pk>/", events.event_detail, name="event-detail"),
    path("events/<int:pk>/edit/", events.event_edit, name="event-edit"),
    path("events/<int:pk>/cancel/", events.event_cancel, name="event-cancel"),
    path("events/<int:pk>/resume/", events.event_resume, name="event-resume"),
    path("events/<int:pk>/intents/", events.event_intents, name="event-intents"),
    path("events/<int:pk>/sign-in/", events.event_sign_in, name="event-sign-in"),
    path("events/<int:pk>/slip/", events.event_slip, name="event-slip"),
    # issue 6: figures and reports
    # issue 6: city and year
]  # fmt: skip
