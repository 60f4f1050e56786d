"""Councils that begin, and councils that are called something else."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from councils.actions import founding as actions
from councils.actions.founding import Founding
from councils.actions.meetings import EditConflict
from councils.models import Area, Council, CouncilAlias, MeetingKind
from councils.queries.marks import founding_mark
from tests import factories as make

SAID = {"tier": "2", "name": "見本台", "kana": "みほんだい", "cohort_year": ""}


@pytest.fixture
def new():
    return reverse("councils:council-new")


def name_page(council):
    return reverse("councils:council-name", args=[council.pk])


def test_first_councils_of_an_empty_town_are_made_on_the_screen(client, city, new):
    client.force_login(city)
    assert "まだ協議体がありません" in client.get(reverse("councils:council-list")).content.decode()
    client.post(new, SAID | {"tier": "1", "name": "見本市全体協議体"})
    answer = client.post(new, SAID | {"cohort_year": "2025"})
    council = Council.objects.get(name="見本台")
    assert answer.url == council.get_absolute_url()
    assert (council.tier, council.cohort_label, council.order) == (2, "令和7年度", 2)
    whole = Area.objects.get(kind=Area.Kind.CITY)
    assert (council.area.name, council.area.within) == ("見本台", whole)
    assert Council.objects.tier1().get().area == whole
    shown = client.get(answer.url).content.decode()
    assert "見本台地区協議体を加えました" in shown
    assert AuditEntry.objects.filter(verb="council_founded", target_id=council.pk).count() == 1


def test_new_council_stands_last_on_the_board_and_is_found(client, city, yawata, new):
    client.force_login(city)
    client.post(new, SAID)
    client.post(new, SAID | {"name": "見本丘", "cohort_year": "2025"})
    order = list(Council.objects.tier2().in_board_order().values_list("name", flat=True))
    assert order == ["八幡", "見本丘", "見本台"]  # the year of the last is not known
    found = client.get(reverse("councils:council-list"), {"q": "みほんだい"}).content.decode()
    assert "見本台" in found


@pytest.mark.parametrize(("tier", "first"), [("1", "協議体の会議"), ("2", "定例会")])
def test_meeting_can_be_written_down_where_no_kinds_were_loaded(client, city, new, tier, first):
    client.force_login(city)
    client.post(new, SAID | {"tier": tier})
    client.post(new, SAID | {"tier": "2", "name": "見本丘"})
    kinds = MeetingKind.objects.filter(tier=tier)
    assert (kinds.count(), kinds.first().name) == (3, first)
    sheet = client.get(reverse("councils:meeting-new", args=[Council.objects.first().pk]))
    assert first in sheet.content.decode()


def test_kinds_that_were_loaded_are_left_as_they_are(client, city, regular, new):
    client.force_login(city)
    client.post(new, SAID)
    assert list(MeetingKind.objects.filter(tier=2)) == [regular]


def test_area_known_from_the_population_becomes_the_councils_own(client, city, new):
    area = Area.objects.create(kind=Area.Kind.DAILY_LIFE, name="見本台")
    client.force_login(city)
    client.post(new, SAID)
    assert Council.objects.get().area == area


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"name": ""}, "名称：空のままです。"),
        ({"name": "八幡"}, "「八幡」という協議体が、もうあります。"),
        ({"name": "やはた"}, "「やはた」は、八幡の別の書き方として使われています。"),
        ({"tier": "1", "name": "もう一つ"}, "の協議体は、もうあります。"),
        ({"tier": "3"}, "層"),
        ({"cohort_year": "1"}, "取組みを始めた年度"),
    ],
)
def test_what_cannot_be_is_refused_in_words(client, city, yawata, new, said, told):
    make.CouncilFactory(tier=1, area__kind="city")
    CouncilAlias.objects.create(council=yawata, text="やはた")
    client.force_login(city)
    answer = client.post(new, SAID | said)
    assert answer.status_code == 422
    assert told in answer.content.decode()
    assert Council.objects.count() == 2


def test_council_is_found_by_the_name_it_had(client, city, yawata):
    client.force_login(city)
    mark = founding_mark(yawata)
    said = {"seen": mark, "name": "八幡・碓氷", "kana": "やわた・うすい", "cohort_year": ""}
    assert client.post(name_page(yawata), said).status_code == 302
    yawata.refresh_from_db()
    assert (yawata.name, yawata.kana) == ("八幡・碓氷", "やわた・うすい")
    alias = yawata.aliases.get()
    assert (alias.text, alias.source) == ("八幡", "前の名称")
    listed = client.get(reverse("councils:council-list"), {"q": "八幡"}).content.decode()
    assert "八幡・碓氷" in listed


def test_name_taken_back_is_no_alias_of_itself(city, yawata):
    words = Founding("八幡・碓氷", "", None)
    actions.rename_council(yawata, words, seen=founding_mark(yawata), by=city)
    yawata.refresh_from_db()
    again = Founding("八幡", "", None)
    actions.rename_council(yawata, again, seen=founding_mark(yawata), by=city)
    assert [alias.text for alias in yawata.aliases.all()] == ["八幡・碓氷"]


def test_area_goes_along_only_where_it_bore_the_name(city, yawata):
    other = make.CouncilFactory(name="豊岡", area__name="豊岡北")
    for council in (yawata, other):
        name = council.name + "台"
        words = Founding(name, "", None)
        actions.rename_council(council, words, seen=founding_mark(council), by=city)
    areas = Area.objects.filter(council__in=[yawata, other]).order_by("pk")
    assert [area.name for area in areas] == ["八幡台", "豊岡北"]


def test_label_of_its_own_stays_while_the_year_does(city, yawata):
    Council.objects.filter(pk=yawata.pk).update(cohort_year=2015, cohort_label="平成27・28年度")
    yawata.refresh_from_db()
    for year, label in ((2015, "平成27・28年度"), (2017, "平成29年度"), (None, "")):
        words = Founding("八幡", "", year)
        actions.rename_council(yawata, words, seen=founding_mark(yawata), by=city)
        yawata.refresh_from_db()
        assert yawata.cohort_label == label


def test_somebody_was_quicker_and_both_names_are_shown(client, city, yawata):
    mark = founding_mark(yawata)
    actions.rename_council(yawata, Founding("八幡北", "", None), seen=mark, by=city)
    with pytest.raises(EditConflict):
        actions.rename_council(yawata, Founding("八幡南", "", None), seen=mark, by=city)
    client.force_login(city)
    answer = client.post(
        name_page(yawata), {"seen": mark, "name": "八幡南", "kana": "", "cohort_year": ""}
    )
    assert answer.status_code == 409
    shown = answer.content.decode()
    assert "八幡北" in shown
    assert "八幡南" in shown


def test_others_see_no_button(client, coordinator, yawata, new):
    client.force_login(coordinator)
    page = client.get(reverse("councils:council-list")).content.decode()
    assert new not in page
    assert name_page(yawata) not in client.get(yawata.get_absolute_url()).content.decode()


@pytest.mark.slow
def test_two_who_begin_one_council_at_once_make_one(race):
    by = make.UserFactory()
    words = Founding("見本台", "", None)

    def begin():
        return actions.found_council(words, tier=Council.Tier.SECOND, by=by).name

    assert race(begin, begin, begin) == ["ValidationError", "ValidationError", "見本台"]
    assert Council.objects.count() == Area.objects.filter(kind="daily_life").count() == 1
