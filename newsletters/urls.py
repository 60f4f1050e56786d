"""The newsletter, page by page."""

from django.urls import path

from newsletters.views import articles, correcting, public, reviewing, studio

app_name = "newsletters"
urlpatterns = [
    # /newsletters/ for readers
    path("", public.archive, name="archive"),
    path("<int:pk>/", public.issue_detail, name="issue-detail"),
    path("<int:pk>/pdf/", public.issue_pdf, name="issue-pdf"),
    path("photos/<int:pk>/", public.photo_image, name="photo-image"),
    # /newsletters/studio/
    path("studio/", studio.studio_list, name="studio-list"),
    path("studio/material/", studio.studio_material, name="studio-material"),
    path("studio/add/", studio.studio_add, name="studio-add"),
    path("studio/<int:pk>/", studio.issue_edit, name="issue-edit"),
    path("studio/<int:pk>/digest/", studio.issue_digest, name="issue-digest"),
    path("studio/<int:pk>/preview/", studio.issue_preview, name="issue-preview"),
    path("studio/<int:pk>/preview.pdf", studio.issue_proof, name="issue-proof"),
    path("studio/<int:pk>/check/", studio.issue_check, name="issue-check"),
    path("studio/<int:pk>/publish/", studio.issue_publish, name="issue-publish"),
    path("studio/<int:pk>/articles/add/", articles.issue_article_add, name="issue-article-add"),
    # /newsletters/studio/articles/ and pictures
    path("studio/articles/<int:pk>/", articles.article_edit, name="article-edit"),
    path("studio/articles/<int:pk>/move/", articles.article_move, name="article-move"),
    path("studio/articles/<int:pk>/remove/", articles.article_remove, name="article-remove"),
    path("studio/articles/<int:pk>/photos/add/", articles.article_photo_add,
         name="article-photo-add"),
    path("studio/photos/<int:pk>/", articles.photo_edit, name="photo-edit"),
    path("studio/photos/<int:pk>/image/", articles.photo_draft, name="photo-draft"),
    path("studio/photos/<int:pk>/remove/", articles.photo_remove, name="photo-remove"),
    # checks
    path("printings/<int:pk>/", correcting.printing_pdf, name="printing-pdf"),
    path("studio/series/<int:pk>/rules/", reviewing.series_rules, name="series-rules"),
    path("studio/<int:pk>/ask/", reviewing.issue_ask, name="issue-ask"),
    path("studio/<int:pk>/remarks/", reviewing.issue_remarks, name="issue-remarks"),
    path("studio/remarks/<int:pk>/settle/", reviewing.remark_settle, name="remark-settle"),
    path("studio/<int:pk>/draft.pdf", reviewing.issue_draft, name="issue-draft"),
    path("studio/<int:pk>/schedule/", reviewing.issue_schedule, name="issue-schedule"),
    path("studio/<int:pk>/unschedule/", reviewing.issue_unschedule, name="issue-unschedule"),
    path("studio/<int:pk>/corrections/", correcting.issue_corrections, name="issue-corrections"),
    path("studio/<int:pk>/corrections/carry/", correcting.issue_carry, name="issue-carry"),
    path("studio/<int:pk>/corrections/proof.pdf", correcting.issue_edition, name="issue-edition"),
    path("studio/<int:pk>/reissue/", correcting.issue_reissue, name="issue-reissue"),
    path("studio/corrections/<int:pk>/remove/", correcting.correction_remove,
         name="correction-remove"),
]  # fmt: skip
