"""The city's rules in versions, and what districts agree on beside them."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from django.urls import reverse

from activities.actions import rules as actions
from activities.models import LocalRule, RuleTemplate
from activities.printing import rules as printing
from activities.queries import rules
from takasaki_sc.lib.pdf import PaperFault
from tests import factories as make

pytestmark = pytest.mark.django_db
BASIC = "8時までに出す\n家には入らない\nお金は受け取らない"


@pytest.fixture
def template():
    return make.RuleTemplateFactory(title="ごみ出しの基本", text=BASIC, from_on=date(2026, 4, 1))


def page(name, thing):
    return reverse(f"activities:{name}", args=[thing.pk])


def boxes(name, year, month, day):
    return {f"{name}_y": f"R{year}", f"{name}_m": month, f"{name}_d": day}


def test_what_differs_is_marked_and_spelling_does_not(template, yawata):
    text = "８時までに出す\n雪の日は休む\nお金は受け取らない"
    rule = make.LocalRuleFactory(template=template, council=yawata, text=text)
    found = rules.beside(rule)
    assert [(line.text, line.is_own) for line in found.lines] == [
        ("８時までに出す", False), ("雪の日は休む", True), ("お金は受け取らない", False),
    ]  # fmt: skip
    assert found.left_out == ["家には入らない"]


def test_new_version_ends_the_one_before_and_names_who_is_left(client, city, template, yawata):
    make.LocalRuleFactory(template=template, council=yawata, text="前の夜でもよい")
    client.force_login(city)
    words = {"kind": "waste", "title": "ごみ出しの基本", "text": BASIC + "\n声をかける"}
    url = reverse("activities:rule-add")
    early = client.post(url, words | boxes("from_on", 8, 4, 1))
    assert (early.status_code, RuleTemplate.objects.count()) == (422, 1)
    client.post(url, words | boxes("from_on", 8, 10, 1))
    client.post(url, words | boxes("from_on", 8, 10, 1))
    newest = RuleTemplate.objects.get(until_on=None)
    template.refresh_from_db()
    assert (template.until_on, newest.from_on) == (date(2026, 9, 30), date(2026, 10, 1))
    assert [r.text for r in rules.left_behind(newest)] == ["前の夜でもよい"]
    shown = client.get(page("rule-detail", newest)).content.decode()
    assert "前の版のままの地区があります" in shown


def test_district_agrees_once_for_each_place(client, coordinator, template, yawata):
    home = make.NeighbourhoodFactory(council=yawata, name="若田")
    url = f"{page('local-add', yawata)}?template={template.pk}"
    client.force_login(coordinator)
    assert client.get(url).context["form"]["text"].value() == BASIC
    client.post(url, {"text": "雪の日は休む"})
    client.post(url, {"text": "雪の日は休む"})
    client.post(url, {"text": "前の夜に出す", "neighbourhood": home.pk})
    again = client.post(url, {"text": "ちがうきまり"})
    assert (again.status_code, LocalRule.objects.count()) == (422, 2)
    assert "ちがうきまり" in again.content.decode()


def test_second_writer_of_a_district_sees_the_first(client, coordinator, template, yawata):
    rule = make.LocalRuleFactory(template=template, council=yawata, text="一つめ")
    client.force_login(coordinator)
    seen = client.get(page("local-edit", rule)).context["form"]["seen"].value()
    LocalRule.objects.update(text="先の人")
    answer = client.post(page("local-edit", rule), {"text": "あとの人", "seen": seen})
    assert (answer.status_code, LocalRule.objects.get().text) == (409, "先の人")


def test_typing_mistake_of_the_city_is_not_forced(city, template):
    with pytest.raises(actions.RuleConflict):
        actions.correct_rule(template, title="題", text="文", seen="old", by=city)


def test_too_many_lines_are_refused_with_their_number(client, coordinator, template, yawata):
    client.force_login(coordinator)
    url = f"{page('local-add', yawata)}?template={template.pk}"
    answer = client.post(url, {"text": "\n".join(["出す"] * 21)})
    assert [e.message for e in answer.context["errors"]] == [
        "20行までにしてください。いまは21行です。"
    ]


def text_of(paper):
    pages = pypdfium2.PdfDocument(BytesIO(paper.content))
    return "".join("".join(p.get_textpage().get_text_range() for p in pages).split())


def test_paper_of_a_district_marks_its_own_rules_on_one_page(template, yawata):
    text = BASIC + "\n雪の日は休む"
    rule = make.LocalRuleFactory(template=template, council=yawata, text=text)
    paper = printing.rules_paper(printing.local_handout(rule), date(2026, 11, 30))
    assert (paper.n_pages, paper.missing_glyphs) == (1, ())
    assert "雪の日は休むこの地区" in text_of(paper)
    assert "家には入らないこの地区" not in text_of(paper)


def test_paper_that_does_not_fit_is_refused_in_words(template):
    template.text = "\n".join(["とても長いきまりをていねいに書いた行です" * 4] * 20)
    with pytest.raises(PaperFault, match="1枚に収まりません"):
        printing.rules_paper(printing.basic_handout(template), date(2026, 11, 30))


@pytest.mark.parametrize("n", [1, 3])
def test_rule_page_asks_as_often_for_one_as_for_three(
    client, viewer, template, django_assert_num_queries, n
):
    for _ in range(n):
        make.LocalRuleFactory(template=template)
    client.force_login(viewer)
    client.get(page("rule-detail", template))
    with django_assert_num_queries(7):
        client.get(page("rule-detail", template))
