"""manage.py demo: one world, made once, of people who do not exist."""

import re
from collections import Counter
from datetime import date
from io import StringIO

import pytest
from django.apps import apps
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.models import User
from councils import queries
from councils.models import (
    ActionItem,
    AgendaItem,
    Coordinator,
    Council,
    CouncilMember,
    CouncilPause,
    Meeting,
    Person,
    Proposal,
    RoleGrant,
)
from newsletters.compose import compose_digest, digest_lines
from newsletters.lint import proof_issue
from newsletters.lint.findings import page_rooms
from newsletters.models import Article, Issue, Photo
from newsletters.queries import whole_issues
from reports.demo import days
from reports.demo.facts import load_facts
from reports.demo.logins import LOGINS
from reports.demo.passwords import WORD_LIST, new_password
from reports.demo.words import bank, voices
from resources.models import SocialResource
from tests import factories as make

PASSWORD = re.compile(r"[a-z]+-[a-z]+-[a-z]+-\d{4}")


def run_demo(*options):
    """What manage.py demo says."""
    out = StringIO()
    call_command("demo", *options, stdout=out)
    return out.getvalue()


def table_sizes():
    """{model: rows} of everything but the trail, which no rerun may touch either."""
    return {model.__name__: model.objects.count() for model in apps.get_models()}


def people_are_invented():
    families = {family for family, _ in bank("people")["families"]}
    assert Person.objects.filter(is_demo=False).count() == 0
    assert User.objects.filter(is_demo=False).count() == 0
    assert {name.split()[0] for name in Person.objects.values_list("name", flat=True)} <= families
    names = Person.objects.values_list("name", flat=True)
    assert len(set(names)) == len(names)


def every_council_has_people():
    today = timezone.localdate()
    sizes = {c.pk: c.members.on_day(today).count() for c in Council.objects.all()}
    assert len(sizes) == 27
    assert sizes[2] == 15
    assert all(8 <= size <= 15 for size in sizes.values())
    commissioned = Coordinator.objects.exclude(appointment="resident")
    assert sorted(commissioned.values_list("council", flat=True)) == sorted(sizes)
    assert CouncilMember.objects.filter(until_on__lt=today).exists()


def yawata_waits_for_this_month():
    yawata, today = Council.objects.get(pk=2), timezone.localdate()
    planned = queries.planned_meeting(yawata, today)
    assert planned.held_on == days.working_day_near(today)
    assert planned.agenda_items.count() == 0
    previous = queries.previous_meeting(yawata, planned.held_on)
    assert previous.agenda_items.count() >= 2
    assert 1 <= previous.attendances.count() <= 15


def months_tell_four_things_apart():
    today = timezone.localdate()
    invented = Meeting.objects.filter(source="")
    assert invented.filter(held_on__gte=today, recorded_at=None).exists()
    assert invented.filter(held_on__lt=today, recorded_at=None).exists()
    assert invented.filter(held_on__gt=today, recorded_at__isnull=False).count() == 0
    assert set(invented.values_list("form", flat=True)) == set(Meeting.Form.values)
    assert CouncilPause.objects.filter(until_on=None).count() == 2
    first = days.months(today)[0]
    assert invented.order_by("held_on").first().held_on.replace(day=1) == first


def councils_read_differently():
    regular = AgendaItem.objects.filter(meeting__kind__code="regular").exclude(kind="report")
    counts = Counter(regular.values_list("meeting__council", "text"))
    assert {pair: n for pair, n in counts.items() if n > 1} == {}


def homework_is_open_done_and_overdue():
    today = timezone.localdate()
    n_open, n = ActionItem.objects.open().count(), ActionItem.objects.count()
    assert 0.03 < n_open / n < 0.25
    assert ActionItem.objects.overdue(today).exists()
    assert ActionItem.objects.filter(done_on__gt=today).count() == 0
    assert queries.open_action_items(Council.objects.get(pk=2)).count() >= 1


