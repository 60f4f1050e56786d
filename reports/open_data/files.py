"""Which files there are: what each holds, how often it changes, and how it is made."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time
from itertools import chain

from django.core.cache import caches
from django.db.models import Count, Max
from django.utils import timezone

from accounts.models import AuditEntry
from reports import standard_export
from reports.open_data.calendar import calendar_file
from reports.open_data.feed import all_of_them, changes_feed
from reports.open_data.geojson import feature_collection
from reports.open_data.programme import last_change, programme_lines, programme_rows
from resources.models import SocialResource
from resources.printing.resource_table import PUBLIC_COLUMNS, resources_csv, resources_xlsx
from takasaki_sc.lib.workbooks import write_csv

CSV = "text/csv; charset=utf-8"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AT_ONCE, DAILY = "変わるたび", "毎日（開催日を計算し直します）"
OWN_COLUMNS = [(column.heading, column.holds) for column in PUBLIC_COLUMNS]
KEPT_SECONDS = 600
"""Seconds a made file is kept: many visitors cost one making."""

LARGEST_KEPT = 8 * 2**20
NOT_FOR_ANYBODY = ("contact", "source_code", "imported_values", "value_sources", "search_text")
"""Fields that are not even read from the database."""


@dataclass(frozen=True)
class OpenFile:
    """One file: its name is its address below /open/."""

    name: str
    title: str
    holds: str
    kind: str
    kind_words: str
    rhythm: str
    columns: list
    make: Callable

    @property
    def is_dated(self):
        """Does it change with the day, even if nobody changed anything?"""
        return self.rhythm == DAILY

    @property
    def extension(self):
        return self.name.rsplit(".", 1)[1]


@dataclass(frozen=True)
class MadeFile:
    """The bytes, and what tells a program whether they have changed."""

    content: bytes
    etag: str
    changed_at: datetime


def public_resources():
    """What anybody may have, with what the files say about it. Two queries and the schedules."""
    return (
        SocialResource.objects.public()
        .select_related("council", "neighbourhood", "import_source")
        .prefetch_related("schedules")
        .defer(*NOT_FOR_ANYBODY)
        .in_list_order()
    )


def _plain(columns):
    return [(column, "") for column in columns]


FILES = (
    OpenFile(
        "resources.csv", "地域の資源の一覧（CSV）",
        "載っている集いの場や手助けのすべて。名簿の取り込みと同じ列です。",
        CSV, "CSV（UTF-8、BOM付き）", AT_ONCE, OWN_COLUMNS,
        lambda today: resources_csv(public_resources(), PUBLIC_COLUMNS),
    ),
    OpenFile(
        "resources.xlsx", "地域の資源の一覧（エクセル）",
        "中身はCSVと同じです。電話番号のはじめの0が消えないので、エクセルで開くときはこちらを。",
        XLSX, "エクセル", AT_ONCE, OWN_COLUMNS,
        lambda today: resources_xlsx(public_resources(), PUBLIC_COLUMNS),
    ),
    OpenFile(
        "resources.json", "地域の資源の一覧（JSON）",
        "プログラムで使うための形です。1件ごとに、もとの名簿の出典（credit）が付きます。",
        "application/json", "JSON", AT_ONCE, [],
        lambda today: all_of_them(public_resources()),
    ),
    OpenFile(
        "resources.geojson", "地図の点",
        "位置のわかる資源。位置の確かさ（precision）は exact が正確、town が町のおよそです。",
        "application/geo+json", "GeoJSON", AT_ONCE, [],
        lambda today: feature_collection(public_resources()),
    ),
    OpenFile(
        "resources.ics", "これからの開催日",
        "31日先まで、1つの集いにつき5日まで。市民に知らせる行事も。カレンダーに読みこめます。",
        "text/calendar; charset=utf-8", "iCalendar", DAILY, [],
        lambda today: calendar_file(public_resources(), today, programme_lines(today)),
    ),
    OpenFile(
        "public_facility.csv", "公共施設一覧（標準の列）",
        "住所のわかる資源を、自治体のデータの標準（推奨データセット）の列で。",
        CSV, "CSV（UTF-8、BOM付き）", AT_ONCE, _plain(standard_export.FACILITY_COLUMNS),
        lambda today: write_csv(
            standard_export.FACILITY_COLUMNS, standard_export.facility_rows(public_resources())
        ),
    ),
    OpenFile(
        "event.csv", "イベント一覧（標準の列）",
        "これからの開催日と行事を、自治体のデータの標準（推奨データセット）の列で。",
        CSV, "CSV（UTF-8、BOM付き）", DAILY, _plain(standard_export.EVENT_COLUMNS),
        lambda today: write_csv(
            standard_export.EVENT_COLUMNS,
            chain(programme_rows(today), standard_export.event_rows(public_resources(), today)),
        ),
    ),
    OpenFile(
        "changes.json", "新しい変更",
        "最後に書きかえた100件。毎日見に来るプログラムのためのものです。",
        "application/feed+json", "JSON Feed 1.1", AT_ONCE, [],
        lambda today: changes_feed(public_resources().order_by("-updated_at", "-pk")),
    ),
)  # fmt: skip
BY_NAME = {file.name: file for file in FILES}


@dataclass(frozen=True)
class State:
    """How many there are, and when anything the files tell was last written."""

    n_rows: int
    changed_at: datetime | None


def state_of_directory():
    """Also what is not public counts: a place that was taken out changes the files.

    最終更新 alone does not tell: 最終確認日 and the middle of a town move without it, but each of
    them leaves a version. The credit of a list stands in the trail.
    """
    found = SocialResource.objects.aggregate(n=Count("pk"), at=Max("updated_at"))
    version_at = SocialResource.history.aggregate(at=Max("history_date"))["at"]
    credited_at = AuditEntry.objects.filter(verb="source_credited").aggregate(at=Max("at"))["at"]
    moments = [at for at in (found["at"], version_at, credited_at, last_change()) if at]
    return State(found["n"], max(moments, default=None))


def made(file):
    """The MadeFile, made anew when the directory or (where it matters) the day has changed."""
    today, state = timezone.localdate(), state_of_directory()
    stamp = f"{state.n_rows} {state.changed_at} {today if file.is_dated else ''}"
    key = f"open_data:{file.name}:{hashlib.sha256(stamp.encode()).hexdigest()[:32]}"
    content = caches["own"].get(key)
    if content is None:
        content = file.make(today)
        if len(content) <= LARGEST_KEPT:
            caches["own"].set(key, content, KEPT_SECONDS)
    etag = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    return MadeFile(content, etag, _changed_at(file, state, today))


def _changed_at(file, state, today):
    midnight = timezone.make_aware(datetime.combine(today, time()))
    if state.changed_at is None:
        return midnight
    return max(state.changed_at, midnight) if file.is_dated else state.changed_at
