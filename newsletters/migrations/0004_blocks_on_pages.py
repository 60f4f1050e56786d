"""The greeting, the digest, the request and the colophon become blocks with a place."""

from django.db import migrations
from django.db.models import F, Max

TITLES = {
    "greeting": "みなさまへ",
    "digest": "話し合いの内容",
    "request": "コーディネーターからのお願い",
    "colophon": "発行元",
}


def place(apps, schema_editor):
    Article = apps.get_model("newsletters", "Article")
    for issue in apps.get_model("newsletters", "Issue").objects.order_by("pk"):
        front = Article.objects.filter(issue=issue, page=1)
        front.update(order=F("order") + 1000)
        front.update(order=F("order") - 998)
        for order, layout in ((1, "greeting"), (2, "digest")):
            _put(Article, issue, 1, layout, order)
        _put(Article, issue, 1, "request")
        _put(Article, issue, issue.n_pages_planned, "colophon")


def _put(Article, issue, page, layout, order=None):
    if order is None:
        last = Article.objects.filter(issue=issue, page=page).aggregate(last=Max("order"))["last"]
        order = (last or 0) + 1
    Article.objects.create(
        issue=issue, page=page, order=order, layout=layout, title=TITLES[layout]
    )


def take_away(apps, schema_editor):
    apps.get_model("newsletters", "Article").objects.filter(layout__in=TITLES).delete()


class Migration(migrations.Migration):
    dependencies = [("newsletters", "0003_studio")]
    operations = [migrations.RunPython(place, take_away)]