def proposals_stand_in_every_state():
    assert set(Proposal.objects.values_list("state", flat=True)) == set(Proposal.State.values)
    today = timezone.localdate()
    assert Proposal.objects.filter(reported_on__gt=today).count() == 0
    assert Proposal.objects.filter(answered_on__gt=today).count() == 0


def resources_are_marked_and_lie_in_the_city():
    invented = SocialResource.objects.filter(import_source__name="見本の社会資源")
    assert invented.count() > 26 * 20
    others = SocialResource.objects.exclude(pk__in=invented)  # those of the list in two editions
    assert others.exclude(name__startswith="見本 ").count() == 0
    assert invented.exclude(notes__startswith="見本の記録です").count() == 0
    assert invented.exclude(phone__startswith="027-000-").count() == 0
    assert set(invented.values_list("position_precision", flat=True)) == {"town"}
    assert {row.council_id for row in invented} == set(range(1, 27))


def log_ins_hold_one_role_each():
    grants = RoleGrant.objects.values_list("user__username", "role", "council__name")
    assert sorted(grants) == sorted((row.username, row.role, row.council or None) for row in LOGINS)
    assert set(RoleGrant.objects.values_list("role", flat=True)) == set(RoleGrant.Role.values)
    assert Person.objects.get(user__username="centre").memberships.get().council_id == 2


def newsletter_is_there_with_its_digest():
    issue = Issue.objects.get(number=19)
    assert issue.articles.count() >= 8
    assert issue.digest == compose_digest(date(2022, 12, 1), date(2023, 1, 1))


def three_invented_issues_are_out():
    issues = Issue.objects.filter(series__slug="shiki-dayori").order_by("number")
    looks = [(i.number, i.state, i.n_pages, i.shown_theme) for i in issues]
    assert looks == [
        (1, "published", 4, "leaf"), (2, "published", 2, "wave"), (3, "published", 6, "maple"),
    ]  # fmt: skip
    assert all(issue.checked_by != issue.published_by for issue in issues)
    photos = Photo.objects.filter(article__issue__in=issues)
    assert all(photo.alt and photo.may_be_shown for photo in photos)
    shown = Article.objects.filter(issue__in=issues).values_list("layout", flat=True)
    assert set(shown) == set(Article.Layout.values)
    for issue in whole_issues().filter(pk__in=issues):
        proof = proof_issue(issue)
        assert not proof.has_blocking
        assert [finding for finding in proof.findings if finding.rule == "white"] == []
        assert min(room for _, room in page_rooms(proof.paper)) > 5


CHECKS = (
    people_are_invented, every_council_has_people, yawata_waits_for_this_month,
    months_tell_four_things_apart, councils_read_differently, homework_is_open_done_and_overdue,
    proposals_stand_in_every_state, resources_are_marked_and_lie_in_the_city,
    log_ins_hold_one_role_each, newsletter_is_there_with_its_digest,
    three_invented_issues_are_out,
)  # fmt: skip


@pytest.mark.slow
@pytest.mark.django_db
def test_demo_world_stands_and_stays(subtests):
    said = run_demo()
    passwords = PASSWORD.findall(said)
    assert passwords == [passwords[0]] * len(LOGINS)
    for check in CHECKS:
        with subtests.test(check.__name__):
            check()
    sizes = table_sizes()
    assert PASSWORD.findall(run_demo()) == []
    assert table_sizes() == sizes
    assert all(user.check_password(passwords[0]) for user in User.objects.all())
    fresh = set(PASSWORD.findall(run_demo("--new-passwords")))
    assert len(fresh) == 1
    assert fresh != {passwords[0]}
    assert all(user.check_password(*fresh) for user in User.objects.all())


@pytest.mark.proves("V6.3.2", "V15.2.3")
@pytest.mark.django_db
def test_demo_is_refused_in_production(settings):
    settings.DEMO = settings.DEBUG = False
    with pytest.raises(CommandError, match="見本の世界は本番では作れません"):
        run_demo()
    assert (User.objects.count(), Council.objects.count()) == (0, 0)


