"""Three jobs of the directory from end to end, and its pages with something on them."""

import pytest
from playwright.sync_api import expect

from reports.demo.needs import TABLES, read_table_in
from resources.actions.suggestions import make_link
from resources.models import ImportBatch, SocialResource, Suggestion
from tests import factories as make
from tests.browser.test_accessibility import enter, look_at
from tests.resources.lists import applied, csv, previewed

WIDE = {"width": 1280, "height": 900}
ONE = ",京ヶ島サロン,高崎市見本町1丁目2-3,毎週(火) 10:00～12:00,027-000-0001,"
SAME = ",京ケ島サロン,高崎市見本町一丁目2番3号,毎週(火) 10:00～12:00,027-000-0001,"


def test_a_list_with_one_place_twice_comes_in_and_goes_again(
    page, site, sign_in, city, tmp_path, complaints
):
    file = tmp_path / "名簿.csv"
    file.write_bytes(csv(ONE, SAME).read())
    page.set_viewport_size(WIDE)
    sign_in(city)
    page.goto(f"{site}/resources/imports/new/")
    page.set_input_files("[name=file]", str(file))
    page.fill("[name=source_name]", "見本の名簿")
    page.get_by_role("button", name="次へ：列を確かめる").click()
    page.get_by_role("button", name="次へ：違いを見る").click()
    page.get_by_role("link", name="同じものか答える").first.click()
    page.get_by_text("同じもの", exact=True).first.click()
    page.get_by_role("button", name="答えを覚える").click()
    page.goto(f"{site}/resources/imports/{ImportBatch.objects.get().pk}/apply/")
    page.get_by_role("button", name="反映する").click()
    expect(page.locator(".banner--ok")).to_be_visible()
    assert [one.name for one in SocialResource.objects.listed()] == ["京ヶ島サロン"]
    page.goto(f"{site}/resources/imports/{ImportBatch.objects.get().pk}/undo/")
    page.get_by_role("button", name="取り消して、元に戻す").click()
    expect(page.locator("main")).to_contain_text("取り消し")
    assert SocialResource.objects.listed().count() == 0
    assert complaints == []


def test_what_an_organiser_writes_goes_into_the_record_once_accepted(
    page, site, sign_in, coordinator, yawata, complaints
):
    salon = make.SocialResourceFactory(council=yawata, phone="027-000-0001")
    _, secret = make_link(salon, by=coordinator, days=30)
    page.goto(f"{site}/resources/kakunin/{secret}/")
    page.locator("main details summary").first.click()
    page.fill("[name=phone]", "027-000-0009")
    page.get_by_role("button", name="この内容で返事をする").click()
    expect(page.locator("h1")).to_have_text("お返事を受け取りました")
    sign_in(coordinator)
    page.goto(f"{site}/resources/freshness/suggestions/{Suggestion.objects.get().pk}/")
    page.get_by_role("button", name="選んだところを載せる").click()
    expect(page.locator(".banner--ok")).to_be_visible()
    salon.refresh_from_db()
    assert salon.phone == "027-000-0009"
    assert complaints == []


def test_a_paper_is_ordered_and_fetched(page, site, sign_in, coordinator, yawata, complaints):
    make.SocialResourceFactory(council=yawata)
    sign_in(coordinator)
    page.goto(f"{site}/resources/papers/")
    page.get_by_role("button", name="この紙を作る").click()
    expect(page.locator("main")).to_contain_text("できました")
    with page.expect_download() as told:
        page.locator("main a[href$='paper.pdf']").first.evaluate(
            "link => { link.download = ''; link.click(); }"
        )
    assert told.value.path().read_bytes()[:5] == b"%PDF-"
    assert complaints == []


# --- pages that the world of the doors shows empty -------------------------------------------
def organiser(city, council):
    salon = make.SocialResourceFactory(council=council)
    return f"/resources/kakunin/{make_link(salon, by=city, days=30)[1]}/"


def alike(city, council):
    return f"/resources/imports/{previewed(csv(ONE, SAME), city).pk}/alike/"


def duplicates(city, council):
    for name in ("京ヶ島サロン", "京ケ島サロン"):
        make.SocialResourceFactory(name=name, council=council)
    return "/resources/duplicates/"


def undo(city, council):
    return f"/resources/imports/{applied(csv(ONE), city).pk}/undo/"


def confirm_list(city, council):
    first = applied(csv(ONE, ",見本体操,高崎市見本町9,,,"), city)
    return f"/resources/imports/{previewed(csv(ONE), city, first.source).pk}/apply/"


def needs(city, council):
    for n, name in enumerate(("金井淵", "上剣崎", "下剣崎", "下大島", "町屋", "群馬八幡", "八幡1",
                              "八幡2", "八幡3", "八幡4", "若田")):  # fmt: skip
        make.NeighbourhoodFactory(council=council, name=name, order=n)
    read_table_in(TABLES[2], city)
    return f"/resources/needs/{council.pk}/"


def gap(city, council):
    return needs(city, council) + "gap/"


def calendar(city, council):
    for _ in range(3):
        make.SocialResourceFactory(council=council)
    applied(csv(ONE), city)
    return "/resources/calendar/"


FULL = (organiser, alike, duplicates, undo, confirm_list, needs, gap, calendar)


@pytest.mark.parametrize("fill", FULL, ids=lambda fill: fill.__name__)
def test_a_filled_page_is_clean_at_every_width(page, site, complaints, city, yawata, fill):
    enter(page, site, city)
    look_at(page, site + fill(city, yawata), complaints)
