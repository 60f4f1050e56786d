"""Invented supporters of two councils, and the courses that made some of them 担い手."""

from datetime import date, time, timedelta

from activities.actions import consents, courses, supporters
from activities.models import Course, CourseKind, CourseSession, Skill, Supporter
from activities.queries.supporters import FREE_WORDS
from councils.models import Council, Person
from takasaki_sc.lib import wareki

NAMES = (
    ("見本 あさみ", "みほん あさみ"), ("見本 いさむ", "みほん いさむ"),
    ("見本 うめこ", "みほん うめこ"), ("見本 えいじ", "みほん えいじ"),
    ("見本 おりえ", "みほん おりえ"), ("見本 かつみ", "みほん かつみ"),
    ("見本 きよし", "みほん きよし"), ("見本 くみこ", "みほん くみこ"),
    ("見本 けんた", "みほん けんた"), ("見本 こはる", "みほん こはる"),
    ("見本 さとる", "みほん さとる"), ("見本 しずか", "みほん しずか"),
    ("見本 すみれ", "みほん すみれ"), ("見本 せいこ", "みほん せいこ"),
)  # fmt: skip
OFFERS = (
    ("話し相手", "見守り・声かけ"), ("電球の交換", "庭の手入れ"), ("ごみ出し",),
    ("外出の付きそい", "買い物"), ("つどいの手伝い", "料理", "話し相手"),
)  # fmt: skip
FREE = (
    ("月曜午前", "水曜午前"), ("土曜午前", "土曜午後", "日曜午前"), (),
    ("火曜午後", "木曜午後"), ("金曜午前", "金曜午後"),
)  # fmt: skip
WISHES = (
    "子どもの見守りもしてみたい",
    "",
    "男の料理教室を開きたい",
    "",
    "花だんをみんなで作りたい",
)
TOPICS = ("支え合いの地域づくりとは", "見守りと声かけのこつ", "わたしにできることを考える")
REPORTED = (
    (date(2017, 1, 30), 65, "高崎市の資料（平成28年度）"),
    (date(2017, 6, 17), 45, "高崎市の資料（平成29年度）"),
)
COUNCIL, NEXT_DOOR = "八幡", "豊岡"


def make_supporters(users, today):
    """Courses and supporters, once. Returns {what: how many were made}."""
    if Course.objects.exists() or Supporter.objects.exists():
        return {}
    yawata, toyooka = (Council.objects.get(name=name) for name in (COUNCIL, NEXT_DOOR))
    people = [Person(name=name, kana=kana, phone=_phone(n), is_demo=True)
              for n, (name, kana) in enumerate(NAMES, start=1)]  # fmt: skip
    Person.objects.bulk_create(people)
    _reported(yawata, users["yawata"])
    _graduates(yawata, people[:9], today, users["yawata"])
    _under_way(toyooka, people[9:12], today, users["toyooka"])
    _thinkers(yawata, people[9:12], today, users["yawata"])
    _thinkers(toyooka, people[12:], today, users["toyooka"])
    return {"研修": Course.objects.count(), "サポーター": Supporter.objects.count()}


def _phone(n):
    """Numbers nobody has: the city's exchange begins with 3 or 4."""
    return f"027-000-{n:04}"


def _course(council, title, kind, by, **words):
    kind = CourseKind.objects.get(name=kind)
    course = Course(council=council, title=title, kind=kind, **words)
    hosts = [council.full_name, "見本社会福祉協議会"]
    return courses.add_course(course, hosts=hosts, contractor="", by=by)


def _reported(council, by):
    """Held before the register (I3): the day and a number are known, and no names."""
    kind = "支え合いサポーター養成講座"
    for day, n_trained, source in REPORTED:
        course = _course(council, f"{kind}（{wareki.format_month(day)}）", kind, by, source=source,
                         n_trained=n_trained, handbook="サポーターハンドブック")  # fmt: skip
        courses.add_session(course, CourseSession(number=1, held_on=day), by=by)


def _sessions(course, first_day, by):
    for number, topic in enumerate(TOPICS, start=1):
        session = CourseSession(
            number=number, held_on=first_day + timedelta(days=7 * (number - 1)), title=topic,
            starts_at=time(13, 30), ends_at=time(15, 30), place="見本公民館", lecturer="見本 講師",
        )  # fmt: skip
        courses.add_session(course, session, by=by)
    return list(course.sessions.all())


def _graduates(council, people, today, by):
    """A course that is over: nine came, eight completed, five are on the register."""
    kind = "支え合いサポーター養成講座"
    course = _course(council, f"{kind}（全3回）", kind, by, n_sessions_needed=2,
                     handbook="サポーターハンドブック")  # fmt: skip
    entries = [courses.enter_course(course, person, by=by) for person in people]
    for session in _sessions(course, today - timedelta(days=60), by):
        here = entries if session.number == 1 else entries[:-1]
        courses.note_attendance(session, present={e.pk for e in here}, before=set(), by=by)
    courses.complete_course(course, by=by)
    for n, person in enumerate(people[:5]):
        _register(council, person, n, today, by, is_provider=True, is_thinker=n % 2 == 0)
    courses.follow_graduate(entries[5], "asked", on=today - timedelta(days=5), by=by)
    courses.follow_graduate(entries[6], "later", on=today - timedelta(days=20), by=by)
    first = Supporter.objects.get(person=people[0])
    for channel in ("flyer", "newsletter_name"):
        consents.give_consent(first, channel, on=today - timedelta(days=30), by=by)


def _under_way(council, people, today, by):
    course = _course(council, "はじめての支え合い 基礎研修", "基礎研修", by, n_sessions_needed=2)
    _sessions(course, today - timedelta(days=4), by)
    for person in people:
        courses.enter_course(course, person, by=by)


def _thinkers(council, people, today, by):
    for n, person in enumerate(people):
        _register(council, person, n + 2, today, by, is_thinker=True, is_core=n == 0)


def _register(council, person, n, today, by, **kinds):
    kinds = {"is_thinker": False, "is_provider": False, "is_core": False} | kinds
    places = list(council.neighbourhoods.all()[:5])
    skills = {skill.name: skill for skill in Skill.objects.all()}
    supporters.register_supporter(
        council,
        person,
        supporters.Registration(
            words=kinds | {"neighbourhood": places[n % len(places)] if places else None,
                           "wish": WISHES[n % len(WISHES)]},
            offers={skills[name]: "平日だけ" if name == "買い物" else ""
                    for name in OFFERS[n % len(OFFERS)]},
            free=tuple(FREE_WORDS[word] for word in FREE[n % len(FREE)]),
        ),
        on=today - timedelta(days=40 - n),
        by=by,
    )  # fmt: skip
