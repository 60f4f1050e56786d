"""What was merged away or taken back with its list shows nowhere, whichever door it is."""

import json

import pypdfium2
import pytest
from django.core.cache import caches
from django.utils import timezone

from reports.council_sheet import council_sheet
from reports.open_data.files import FILES
from resources.actions import check_sheets, directory, sameness, suggestions
from resources.models import Confirmation, SocialResource, Suggestion
from resources.printing.guidebook import print_guide
from resources.printing.options import PaperOptions
from resources.printing.place_list import print_list
from resources.queries import freshness
from resources.queries.check_sheets import groups_for_paper
from resources.queries.editions import corrections_of
from resources.queries.gap import gap_view
from resources.queries.sameness import likely_pairs
from takasaki_sc.lib.sheets import read_workbook
from tests import factories as make
from tests.responses import put_away

GONE, STAYS = "カナリア", "残った会"
SCREENS = (
    "/resources/", "/resources/?q=カナリア", "/resources/?status=ended", "/resources/calendar/",
    "/resources/points/", "/resources/print/", "/resources/export.csv", "/resources/export.xlsx",
    "/resources/freshness/", "/resources/freshness/{council}/",
    "/resources/freshness/{council}/?soon", "/resources/freshness/{council}/sheets/",
    "/resources/duplicates/", "/resources/editions/",
    "/resources/papers/", "/resources/needs/", "/resources/needs/{council}/gap/",
    "/councils/{council}/", "/", "/newsletters/studio/",
)  # fmt: skip
PLACED = {"latitude": "36.335", "longitude": "139.01", "position_precision": "exact"}
WORDS = {"address": "高崎市見本町1-1", "venue": "見本公民館", **PLACED}


@pytest.fixture
def off(yawata, city):
    """Two records that left the directory, beside one that stays."""
    caches["own"].clear()
    stays = make.SocialResourceFactory(name=STAYS, council=yawata, **WORDS)
    merged = make.SocialResourceFactory(name=f"{GONE}の会", council=yawata, **WORDS)
    back = make.SocialResourceFactory(name=f"{GONE}の取り消し", council=yawata, **WORDS)
    make.ConfirmationFactory(resource=merged, by=city, on_day=timezone.localdate())
    sameness.merge_resources(stays, merged, by=city)
    back.is_public, back.status, back.taken_back_at = False, "ended", timezone.now()
    back.save()
    return stays, merged, back


def text_of(response):
    if response.get("Content-Type", "").endswith("sheet"):
        return str(read_workbook(response.content).sheets[0].rows)
    return response.content.decode("utf-8-sig")


@pytest.mark.parametrize("who", ["city", None])
@pytest.mark.parametrize("address", SCREENS)
def test_it_shows_on_no_screen_and_in_no_export(client, off, yawata, request, who, address):
    if who:
        client.force_login(request.getfixturevalue(who))
    response = client.get(address.format(council=yawata.pk), follow=True)
    text = text_of(response)
    put_away(response)
    assert (f"{GONE}の会" in text, f"{GONE}の取り消し" in text) == (False, False)


@pytest.mark.parametrize("name", [file.name for file in FILES])
def test_it_is_in_no_open_file(client, off, name):
    text = text_of(client.get(f"/open/{name}"))
    assert (GONE in text, json.dumps(GONE)[1:-1] in text) == (False, False)


@pytest.mark.slow
@pytest.mark.parametrize("print_paper", [print_list, print_guide])
def test_it_is_in_no_paper(off, print_paper):
    paper = print_paper(PaperOptions(), timezone.localdate())
    pages = pypdfium2.PdfDocument(paper.content)
    text = "".join(page.get_textpage().get_text_range() for page in pages)
    assert (GONE in text, STAYS in text) == (False, True)


def test_nobody_is_asked_about_it_again(off, yawata, city):
    today, scope = timezone.localdate(), freshness.scope_of(yawata.pk)
    groups = groups_for_paper(scope, today, grouping="kind", with_all=True)
    asked = [resource for _, resources in groups for resource in resources]
    assert asked == list(scope.resources()) == [off[0]]
    assert list(freshness.checked_by(city, scope, today)) == []
    assert likely_pairs(city) == []


def test_it_counts_neither_on_the_council_sheet_nor_in_the_gap(off, yawata):
    make.VisionFactory(council=yawata)
    for inside in (True, False):
        sheet = council_sheet(yawata.pk, timezone.localdate(), inside=inside)
        assert dict(sheet.resources) == {"ibasho": 1}
    assert max(line.n_resources for line in gap_view(yawata, sees_all=True).lines) == 1


