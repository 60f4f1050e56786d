"""What a city calls its tiers and its centres is data: no page, paper or label knows it."""

import ast
import re
from pathlib import Path

import pytest

from councils.models import Council, Programme, RoleGrant, worded, worded_later
from reports.figures import REGISTER
from tests import factories as make
from tests.reports.sheets import rows_of

ROOT = Path(__file__).resolve().parent.parent.parent
ROOMS = ("accounts", "councils", "resources", "activities", "newsletters", "reports")
TAKASAKIS = re.compile("第[1１一2２二]層|あんしんセンター")
MAY_KNOW = {
    "councils/models/programme.py",  # the defaults
    "resources/importing/kind_words.py",  # how lists of any city name such a place
    "resources/queries/subsidy.py",  # the rules of one subsidy, as the city wrote them
    "newsletters/lint/words.py",  # a spelling to look out for
    "newsletters/queries/register.py",
}


def sources():
    for room in ROOMS:
        for path in (ROOT / room).rglob("*.py"):
            if not {"migrations", "demo"} & set(path.parts) and path.name != "personal.py":
                yield path


def said(path):
    """All texts of a source but its docstrings, which are for us."""
    tree = ast.parse(path.read_text())
    notes = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in notes:
            yield node.value


def test_no_source_says_what_only_a_city_can_say():
    wrong = {str(path.relative_to(ROOT)) for path in sources()
             if any(TAKASAKIS.search(text) for text in said(path))}  # fmt: skip
    assert wrong <= MAY_KNOW
    assert {name for name in MAY_KNOW if "programme" in name} <= wrong


def test_no_template_says_what_only_a_city_can_say():
    wrong = [path.name for path in (ROOT / "templates").rglob("*.html")
             if TAKASAKIS.search(path.read_text())]  # fmt: skip
    assert wrong == []


def test_no_template_names_the_city_but_the_rules_of_its_subsidy():
    named = [path.name for path in (ROOT / "templates").rglob("*.html")
             if "高崎" in path.read_text()]  # fmt: skip
    assert named == ["resource_subsidy.html"]


@pytest.fixture
def elsewhere(db):
    words = Programme(pk=1, tier1="市の層", tier2="圏域の層", centre="地域包括支援センター")
    words.save()
    Programme.objects.keep(words)
    return words


def test_labels_are_words_of_the_city(elsewhere):
    label = worded_later("{tier2}の{centre}")
    assert (str(label), worded("{tier1}と{tier2}")) == (
        "圏域の層の地域包括支援センター", "市の層と圏域の層",
    )  # fmt: skip
    assert Council.Tier.SECOND.label == "圏域の層"
    assert RoleGrant(role="tier1").get_role_display() == "市の層SC"
    assert RoleGrant(role="centre").get_role_display() == "地域包括支援センター職員"
    assert str(REGISTER["meetings-held"].name) == "圏域の層協議体の開催回数"


def test_pages_and_sheets_are_written_in_the_words_of_the_city(client, tier1, elsewhere):
    make.MeetingFactory(council=make.CouncilFactory())
    client.force_login(tier1)
    pages = (
        "/home/", "/councils/", "/councils/proposals/", "/reports/", "/reports/annual/2025/",
        "/reports/figures/", "/reports/mhlw/", "/activities/diary/", "/councils/search/",
    )  # fmt: skip
    for page in pages:
        answer = client.get(page, follow=True)
        assert answer.status_code == 200, page
        assert TAKASAKIS.findall(answer.content.decode()) == [], page
    sheet = client.get("/reports/annual/2025/draft.xlsx")
    words = [str(cell) for row in rows_of(sheet.content) for cell in row if cell]
    assert any("圏域の層" in word for word in words)
    assert [word for word in words if TAKASAKIS.search(word)] == []
