"""Mails that are being sent are nobody else's; photographs in articles go into the register."""

import re
from hashlib import sha256
from pathlib import PurePosixPath

from django.db import migrations, models

FINGERPRINT = re.compile(r"[0-9a-f]{64}")


def register(apps, schema_editor):
    """A row of the register for every stored photograph; the same bytes once."""
    photo_rows = apps.get_model("newsletters", "Photo").objects
    pictures = apps.get_model("newsletters", "Picture").objects
    versions = apps.get_model("newsletters", "HistoricalArticle").objects
    anybody = apps.get_model("accounts", "User").objects.order_by("pk").first()
    photos = photo_rows.filter(picture=None).exclude(image="").select_related("article__issue")
    for photo in photos.order_by("pk"):
        made = versions.filter(id=photo.article_id).exclude(history_user=None).first()
        issue = photo.article.issue
        by = (made and made.history_user) or issue.checked_by or issue.published_by or anybody
        stem = PurePosixPath(photo.image.name).stem
        known = FINGERPRINT.fullmatch(stem)
        picture, _ = pictures.get_or_create(
            sha256=stem if known else sha256(photo.image.name.encode()).hexdigest(),
            defaults={
                "image": photo.image.name,
                "width": photo.width or 0,
                "height": photo.height or 0,
                "alt": photo.alt,
                "credit": photo.credit,
                "council_id": photo.article.council_id,
                "shows_nobody": photo.consent == "not_needed",
                "added_by": by,
            },
        )
        photo_rows.filter(pk=photo.pk).update(picture=picture)


class Migration(migrations.Migration):
    dependencies = [("newsletters", "0005_block_token")]
    operations = [
        migrations.AddField(
            "mailing",
            "tried_at",
            models.DateTimeField(
                "送り始めた日時",
                null=True,
                blank=True,
                help_text="送っている間、ほかの人は触りません。",
            ),
        ),
        migrations.RunPython(register, migrations.RunPython.noop, elidable=True),
    ]