def test_an_edition_that_holds_it_must_be_corrected(off, yawata):
    edition = make.ResourceEditionFactory(council=yawata, issued_on="2026-04-01")
    edition.refresh_from_db()
    SocialResource.history.filter(history_type="+").update(history_date="2026-03-01T00:00Z")
    told = [(one.name, one.what, one.resource) for one in corrections_of(edition)]
    assert told == [(f"{GONE}の会", "gone", None), (f"{GONE}の取り消し", "gone", None)]


# --- an address in an organiser's hands ------------------------------------------------------
def address_for(resource, by):
    return f"/resources/kakunin/{suggestions.make_link(resource, by=by, days=30)[1]}/"


def test_the_address_of_a_merged_record_opens_the_kept_one(client, city, yawata):
    kept = make.SocialResourceFactory(name=STAYS, council=yawata)
    middle, merged = [make.SocialResourceFactory(name=GONE, council=yawata) for _ in range(2)]
    address = address_for(merged, city)
    sameness.merge_resources(middle, merged, by=city)
    sameness.merge_resources(kept, middle, by=city)
    page = client.get(address)
    assert (page.status_code, STAYS in page.text, GONE in page.text) == (200, True, False)
    client.post(address, {"answer": "unchanged"})
    assert Suggestion.objects.get().resource == kept


@pytest.mark.parametrize("post", [False, True])
def test_the_address_of_a_record_taken_back_says_so_politely(client, city, off, post):
    address = address_for(off[2], city)
    page = client.post(address, {"answer": "unchanged"}) if post else client.get(address)
    assert (page.status_code, "このアドレスは使えません" in page.text) == (404, True)
    link = off[2].links.get()
    with pytest.raises(suggestions.LinkClosed):
        suggestions.receive_suggestion(link, is_unchanged=True)
    assert Suggestion.objects.count() == 0


# --- what was said before it was merged ------------------------------------------------------
@pytest.fixture
def pair(yawata):
    return [make.SocialResourceFactory(council=yawata, phone="027-000-0001") for _ in range(2)]


def test_what_waits_about_a_merged_record_is_decided_about_the_kept_one(client, city, pair):
    kept, merged = pair
    values = {"phone": "027-000-0009", "status": "suspended"}
    waiting = make.SuggestionFactory(resource=merged, is_unchanged=False, values=values)
    sameness.merge_resources(kept, merged, by=city)
    client.force_login(city)
    address = f"/resources/freshness/suggestions/{waiting.pk}/"
    assert str(kept) in client.get(address).text
    suggestions.accept_suggestion(waiting, ["phone", "status"], by=city)
    kept.refresh_from_db()
    merged.refresh_from_db()
    assert (kept.phone, kept.status) == ("027-000-0009", "suspended")
    assert (merged.phone, merged.status) == ("027-000-0001", "ended")


def test_what_waits_goes_back_when_the_two_part_again(city, pair):
    kept, merged = pair
    about_kept, about_merged = [make.SuggestionFactory(resource=one) for one in pair]
    sameness.undo_merge(sameness.merge_resources(kept, merged, by=city), by=city)
    for waiting, resource in ((about_kept, kept), (about_merged, merged)):
        waiting.refresh_from_db()
        assert waiting.resource == resource


ANSWERS = [("unchanged", "active", 1, 0), ("changed", "active", 0, 1), ("ended", "active", 0, 1)]


@pytest.mark.parametrize(("answer", "status", "n_checks", "n_waiting"), ANSWERS)
def test_the_line_of_a_paper_printed_before_counts_for_the_kept_one(
    city, yawata, pair, answer, status, n_checks, n_waiting
):
    kept, merged = pair
    sheet = check_sheets.make_sheet(yawata, [("居場所", [merged])], by=city, grouping="kind")
    sameness.merge_resources(kept, merged, by=city)
    today = timezone.localdate()
    check_sheets.key_in(sheet, [check_sheets.Keyed(1, answer, "電話", today)], by=city)
    kept.refresh_from_db()
    assert kept.status == status
    assert Confirmation.objects.filter(resource=kept).count() == n_checks
    assert list(Suggestion.objects.values_list("resource", flat=True)) == [kept.pk] * n_waiting


def test_no_door_to_writing_is_open_for_it(client, city, off):
    client.force_login(city)
    for resource in off[1:]:
        for door in ("edit/", "links/", "status/"):
            assert client.get(f"/resources/{resource.pk}/{door}").status_code == 404
        assert client.post(f"/resources/{resource.pk}/check/").status_code == 404
    with pytest.raises(directory.ChangeNotPossible):
        directory.change_status(off[1], "resumed", by=city, on_day=timezone.localdate())
