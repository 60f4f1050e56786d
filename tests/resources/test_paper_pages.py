"""紙を作る on the screen: choose, wait, fetch; one's own papers only."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from accounts.models import PaperOrder
from resources.forms import papers as forms
from resources.queries.papers import STUCK_AFTER
from tests import factories as make
from tests.responses import put_away

PAPERS = "/resources/papers/"
State = PaperOrder.State


def ordered(by, **words):
    words = {"kind": "resources.list", "title": "つどい・ふれあいの場一覧　八幡地区"} | words
    return make.PaperOrderFactory(ordered_by=by, **words)


def ready(by, **words):
    finished = {
        "file": ContentFile(b"%PDF-1.7", "x.pdf"),
        "state": State.READY,
        "n_pages": 8,
        "finished_at": datetime(2026, 11, 29, 3, tzinfo=UTC),
    }
    return ordered(by, **finished | words)


def sent(**words):
    return {"paper": "resources.list", "grouping": "district", "submit_token": uuid4()} | words


@pytest.fixture
def screen(client, coordinator):
    """The browser of the coordinator of 八幡."""
    client.force_login(coordinator)
    return client


@pytest.mark.slow
def test_ordering_leads_to_the_finished_paper_and_the_file(screen, yawata):
    make.SocialResourceFactory(council=yawata)
    answer = screen.post(PAPERS, sent(councils=[yawata.pk]), follow=True)
    order = PaperOrder.objects.get()
    assert answer.redirect_chain == [(f"{PAPERS}{order.pk}/", 302)]
    assert (order.title, order.state) == ("つどい・ふれあいの場一覧　八幡地区", State.READY)
    assert "できました" in answer.content.decode()
    file = screen.get(f"{PAPERS}{order.pk}/paper.pdf")
    assert b"".join(file.streaming_content)[:5] == b"%PDF-"
    put_away(file)


@pytest.mark.slow
def test_two_clicks_are_one_order(screen, yawata):
    make.SocialResourceFactory(council=yawata)
    form = sent(councils=[yawata.pk])
    assert screen.post(PAPERS, form).url == screen.post(PAPERS, form).url
    assert PaperOrder.objects.count() == 1


def test_file_has_a_name_of_its_kind_and_day(screen, coordinator):
    order = ready(coordinator)
    answer = screen.get(f"{PAPERS}{order.pk}/paper.pdf")
    put_away(answer)
    assert answer["Content-Disposition"] == 'attachment; filename="tsudoi-ichiran-20261129.pdf"'
    assert answer["Content-Type"] == "application/pdf"


@pytest.mark.parametrize("who", ["neighbour", "tier1", "city", "admin", "viewer"])
@pytest.mark.parametrize("address", ["", "paper.pdf"])
def test_paper_of_somebody_else_is_shut(client, request, coordinator, who, address):
    order = ready(coordinator)
    client.force_login(request.getfixturevalue(who))
    assert client.get(f"{PAPERS}{order.pk}/{address}").status_code == 403
    assert client.get(PAPERS).content.decode().count("八幡地区") == 0


def test_person_without_a_role_loses_own_papers(client, nobody):
    order = ready(nobody)
    client.force_login(nobody)
    assert client.get(f"{PAPERS}{order.pk}/paper.pdf").status_code == 403


def test_order_of_another_room_is_not_found_here(screen, coordinator):
    order = ordered(coordinator, kind="reports.annual")
    assert screen.get(f"{PAPERS}{order.pk}/").status_code == 404


def test_cleared_file_is_said_and_not_found(screen, coordinator):
    order = ready(coordinator, file="")
    assert "保存の期間がすぎました" in screen.get(f"{PAPERS}{order.pk}/").content.decode()
    assert screen.get(f"{PAPERS}{order.pk}/paper.pdf").status_code == 404


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ({"state": State.WAITING}, "順番を待っています"),
        ({"state": State.PRINTING, "progress": 42}, "42%"),
    ],
)
def test_unfinished_paper_is_asked_for_again_by_htmx_or_reload(screen, coordinator, words, said):
    order = ordered(coordinator, **words)
    address = f"{PAPERS}{order.pk}/"
    whole = screen.get(address).content.decode()
    assert said in whole
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in whole
    part = screen.get(address, headers={"HX-Request": "true"}).content.decode()
    assert part.startswith('<div id="progress"')
    assert f'hx-get="{address}" hx-trigger="load delay:1500ms"' in part


@pytest.mark.parametrize("state", [State.READY, State.FAILED])
def test_finished_paper_is_not_asked_for_any_more(screen, coordinator, state):
    order = ready(coordinator, state=state, problem="だめでした")
    assert "hx-get" not in screen.get(f"{PAPERS}{order.pk}/").content.decode()


def test_failure_says_why_and_offers_another_try(screen, coordinator):
    order = ordered(
        coordinator, state=State.FAILED, problem="文字🎉がありません。\n書き直すところ: 花の会"
    )
    told = screen.get(f"{PAPERS}{order.pk}/").content.decode()
    assert "文字🎉がありません。<br>書き直すところ: 花の会" in told
    assert f'action="{PAPERS}{order.pk}/again/"' in told


def test_stuck_paper_is_said_and_can_be_made_again(screen, coordinator):
    order = ordered(coordinator, ordered_at=timezone.now() - STUCK_AFTER - timedelta(minutes=1),
                    options={"councils": [], "kinds": [], "grouping": "district",
                             "is_large": False, "token": ""})  # fmt: skip
    assert "止まっているようです" in screen.get(f"{PAPERS}{order.pk}/").content.decode()
    screen.post(f"{PAPERS}{order.pk}/again/")
    order.refresh_from_db()
    assert order.state == State.FAILED  # made at once, and there is nothing to print
    assert order.problem != ""


def test_again_on_a_whole_paper_changes_nothing(screen, coordinator):
    order = ready(coordinator)
    assert screen.post(f"{PAPERS}{order.pk}/again/").url == f"{PAPERS}{order.pk}/"
    order.refresh_from_db()
    assert (order.state, order.n_pages) == (State.READY, 8)


def test_choice_with_nothing_to_print_is_refused_and_kept(screen, yawata, toyooka):
    make.SocialResourceFactory(council=toyooka)
    answer = screen.post(PAPERS, sent(councils=[yawata.pk], is_large="on", paper="resources.guide"))
    told = answer.content.decode()
    assert answer.status_code == 422
    assert told.count(forms.NOTHING_CHOSEN) == 2  # above, and at the field
    boxes = [line for line in told.split("<input") if "checked" in line.split(">")[0]]
    values = {
        line.split('value="')[1].split('"')[0] for line in boxes if 'value="' in line.split(">")[0]
    }
    assert {"resources.guide", str(yawata.pk), "district"} <= values
    assert PaperOrder.objects.count() == 0


@pytest.mark.parametrize(("worker", "most"), [(False, "1件まで"), (True, "2件まで")])
def test_too_many_rows_are_refused_with_what_to_do(
    screen, yawata, settings, monkeypatch, worker, most
):
    monkeypatch.setattr(forms, "MOST_AT_ONCE", 1)
    monkeypatch.setattr(forms, "MOST_ROWS", 2)
    settings.WORKER = worker
    make.SocialResourceFactory.create_batch(3, council=yawata)
    told = screen.post(PAPERS, sent()).content.decode()
    assert f"3件あり、1つの紙には多すぎます（{most}）。地区を選んで、分けて作ってください。" in told
    assert PaperOrder.objects.count() == 0


def test_district_of_the_link_is_chosen_already(screen, yawata, toyooka):
    told = screen.get(f"{PAPERS}?council={toyooka.pk}&council=x").content.decode()
    boxes = [line.split(">")[0] for line in told.split("<input") if 'name="councils"' in line]
    assert [f'value="{toyooka.pk}"' in box for box in boxes if "checked" in box] == [True]


@pytest.mark.parametrize("n", [1, 3])
def test_page_asks_the_same_number_of_queries_however_many_orders(
    screen, coordinator, n, django_assert_num_queries
):
    make.SocialResourceFactory.create_batch(n)
    for _ in range(n):
        ordered(coordinator)
    screen.get(PAPERS)
    with django_assert_num_queries(6):
        screen.get(PAPERS)


def test_progress_page_asks_few_queries(screen, coordinator, django_assert_num_queries):
    order = ordered(coordinator)
    with django_assert_num_queries(4):
        screen.get(f"{PAPERS}{order.pk}/")


@pytest.mark.parametrize(("who", "n"), [("coordinator", 1), ("viewer", 1), ("nobody", 0)])
def test_directory_leads_to_the_papers_once(client, request, who, n):
    client.force_login(request.getfixturevalue(who))
    assert client.get("/resources/").content.decode().count(f'href="{PAPERS}"') == n
