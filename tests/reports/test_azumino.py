"""The paper of another city: its printed figures come out of the records it logged (J1-J5)."""

from datetime import date

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from councils.models import Council, Organisation, Programme
from reports.demo.azumino import YEAR, build_azumino
from reports.figures import REGISTER, Scope

TODAY = date(2026, 11, 30)
YEAR_OF_PAPER = Scope.fiscal_year(YEAR)


@pytest.fixture
def azumino(db):
    Programme.objects.forget()
    build_azumino(TODAY)


def number(key, **who):
    return REGISTER[key].figure(Scope.fiscal_year(YEAR, **who)).value


def parts(key, by):
    return dict(REGISTER[key].parts(YEAR_OF_PAPER, by))


def contractor(short_name):
    return Organisation.objects.get(short_name=short_name)


def test_outreach_is_129_of_34_and_95(azumino):
    assert number("outreach") == 129
    assert number("outreach", contractor=contractor("あんしん")) == 34
    assert number("outreach", contractor=contractor("社協")) == 95
    assert parts("outreach", "contractor") == {"あんしん": 34, "社協": 95}


def test_trainees_are_320_of_five_courses(azumino):
    figure = REGISTER["trainees"].figure(YEAR_OF_PAPER)
    assert str(figure) == "延べ320名"
    assert parts("trainees", "course") == {
        "あんしんの輪をひろげるつどい": 170,
        "あんしんして暮らせる里づくり研修会": 30,
        "「しあわせ・あづみん」支援会員の養成": 9,
        "認知症サポーター養成講座": 31,
        "福祉教室": 80,
    }


def test_consultations_are_60_of_24_and_36(azumino):
    assert number("consultations") == 60
    assert number("consultations", contractor=contractor("あんしん")) == 24
    assert number("consultations", contractor=contractor("社協")) == 36


def test_meetings_are_5_6_5_2_3_without_those_in_writing(azumino):
    held = {c.name: number("meetings-held", council=c) for c in Council.objects.tier2()}
    written = {c.name: number("meetings-written", council=c) for c in Council.objects.tier2()}
    assert held == {"豊科": 5, "穂高": 6, "三郷": 5, "堀金": 2, "明科": 3}
    assert written == {"豊科": 1, "穂高": 0, "三郷": 0, "堀金": 1, "明科": 0}


def test_first_tier_met_twice_and_with_the_coordinators_every_month(azumino):
    tier1 = Council.objects.tier1().get()
    in_year = tier1.meetings.in_fiscal_year(YEAR).counted()
    assert in_year.filter(kind__code="committee").count() == 2
    months = in_year.filter(kind__code="coordinators").dates("held_on", "month")
    assert len(months) == 12


def test_newsletter_went_out_twice_in_the_year(azumino):
    assert number("newsletter-issues") == 2
    assert dict(REGISTER["newsletter-issues"].parts(Scope.fiscal_year(YEAR), "series")) == {
        "ほほえみのわ": 2
    }


def test_words_of_the_city_are_its_own(azumino, client):
    shown = client.get("/").content.decode()
    assert "安曇野市 生活支援体制整備事業" in shown
    assert "高崎市" not in shown
    assert Council.objects.get(name="豊科").full_name == "豊科地域協議体"


def test_a_second_start_changes_nothing(azumino):
    made, users, _ = build_azumino(TODAY)
    assert (made, users) == ({}, [])


def test_the_cities_do_not_mix(db, yawata):
    with pytest.raises(CommandError, match="空のデータベース"):
        build_azumino(TODAY)
    assert Council.objects.count() == 1


def test_takasaki_is_refused_beside_it(azumino, settings):
    settings.DEMO = True
    with pytest.raises(CommandError, match="空のデータベース"):
        call_command("demo", verbosity=0)
