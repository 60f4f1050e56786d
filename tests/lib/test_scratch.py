"""What a child puts into the temporary folder is gone when its answer is here."""

from pathlib import Path

import pytest

from takasaki_sc.lib.limits import LimitExceeded, close_nurseries, run_limited
from takasaki_sc.lib.nursery import SCRATCH
from takasaki_sc.lib.pdf import PaperFault, render_pdf
from tests.lib import wild_jobs as jobs

SMALL = {"cpu_seconds": 1, "memory_mb": 300, "wall_seconds": 20}
FONT_FACE = "<style>@font-face{font-family:X;src:url(static:no.ttf)} p{font-family:X}</style>"


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """The temporary folder of nurseries that are started for this test alone."""
    close_nurseries()
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    yield tmp_path
    close_nurseries()


def test_folder_is_the_childs_own_and_gone_with_it(scratch):
    left, folder = map(Path, run_limited(jobs.litter_and_tell, **SMALL))
    assert (left.parent, folder.parent) == (folder, scratch)
    assert folder.name.startswith(SCRATCH)
    assert list(scratch.iterdir()) == []


@pytest.mark.parametrize(
    ("job", "kind"), [(jobs.litter_and_die, "memory"), (jobs.litter_and_sleep, "wall")]
)
def test_killed_child_leaves_nothing(scratch, tmp_path_factory, job, kind):
    told = tmp_path_factory.mktemp("told") / "path"
    with pytest.raises(LimitExceeded) as stopped:
        run_limited(job, str(told), **{**SMALL, "wall_seconds": 1})
    assert stopped.value.kind == kind
    assert Path(told.read_text()).parents[1] == scratch
    assert list(scratch.iterdir()) == []


def test_job_is_done_where_no_folder_can_be_made(scratch):
    run_limited(jobs.add, 1, 1, **SMALL)  # the nursery is there
    scratch.rmdir()
    assert run_limited(jobs.add, 1, 2, **SMALL) == 3
    scratch.mkdir()


def test_print_that_copies_a_font_leaves_nothing(scratch):
    """WeasyPrint makes a folder for it and clears it in a destructor that never runs here."""
    with pytest.raises(PaperFault):
        render_pdf(f'<html lang="ja"><head><title>紙</title>{FONT_FACE}</head><p>あ</p></html>')
    assert sorted(scratch.glob("**/weasyprint-*")) == []
    assert sorted(scratch.glob(f"{SCRATCH}*")) == []
