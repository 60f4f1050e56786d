"""Another city: 安曇野市, whose year 令和5年度 is logged so that its report comes out again.

Facts (areas, bodies, events, how often and how many) are those of its paper; the people, the days
and the words of single records are invented, and every page says 見本.
"""

from datetime import date, datetime, time, timedelta
from itertools import cycle, islice

from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from simple_history.utils import bulk_create_with_history

from accounts.models import User
from activities.models import Consultation, ConsultationTopic, DiaryEntry, WorkCategory
from councils import search_index
from councils.models import Coordinator, Council, Meeting, MeetingKind, Organisation, Person
from reports.demo.azumino_letters import make_issues
from reports.demo.azumino_words import write_azumino
from reports.demo.facts import load_cases
from reports.demo.logins import Login, Role, make_logins
from takasaki_sc.lib.wareki import fiscal_year_bounds

YEAR = 2023
FACTS = (
    "programme", "places", "councils", "meeting_kinds", "organisations", "courses", "events",
    "series",
)  # fmt: skip
AZUMINO_LOGINS = (
    Login("kanri", "見本 かなめ", "みほん かなめ", Role.ADMIN),
    Login("shi", "例示 しのぶ", "れいじ しのぶ", Role.TIER1),
    Login("toyoshina", "仮名 とよみ", "かめい とよみ", Role.COORDINATOR, "豊科"),
    Login("hotaka", "試作 ほだか", "しさく ほだか", Role.COORDINATOR, "穂高"),
    Login("misato", "模擬 みさと", "もぎ みさと", Role.COORDINATOR, "三郷"),
    Login("horigane", "標本 ほりお", "ひょうほん ほりお", Role.COORDINATOR, "堀金"),
    Login("akashina", "架空 あかり", "かくう あかり", Role.COORDINATOR, "明科"),
    Login("miru", "想定 みる", "そうてい みる", Role.VIEWER),
)
SHAKYO = "社協"
_CONTRACTOR = {"豊科": "あんしん"}
How = Coordinator.Appointment
N_MEETINGS = {"豊科": 5, "穂高": 6, "三郷": 5, "堀金": 2, "明科": 3}
N_WRITTEN = {"豊科": 1, "堀金": 1}
N_OUTREACH = {"豊科": 34, "穂高": 30, "三郷": 25, "堀金": 20, "明科": 20}
N_CONSULTATIONS = {"豊科": 24, "穂高": 12, "三郷": 9, "堀金": 8, "明科": 7}
N_TIER1_MEETINGS = 2
INVENTED = "回数は公開資料のとおり。日は見本"
OUTREACH = (
    (WorkCategory.INTERESTS, "見本のサロン", "サロンで、続けたいことを聞いた"),
    (WorkCategory.NEEDS, "見本の公民館", "地域学習会で、困っていることを出し合った"),
    (WorkCategory.DEVELOPING, "見本の拠点", "拠点で、男性の料理の会を手伝った"),
    (WorkCategory.PROVIDERS, "見本の集会所", "区と支え合いの会の話し合いに加わった"),
)
ASKED = (
    ("サロン・趣味活動の続け方", "久しぶりに集まるとき、何から始めるとよいか"),
    ("新しいサロンの立ち上げ", "場所はあるが、世話をする人をどう集めるか"),
    ("そのほかの活動の支え方", "買い物の手伝いに、車を出してよいか"),
)


def build_azumino(today):
    """Make the city in an empty database. Returns ({what: how many}, new users, password)."""
    if Council.objects.exists() and not Council.objects.filter(pk=1, name="豊科").exists():
        raise CommandError(
            "このデータベースには、別の市の協議体が登録されています。"
            "安曇野市の見本は、空のデータベースに作ってください。"
        )
    made = {}
    if not Council.objects.exists():
        call_command("loaddata", *(f"azumino/{name}" for name in FACTS), verbosity=0)
        made["協議体"] = Council.objects.count()
    new_users, password = make_logins(AZUMINO_LOGINS)
    users = {user.username: user for user in User.objects.filter(is_demo=True)}
    if n_cases := load_cases():
        made["参考事例"] = n_cases
    if not Coordinator.objects.exists():
        made |= _make_year(users)
        made["さがせることば"] = search_index.rebuild().total()
    return made, new_users, password


def _make_year(users):
    terms = _make_coordinators(users)
    return {
        "コーディネーター": len(terms),
        "会議": _make_meetings(users),
        "活動日誌": _make_diary(terms),
        "相談": _make_consultations(terms),
        "年次報告のことば": write_azumino(YEAR, users["shi"]),
        "広報紙": make_issues(users["shi"], users["kanri"]),
    }


