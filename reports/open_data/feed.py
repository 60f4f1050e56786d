"""The newest changes of the directory, for programs that look in every day (JSON Feed 1.1)."""

from django.conf import settings
from django.urls import reverse

from councils.models import Programme
from reports.open_data.geojson import plain_values, to_json
from reports.standard_export import address_of

N_NEWEST = 100


def changes_feed(resources):
    """UTF-8 bytes. resources: public ones, the last changed first."""
    own = settings.SITE_URL + reverse("open_data:open-file", args=["changes.json"])
    return to_json(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": f"{Programme.objects.current().city}の地域の資源　新しい変更",
            "home_page_url": settings.SITE_URL + reverse("resources:resource-list"),
            "feed_url": own,
            "language": "ja",
            "items": [_item(resource) for resource in resources[:N_NEWEST]],
        }
    )


def all_of_them(resources):
    """The whole directory as one JSON document."""
    return to_json({"resources": [plain_values(resource) for resource in resources]})


def _item(resource):
    parts = [resource.get_status_display(), resource.where, resource.schedule_text]
    return {
        "id": address_of(resource),
        "url": address_of(resource),
        "title": resource.name,
        "content_text": "\n".join(part for part in parts if part),
        "date_modified": resource.updated_at.isoformat(),
        "tags": [resource.get_kind_display()],
    }
