"""An order of a paper: asked for once, made once, kept for a week, told truthfully."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.tasks import task_backends
from django.utils import timezone

from accounts.models import AuditEntry, PaperOrder
from resources import tasks
from resources.actions import papers as actions
from resources.printing.options import Paper, PaperOptions
from resources.queries import papers
from takasaki_sc.lib.long_papers import LongPaper
from tests import factories as make

State = PaperOrder.State
SMALL = LongPaper(b"%PDF-1.7 sample", 4)


def verbs():
    return list(AuditEntry.objects.order_by("pk").values_list("verb", flat=True))


def order(by, council=None, token=None, **words):
    options = PaperOptions(councils=(council.pk,) if council else (), **words).as_json()
    token = token or uuid4()
    return actions.order_paper(Paper.LIST, options, by=by, title="見本の紙", token=token)


def aged(paper, **words):
    PaperOrder.objects.filter(pk=paper.pk).update(**words)
    paper.refresh_from_db()
    return paper


def test_same_form_sent_twice_is_one_order_even_when_the_paper_is_ready(coordinator):
    token = uuid4()
    first, is_new = order(coordinator, token=token)
    aged(first, state=State.READY)
    assert (is_new, order(coordinator, token=token)) == (True, (first, False))
    assert verbs() == ["paper_ordered"]


def test_same_paper_asked_for_while_it_is_made_is_one_order(coordinator, yawata, neighbour):
    first, _ = order(coordinator, yawata)
    assert order(coordinator, yawata) == (first, False)
    others = [order(coordinator)[1], order(coordinator, yawata, is_large=True)[1],
              order(neighbour, yawata)[1]]  # fmt: skip
    assert others == [True, True, True]


def test_finished_or_stuck_order_does_not_stand_in_the_way_of_a_new_one(coordinator):
    first, _ = order(coordinator)
    aged(first, state=State.READY)
    second, is_new = order(coordinator)
    aged(second, ordered_at=timezone.now() - papers.STUCK_AFTER - timedelta(seconds=1))
    assert (is_new, papers.is_stuck(second), order(coordinator)[1]) == (True, True, True)


def test_order_is_started_once(coordinator):
    paper, _ = order(coordinator)
    assert actions.start_paper(paper, by=coordinator)
    assert not actions.start_paper(paper, by=coordinator)
    assert verbs() == ["paper_ordered", "paper_started"]


def test_finished_paper_is_kept_under_a_name_that_says_nothing(coordinator):
    paper, _ = order(coordinator)
    actions.start_paper(paper, by=coordinator)
    actions.finish_paper(paper, SMALL, by=coordinator)
    paper.refresh_from_db()
    assert (paper.state, paper.progress, paper.n_pages) == (State.READY, 100, 4)
    assert paper.file.name.startswith("papers/")
    assert len(paper.file.name) == len("papers/") + 32 + len(".pdf")
    with paper.file.open() as kept:
        assert kept.read() == SMALL.content


def test_second_maker_of_one_order_keeps_nothing(coordinator):
    paper, _ = order(coordinator)
    actions.start_paper(paper, by=coordinator)
    actions.finish_paper(paper, SMALL, by=coordinator)
    again = actions.finish_paper(paper, LongPaper(b"other", 1), by=coordinator)
    assert again.n_pages == 4
    assert verbs().count("paper_made") == 1


@pytest.mark.parametrize("state", [State.WAITING, State.PRINTING, State.READY])
def test_order_that_is_whole_or_on_its_way_is_not_made_again(coordinator, state):
    paper, _ = order(coordinator)
    aged(paper, state=state, file="papers/x.pdf")
    with pytest.raises(actions.PaperBusy):
        actions.order_again(paper, by=coordinator)
    assert verbs() == ["paper_ordered"]


@pytest.mark.parametrize(
    "words",
    [
        {"state": State.FAILED, "problem": "だめでした"},
        {"state": State.READY, "file": ""},
        {"state": State.PRINTING, "ordered_at": timezone.now() - timedelta(hours=1)},
    ],
)
def test_failed_cleared_or_stuck_order_can_be_made_again(coordinator, words):
    paper = aged(order(coordinator)[0], **words)
    again = actions.order_again(paper, by=coordinator)
    assert (again.state, again.progress, again.problem) == (State.WAITING, 0, "")
    assert verbs() == ["paper_ordered", "paper_ordered_again"]


def test_old_files_are_cleared_and_orders_stay(coordinator, django_capture_on_commit_callbacks):
    papers_made = []
    for days in (8, 6):
        paper, _ = order(coordinator)
        actions.start_paper(paper, by=coordinator)
        actions.finish_paper(paper, SMALL, by=coordinator)
        papers_made.append(aged(paper, finished_at=timezone.now() - timedelta(days=days)))
    old, young = papers_made
    storage, names = old.file.storage, [old.file.name, young.file.name]
    with django_capture_on_commit_callbacks(execute=True):
        call_command("clear_papers", verbosity=0)
    assert [storage.exists(name) for name in names] == [False, True]
    assert aged(old).file.name == ""
    assert AuditEntry.objects.get(verb="papers_cleared").facts == {"n_files": 1}


# --- the task -----------------------------------------------------------------------------
def run(paper):
    tasks.print_paper.enqueue(paper.pk)
    paper.refresh_from_db()
    return paper


@pytest.mark.slow
def test_paper_is_made_at_once_where_no_worker_runs(coordinator, yawata):
    make.SocialResourceFactory(council=yawata)
    paper = run(order(coordinator, yawata)[0])
    assert (paper.state, paper.n_pages, paper.problem) == (State.READY, 1, "")
    assert verbs() == ["paper_ordered", "paper_started", "paper_made"]


def test_paper_without_rows_says_so(coordinator, yawata):
    paper = run(order(coordinator, yawata)[0])
    assert (paper.state, paper.problem) == (State.FAILED, tasks.NOTHING)
    assert verbs() == ["paper_ordered", "paper_started", "paper_failed"]


@pytest.mark.slow
def test_letter_that_no_font_has_is_named_with_the_places_that_hold_it(coordinator, yawata):
    make.SocialResourceFactory(council=yawata, name="花の会", notes="お祝い🎉")
    make.SocialResourceFactory(council=yawata, name="ふつうの会")
    paper = run(order(coordinator, yawata)[0])
    assert paper.state == State.FAILED
    assert paper.problem.endswith("別の文字に書き換えてください。\n書き直すところ: 花の会")


@pytest.mark.expects_errors
def test_unforeseen_end_is_told_and_logged(coordinator, yawata):
    make.SocialResourceFactory(council=yawata)
    paper, _ = order(coordinator, yawata)
    aged(paper, options=paper.options | {"grouping": "district", "kinds": [], "councils": ["x"]})
    assert (run(paper).state, paper.problem) == (State.FAILED, tasks.BROKEN)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_paper_is_made_by_the_worker_where_one_runs(settings, coordinator, yawata):
    settings.TASKS = {"default": {"BACKEND": settings.IN_DATABASE}}
    make.SocialResourceFactory(council=yawata)
    paper, _ = order(coordinator, yawata)
    result = tasks.print_paper.enqueue(paper.pk)
    paper.refresh_from_db()
    assert paper.state == State.WAITING
    call_command("db_worker", batch=True, startup_delay=False, interval=0, verbosity=0)
    paper.refresh_from_db()
    assert paper.state == State.READY
    assert str(task_backends["default"].get_result(result.id).status) == "SUCCESSFUL"
