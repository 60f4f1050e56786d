"""The room of what people do for each other, page by page."""

from django.urls import path

from activities.views import courses, graduates, privacy, roadmaps, skills, supporters

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
    # /activities/supporters/… the register, and the city's lists behind it
    path("supporters/", supporters.supporter_list, name="supporter-list"),
    path("supporters/export/", supporters.supporter_export, name="supporter-export"),
    path("councils/<int:pk>/supporters/new/", supporters.supporter_add, name="supporter-add"),
    path("supporters/<int:pk>/", supporters.supporter_detail, name="supporter-detail"),
    path("supporters/<int:pk>/edit/", supporters.supporter_edit, name="supporter-edit"),
    path("supporters/<int:pk>/leave/", supporters.supporter_leave, name="supporter-leave"),
    path("supporters/<int:pk>/consent/", supporters.supporter_consent, name="supporter-consent"),
    path("skills/", skills.skill_list, name="skill-list"),
    path("skills/new/", skills.skill_add, name="skill-add"),
    path("skills/<int:pk>/", skills.skill_edit, name="skill-edit"),
    path("course-kinds/new/", skills.training_add, name="training-add"),
    path("course-kinds/<int:pk>/", skills.training_edit, name="training-edit"),
    # /activities/courses/… from the first day to the certificate
    path("courses/", courses.course_list, name="course-list"),
    path("courses/new/", courses.course_add, name="course-add"),
    path("courses/<int:pk>/", courses.course_detail, name="course-detail"),
    path("courses/<int:pk>/edit/", courses.course_edit, name="course-edit"),
    path("courses/<int:pk>/cancel/", courses.course_cancel, name="course-cancel"),
    path("courses/<int:pk>/lessons/new/", courses.lesson_add, name="lesson-add"),
    path("courses/<int:pk>/learners/new/", courses.learner_add, name="learner-add"),
    path("courses/<int:pk>/complete/", graduates.course_complete, name="course-complete"),
    path(
        "courses/<int:pk>/certificates/", graduates.course_certificates, name="course-certificates"
    ),
    path("lessons/<int:pk>/", courses.lesson_edit, name="lesson-edit"),
    path("lessons/<int:pk>/attendance/", courses.lesson_attendance, name="lesson-attendance"),
    path("certificates/<int:pk>/", graduates.certificate_paper, name="certificate-paper"),
    path("graduates/", graduates.graduate_list, name="graduate-list"),
    path("graduates/<int:pk>/follow/", graduates.graduate_follow, name="graduate-follow"),
    path("graduates/<int:pk>/register/", graduates.graduate_register, name="graduate-register"),
    # /activities/subjects/… what people may ask about themselves
    path("subjects/", privacy.subject_find, name="subject-find"),
    path("subjects/<int:pk>/", privacy.subject_detail, name="subject-detail"),
    path("subjects/<int:pk>/paper/", privacy.subject_paper_page, name="subject-paper"),
    path("subjects/<int:pk>/erase/", privacy.subject_erase, name="subject-erase"),
    path("erasures/<int:pk>/withdraw/", privacy.erasure_withdraw, name="erasure-withdraw"),
    path("erasures/<int:pk>/do/", privacy.erasure_do, name="erasure-do"),
    # issue 6: events and diary
    # issue 6: figures and reports
    # issue 6: city and year
]