def _make_coordinators(users):
    """One for the first tier since 2016-03, and one commissioned for each area since 2016-04."""
    councils = {council.name: council for council in Council.objects.all()}
    contractors = {body.short_name: body for body in Organisation.objects.exclude(short_name="")}
    terms = {}
    for login in AZUMINO_LOGINS:
        if login.role not in (Role.TIER1, Role.COORDINATOR):
            continue
        person = Person.objects.create(
            name=login.display_name, kana=login.kana, user=users[login.username], is_demo=True
        )
        is_tier1 = login.role == Role.TIER1
        council = Council.objects.tier1().get() if is_tier1 else councils[login.council]
        contractor = None if is_tier1 else contractors[_CONTRACTOR.get(council.name, SHAKYO)]
        terms[council.name] = Coordinator.objects.create(
            person=person,
            tier=council.tier,
            council=council,
            appointment=How.APPOINTED if is_tier1 else How.COMMISSIONED,
            contractor=contractor,
            from_on=date(2016, 3, 1) if is_tier1 else date(2016, 4, 1),
        )
    return terms


def _make_meetings(users):
    kinds = {kind.code: kind for kind in MeetingKind.objects.order_by("-tier")}
    city, by = Council.objects.tier1().get(), users["shi"]
    meetings = [
        *_meetings(city, kinds["committee"], _days(N_TIER1_MEETINGS), by),
        *_meetings(city, kinds["coordinators"], _second_tuesdays(), by),
    ]
    for council in Council.objects.tier2():
        shift = council.order * 2
        days = _days(N_MEETINGS[council.name], shift=shift)
        written = _days(N_WRITTEN.get(council.name, 0), shift=shift + 9)
        meetings += _meetings(council, kinds["regular"], days, by)
        meetings += _meetings(council, kinds["regular"], written, by, form=Meeting.Form.WRITTEN)
    bulk_create_with_history(meetings, Meeting)
    return len(meetings)


def _meetings(council, kind, days, by, form=Meeting.Form.IN_PERSON):
    """One recorded and closed meeting a day; those in writing have no number."""
    return [
        Meeting(council=council, kind=kind, form=form, held_on=day, source=INVENTED,
                number=None if form == Meeting.Form.WRITTEN else number,
                recorded_by=by, recorded_at=_evening_of(day),
                closed_by=by, closed_at=_evening_of(day + timedelta(days=7)))
        for number, day in enumerate(days, start=1)
    ]  # fmt: skip


def _evening_of(day):
    return timezone.make_aware(datetime.combine(day, time(17)))


def _make_diary(terms):
    entries = []
    for name, n in N_OUTREACH.items():
        term = terms[name]
        for day, (category, place, result) in zip(
            _days(n), islice(cycle(OUTREACH), n), strict=True
        ):
            entries.append(
                DiaryEntry(coordinator=term, tier=term.tier, contractor=term.contractor,
                           council=term.council, worked_on=day, category=category,
                           is_outreach=True, minutes=90, place=place, result=f"{result}（見本）")
            )  # fmt: skip
    bulk_create_with_history(entries, DiaryEntry)
    return len(entries)


def _make_consultations(terms):
    topics = {topic.name: topic for topic in ConsultationTopic.objects.all()}
    rows = []
    for name, n in N_CONSULTATIONS.items():
        term = terms[name]
        for day, (topic, text) in zip(_days(n), islice(cycle(ASKED), n), strict=True):
            rows.append(
                Consultation(coordinator=term, contractor=term.contractor, council=term.council,
                             worked_on=day, topic=topics[topic], text=f"{text}（見本）",
                             asked_by=Consultation.AskedBy.GROUP)
            )  # fmt: skip
    bulk_create_with_history(rows, Consultation)
    return len(rows)


def _second_tuesdays():
    for month in range(12):
        first = date(YEAR + (month + 3) // 12, (month + 3) % 12 + 1, 1)
        yield first + timedelta(days=(1 - first.weekday()) % 7 + 7)


def _days(n, shift=0):
    """n working days of the year, evenly spread."""
    first, last = fiscal_year_bounds(YEAR)
    n_days = (last - first).days - 40
    for number in range(n):
        day = first + timedelta(days=8 + shift + number * n_days // max(n, 1))
        yield day + timedelta(days=max(0, 2 * (day.weekday() >= 5)))
