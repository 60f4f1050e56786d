"""The catalogue for programs, in the words of DCAT (JSON-LD)."""

from django.conf import settings
from django.urls import reverse

from councils.models import Programme
from reports.open_data.files import FILES, public_resources, state_of_directory
from reports.open_data.geojson import to_json

LICENCE = "https://creativecommons.org/licenses/by/4.0/deed.ja"
LICENCE_WORDS = "クリエイティブ・コモンズ 表示 4.0 国際（CC BY 4.0）"
FREQUENCY = {True: "P1D", False: "irregular"}


def credits():
    """The credit lines of the lists that what we publish came from."""
    found = public_resources().exclude(import_source=None).exclude(import_source__credit="")
    lines = found.order_by().values_list("import_source__credit", flat=True).distinct()
    return sorted(lines)


def catalog():
    """UTF-8 bytes."""
    changed_at, lines = state_of_directory().changed_at, credits()
    address = settings.SITE_URL + reverse("open_data:open-data")
    programme = Programme.objects.current()
    return to_json(
        {
            "@context": {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"},
            "@id": address,
            "@type": "dcat:Catalog",
            "dct:title": f"{programme.city}の地域の資源のデータ",
            "dct:publisher": programme.full_name,
            "dct:language": "ja",
            "dct:license": LICENCE,
            "dct:modified": changed_at.isoformat() if changed_at else None,
            "dct:rightsHolder": lines,
            "dcat:dataset": [_dataset(file, changed_at) for file in FILES],
        }
    )


def _dataset(file, changed_at):
    address = settings.SITE_URL + reverse("open_data:open-file", args=[file.name])
    return {
        "@type": "dcat:Dataset",
        "dct:identifier": file.name,
        "dct:title": file.title,
        "dct:description": file.holds,
        "dct:accrualPeriodicity": FREQUENCY[file.is_dated],
        "dct:modified": changed_at.isoformat() if changed_at else None,
        "columns": [heading for heading, _ in file.columns],
        "dcat:distribution": [
            {
                "@type": "dcat:Distribution",
                "dcat:downloadURL": address,
                "dcat:mediaType": file.kind.split(";")[0],
                "dct:license": LICENCE,
            }
        ],
    }