def test_demo_is_refused_beside_other_councils(yawata):
    with pytest.raises(CommandError, match="見本とは別の協議体"):
        run_demo()
    assert list(Council.objects.all()) == [yawata]
    assert User.objects.count() == 0


@pytest.mark.proves("V15.2.3")
def test_demo_never_takes_over_a_real_log_in(db):
    real = make.UserFactory(username="kanri", is_demo=False)
    with pytest.raises(CommandError, match="同じログイン名の利用者がすでにいます（kanri）"):
        run_demo()
    assert list(User.objects.all()) == [real]
    assert Council.objects.count() == 0


@pytest.mark.django_db
def test_facts_are_not_loaded_over_corrections():
    assert load_facts() is True
    Council.objects.filter(pk=16).update(kana="なおした")
    assert load_facts() is False
    assert Council.objects.get(pk=16).kana == "なおした"


@pytest.mark.django_db
def test_facts_give_the_digest_of_issue_19():
    load_facts()
    assert digest_lines(compose_digest(date(2022, 12, 1), date(2023, 1, 1))) == [
        "12月",
        "＜住民企画会議＞",
        "① 第1層と第2層の住民メンバーの連携",
        "② 第2層生活支援コーディネーター（住民SC）の役割と必要性",
        "③ 第2層の住民メンバーどうしの情報交換",
        "→ つながり、学び合える場をつくる",
        "＜事業推進会議＞",
        "① 勉強会：有償ボランティア活動の有償性",
        "② 事例検討会：「佐野たすけあい隊」の発足まで、あんしんセンターが支えた体制",
        "1月",
        "＜住民企画会議＞",
        "・ 住民SCの役割と必要性",
        "→ 来年度から、第2層の住民メンバーが意見を交わす場をつくる",
        "→ 住民SCは、置けそうな地区からモデルとして始める",
        "＜事業推進会議＞",
        "［勉強会・意見交換会］",
        "・ ニーズの掘り起こしと担い手の発掘（山梨県南アルプス市）",
        "・ 目指す地域像づくりと、実現のための工程表（群馬県高崎市）",
        "・ 支え合いを説明するDVD（埼玉県）",
    ]


def test_new_password_is_easy_to_type_and_strong_enough():
    words = WORD_LIST.split()
    assert len(words) == len(set(words)) >= 120
    passwords = {new_password() for _ in range(50)}
    assert len(passwords) == 50
    for password in passwords:
        assert PASSWORD.fullmatch(password)
        assert len(set(password.split("-"))) == 4
        for login in LOGINS:
            validate_password(password, User(username=login.username))


def test_word_bank_is_varied():
    topics = [topic for theme in bank("topics") for topic in theme["topics"]]
    sentences = [text for topic in topics for text in topic.values() if text]
    assert len(topics) == 72
    assert len(set(sentences)) == len(sentences) >= 300


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 11, 24), date(2026, 11, 24)),
        (date(2026, 11, 23), date(2026, 11, 24)),  # 勤労感謝の日
        (date(2026, 8, 1), date(2026, 8, 3)),
        (date(2026, 5, 31), date(2026, 5, 29)),
    ],
)
def test_working_day_near_stays_in_the_month(today, day):
    assert days.working_day_near(today) == day


@pytest.mark.parametrize(
    ("today", "first", "n"),
    [
        (date(2026, 11, 24), date(2024, 4, 1), 32),
        (date(2026, 4, 1), date(2024, 4, 1), 25),
        (date(2026, 3, 31), date(2023, 4, 1), 36),
    ],
)
def test_months_cover_three_fiscal_years(today, first, n):
    months = days.months(today)
    assert (months[0], months[-1], len(months)) == (first, today.replace(day=1), n)


@pytest.mark.django_db
def test_voices_are_the_same_every_time():
    councils = make.CouncilFactory.create_batch(26)
    once, again = voices(councils), voices(councils)
    assert once == again
    beginnings = {tuple(track[0].text for track in voice.tracks) for voice in once.values()}
    assert len(beginnings) == 26
