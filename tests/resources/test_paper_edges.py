"""Papers at their edges: crowded maps, cut districts, indexes of one row, orders done already."""

import pytest

from accounts.models import AuditEntry, PaperOrder
from resources import tasks
from resources.forms.papers import PaperForm
from resources.printing import guide_index, guidebook, paper_map
from resources.printing.options import PaperOptions
from resources.printing.sheaves import sheaves_of
from resources.queries.papers import Group
from takasaki_sc.lib.pdf import PaperFault, PaperFinding
from tests import factories as make


def test_crowd_on_a_small_map_ends_inside_it():
    spots = [(n, 36.33, 138.94) for n in range(1, paper_map.MOST_MARKS + 1)]
    marks = paper_map.map_of_places(spots, 30, 20).marks
    assert len(marks) == paper_map.MOST_MARKS
    assert all(0 < mark.x < 30 and 0 < mark.y < 20 for mark in marks)


@pytest.mark.parametrize(
    ("sizes", "cut"),
    [
        ([], []),
        ([2, 3], [[("0", 2, False), ("1", 3, False)]]),
        ([3, 3], [[("0", 3, False)], [("1", 3, False)]]),
        ([7, 1], [[("0", 5, False)], [("0", 2, True), ("1", 1, False)]]),
    ],
)
def test_index_is_cut_into_stretches_of_five(sizes, cut):
    sections = [(str(n), list(range(size))) for n, size in enumerate(sizes)]
    stretches = guide_index.stretches(sections, 5)
    assert [
        [(heading, len(rows), is_continued) for heading, rows, is_continued in stretch]
        for stretch in stretches
    ] == cut


def test_map_of_a_district_stands_on_its_first_page_only(yawata):
    rows = [
        make.SocialResourceFactory(
            council=yawata, latitude="36.33", longitude="138.94", position_precision="exact"
        )
        for _ in range(3)
    ]
    numbers = {row.pk: n for n, row in enumerate(rows, start=1)}
    pieces = [piece for sheaf in sheaves_of([Group("八幡", rows)], at_most=2) for piece in sheaf]
    first, second = (guidebook._map(piece, numbers) for piece in pieces)
    assert [mark.number for mark in first.marks] == [1, 2, 3]
    assert second is None


def test_order_that_is_made_already_is_not_made_again(coordinator):
    order = make.PaperOrderFactory(
        kind="list", state=PaperOrder.State.READY, ordered_by=coordinator, n_pages=4
    )
    tasks.print_paper.enqueue(order.pk)
    order.refresh_from_db()
    assert (order.state, order.n_pages, AuditEntry.objects.count()) == ("ready", 4, 0)


def test_fault_without_letters_is_told_as_it_is(db):
    make.SocialResourceFactory(name="花の会")
    fault = PaperFault([PaperFinding("file", "表紙が1ページに入りません。")])
    assert tasks.problem_of(fault, PaperOptions()) == "表紙が1ページに入りません。"


def test_paper_that_does_not_exist_is_refused_without_counting_rows(client, coordinator):
    client.force_login(coordinator)
    form = PaperForm({"paper": "poster"})
    assert not form.is_valid()
    assert "kinds" not in form.errors
