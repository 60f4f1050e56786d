"""The municipal standard columns (推奨データセット): 公共施設一覧 and イベント一覧."""

from dataclasses import dataclass
from datetime import date, time, timedelta

from django.conf import settings

from councils.models import Programme
from resources.models import Kind, SocialResource
from takasaki_sc.lib.kana import katakana
from takasaki_sc.lib.recurrence import falls_on
from takasaki_sc.lib.schedules import next_dates, parse_schedule

FACILITY_COLUMNS = (
    "都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名", "名称", "名称_カナ",
    "名称_通称", "POIコード", "住所", "方書", "緯度", "経度", "電話番号", "内線番号", "法人番号",
    "団体名", "利用可能曜日", "開始時間", "終了時間", "利用可能日時特記事項", "説明",
    "バリアフリー情報", "URL", "備考",
)  # fmt: skip
EVENT_COLUMNS = (
    "都道府県コード又は市区町村コード", "NO", "都道府県名", "市区町村名", "イベント名",
    "イベント名_カナ", "イベント名_英語", "開始日", "終了日", "開始時間", "終了時間",
    "開始日時特記事項", "説明", "料金(基本)", "料金(詳細)", "連絡先名称", "連絡先電話番号",
    "連絡先内線番号", "主催者", "場所名称", "住所", "方書", "緯度", "経度", "アクセス方法",
    "駐車場情報", "定員", "参加申込終了日", "参加申込終了時間", "参加申込方法", "URL", "備考",
)  # fmt: skip
DAYS_AHEAD, MOST_DATES = 31, 5
_HALL, _MEETING_PLACE, _OTHER_WELFARE = "1307", "1309", "1499"
_LETTERS = "月火水木金土日"


@dataclass(frozen=True)
class Occasion:
    """One time a resource is held: worked out from its schedule, or not at all."""

    resource: SocialResource
    day: date
    starts_at: time | None
    ends_at: time | None
    number: int

    @property
    def code(self):
        """Stays the same from one day's file to the next."""
        return f"{self.resource.pk}-{self.day:%Y%m%d}-{self.number}"


def occasions_of(resources, today):
    """The next days of each active resource: at most MOST_DATES, within DAYS_AHEAD."""
    last = today + timedelta(days=DAYS_AHEAD)
    for resource in resources:
        if not resource.is_active:
            continue
        schedule = parse_schedule(resource.schedule_text)
        for day in next_dates(schedule, today - timedelta(days=1), MOST_DATES):
            if day <= last:
                yield from _times_on(resource, schedule, day)


def _times_on(resource, schedule, day):
    """「10:00~12:00又は18:00~21:00」 is two occasions of one day."""
    rules = [rule for rule in schedule.rules if falls_on(rule, day, day)]
    times = list(dict.fromkeys((rule.start, rule.end) for rule in rules))
    for number, (starts_at, ends_at) in enumerate(times, start=1):
        yield Occasion(resource, day, starts_at, ends_at, number)


def facility_rows(resources):
    """公共施設一覧: what is at a known place. resources: with council and schedules."""
    for resource in resources:
        if resource.address:
            yield _facility(resource)


def _facility(resource):
    programme = Programme.objects.current()
    weekdays, starts, ends = _opening(resource)
    phone = resource.phone_numbers[0] if resource.phone_numbers else ""
    remarks = [resource.closed_text and f"休み：{resource.closed_text}", _state_words(resource)]
    return [
        programme.code, resource.pk, programme.prefecture, programme.city,
        resource.name, _kana(resource), "", _poi(resource),
        resource.address, resource.venue, *_position(resource), phone, "", "",
        resource.organiser, weekdays, starts, ends, _one_line(resource.schedule_text),
        resource.get_kind_display(), "", resource.url,
        "。".join(part for part in [*remarks, _one_line(resource.notes)] if part),
    ]  # fmt: skip


def event_rows(resources, today):
    """イベント一覧: the days to come of everything whose schedule can be worked out."""
    for occasion in occasions_of(resources, today):
        yield _event(occasion)


def _event(occasion):
    programme, resource = Programme.objects.current(), occasion.resource
    phone = resource.phone_numbers[0] if resource.phone_numbers else ""
    day = occasion.day.isoformat()
    return [
        programme.code, occasion.code, programme.prefecture, programme.city,
        resource.name, _kana(resource), "", day, day,
        _hour(occasion.starts_at), _hour(occasion.ends_at), _one_line(resource.schedule_text),
        _one_line(resource.notes) or resource.get_kind_display(), resource.fee_text, "",
        resource.organiser, phone, "", resource.organiser, resource.venue, resource.address, "",
        *_position(resource), "", "", "", "", "", "", address_of(resource),
        "開催日時から計算した日です。祝日などで休むことがあります。",
    ]  # fmt: skip


def address_of(resource):
    """The page of a resource as the world sees it."""
    return settings.SITE_URL + resource.get_absolute_url()


def _kana(resource):
    return katakana(resource.kana)


def _poi(resource):
    """POIコード where one fits; most gatherings of neighbours have none of their own."""
    if "公民館" in resource.name:
        return _HALL
    if resource.kind == Kind.FACILITY:
        return _MEETING_PLACE
    return _OTHER_WELFARE if resource.kind in (Kind.CONSULTATION, Kind.CARE) else ""


def _position(resource):
    """Only a place that was measured: the middle of a town would send people astray."""
    if resource.position_precision != SocialResource.Precision.EXACT:
        return ["", ""]
    return [str(resource.latitude), str(resource.longitude)]


def _opening(resource):
    """(「火金」, start, end) of schedules that come every week; times only where all agree."""
    weekly = [s for s in resource.schedules.all() if s.weeks == "0" and s.weekday]
    letters = "".join(_LETTERS[day - 1] for day in sorted({s.weekday for s in weekly}))
    times = {(s.starts_at, s.ends_at) for s in weekly}
    if len(times) != 1:
        return letters, "", ""
    ((starts_at, ends_at),) = times
    return letters, _hour(starts_at), _hour(ends_at)


def _state_words(resource):
    return "休止中" if resource.is_suspended else ""


def _hour(moment):
    return f"{moment:%H:%M}" if moment else ""


def _one_line(text):
    return " ".join(text.split())
