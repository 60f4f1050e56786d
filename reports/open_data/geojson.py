"""What has a place on the map, as GeoJSON (RFC 7946): longitude before latitude."""

import json

from reports.standard_export import address_of

FIELDS = (
    "name", "kana", "venue", "address", "schedule_text", "closed_text", "organiser", "phone",
    "fax", "fee_text", "url", "notes",
)  # fmt: skip
"""What of a resource anybody may read, as it is written."""


def plain_values(resource):
    """{english name: value} of a public resource; labels instead of codes, None for nothing."""
    values = {name: getattr(resource, name) or None for name in FIELDS}
    council, home, source = resource.council, resource.neighbourhood, resource.import_source
    verified_on = resource.last_verified_on
    return {
        "id": resource.pk,
        **values,
        "kind": resource.get_kind_display(),
        "district": council.name if council else None,
        "neighbourhood": home.name if home else None,
        "provider_kind": resource.get_provider_kind_display() or None,
        "status": resource.get_status_display(),
        "last_verified_on": verified_on.isoformat() if verified_on else None,
        "updated_at": resource.updated_at.isoformat(),
        "page": address_of(resource),
        "credit": (source.credit or None) if source else None,
    }


def feature_collection(resources):
    """UTF-8 bytes. Every feature says how sure its position is."""
    features = [_feature(resource) for resource in resources if resource.has_position]
    return to_json({"type": "FeatureCollection", "features": features})


def _feature(resource):
    point = [float(resource.longitude), float(resource.latitude)]
    return {
        "type": "Feature",
        "id": resource.pk,
        "geometry": {"type": "Point", "coordinates": point},
        "properties": plain_values(resource)
        | {
            "precision": resource.position_precision,
            "precision_words": resource.get_position_precision_display(),
        },
    }


def to_json(content):
    """JSON as bytes, kana readable."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
