"""The newsletter, page by page."""

from django.urls import path

from newsletters.views import (
    articles,
    blocks,
    copies,
    pictures,
    plan,
    public,
    readers,
    series,
    studio,
)

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
    path("studio/<int:pk>/articles/add/", blocks.issue_article_add, name="issue-article-add"),
    # /newsletters/studio/articles/ and pictures
    path("studio/articles/<int:pk>/", blocks.article_edit, name="article-edit"),
    path("studio/articles/<int:pk>/move/", plan.article_move, name="article-move"),
    path("studio/articles/<int:pk>/remove/", blocks.article_remove, name="article-remove"),
    path("studio/articles/<int:pk>/photos/add/", articles.article_photo_add,
         name="article-photo-add"),
    path("studio/photos/<int:pk>/", articles.photo_edit, name="photo-edit"),
    path("studio/photos/<int:pk>/image/", articles.photo_draft, name="photo-draft"),
    path("studio/photos/<int:pk>/remove/", articles.photo_remove, name="photo-remove"),
    # studio
    path("studio/series/", series.series_list, name="series-list"),
    path("studio/series/add/", series.series_add, name="series-add"),
    path("studio/series/<int:pk>/", series.series_edit, name="series-edit"),
    path("studio/<int:pk>/plan/", plan.issue_plan, name="issue-plan"),
    path("studio/<int:pk>/order/", plan.issue_order, name="issue-order"),
    path("studio/<int:pk>/pages/", plan.issue_pages, name="issue-pages"),
    # readers
    path("<int:pk>/cover.png", public.issue_cover, name="issue-cover"),
    path("series/<slug:slug>/feed.<slug:kind>", readers.series_feed, name="series-feed"),
    path("subscribe/", readers.subscribe, name="subscribe"),
    path("subscribe/sent/", readers.subscribe_sent, name="subscribe-sent"),
    path("subscribe/confirm/<str:secret>/", readers.subscribe_confirm, name="subscribe-confirm"),
    path("subscribe/leave/<str:secret>/", readers.subscribe_leave, name="subscribe-leave"),
    path("studio/readers/", copies.readers, name="readers"),
    path("studio/series/<int:pk>/addresses/", copies.series_addresses, name="series-addresses"),
    path("studio/series/<int:pk>/places/", copies.series_places, name="series-places"),
    path("studio/places/<int:pk>/", copies.place_edit, name="place-edit"),
    path("studio/<int:pk>/mail/", copies.issue_mail, name="issue-mail"),
    path("studio/<int:pk>/copies/", copies.issue_copies, name="issue-copies"),
    path("studio/<int:pk>/copies.xlsx", copies.issue_copies_sheet, name="issue-copies-sheet"),
    path("studio/<int:pk>/notice/", copies.issue_notice, name="issue-notice"),
    # pictures
    path("studio/pictures/", pictures.picture_list, name="picture-list"),
    path("studio/pictures/add/", pictures.picture_add, name="picture-add"),
    path("studio/pictures/<int:pk>/", pictures.picture_detail, name="picture-detail"),
    path("studio/pictures/<int:pk>/image/", pictures.picture_image, name="picture-image"),
    path("studio/pictures/<int:pk>/consent/", pictures.picture_consent, name="picture-consent"),
    path("studio/consents/<int:pk>/withdraw/", pictures.consent_withdraw,
         name="consent-withdraw"),
]  # fmt: skip
