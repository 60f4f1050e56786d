"""The newsletter, page by page."""

from django.urls import path

from newsletters.views import articles, papers, public, studio

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
    # press
    path("studio/<int:pk>/pages/<int:page>/", papers.page_panel, name="page-panel"),
    path("studio/<int:pk>/pages/<int:page>.png", papers.page_picture, name="page-picture"),
    path("studio/<int:pk>/pages/<int:page>.json", papers.page_rooms, name="page-rooms"),
    path("studio/<int:pk>/papers/<slug:variant>.pdf", papers.issue_variant, name="issue-variant"),
    path("studio/<int:pk>/papers/", papers.issue_print, name="issue-print"),
    # /newsletters/studio/articles/ and pictures
    path("studio/articles/<int:pk>/", articles.article_edit, name="article-edit"),
    path("studio/articles/<int:pk>/move/", articles.article_move, name="article-move"),
    path("studio/articles/<int:pk>/remove/", articles.article_remove, name="article-remove"),
    path("studio/articles/<int:pk>/photos/add/", articles.article_photo_add,
         name="article-photo-add"),
    path("studio/photos/<int:pk>/", articles.photo_edit, name="photo-edit"),
    path("studio/photos/<int:pk>/image/", articles.photo_draft, name="photo-draft"),
    path("studio/photos/<int:pk>/remove/", articles.photo_remove, name="photo-remove"),
]  # fmt: skip
