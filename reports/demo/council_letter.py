"""A council's own letter, twice a year on two pages, beside the city's newsletter. All invented."""

from councils.models import Council
from newsletters import actions, queries
from newsletters.actions.series import add_series
from newsletters.actions.starting import Start
from newsletters.models import Article, Series
from newsletters.queries.excerpts import map_table, resource_table

SLUG = "yawata-dayori"
HEAD = {
    "slug": SLUG, "title": "やわただより", "slogan": "となりに ひと声、ちょっと手助け",
    "subtitle": "八幡地区協議体の便り（見本）", "publisher": "八幡地区協議体（見本）",
    "phone": "027-000-0000", "office": "見本のあんしんセンター", "months_per_issue": 6,
    "theme": Series.Theme.LEAF, "masthead": Series.Masthead.PLAIN, "n_pages": 2,
}  # fmt: skip
GREETING = "朝晩がすっかり冷えてきました。温かい汁物がうれしい季節です。"
REQUEST = "「こんな集まりがあるよ」「ちょっと困っている」など、お近くの委員までお聞かせください。"
SAID = "*声をかけてもらう*だけで、一日が明るくなります。"
CHOICE = {"kinds": [], "columns": ["name", "where", "schedule", "phone"], "n_rows": 6}
Layout = Article.Layout


def make_council_letter(by, today):
    """The letter of 八幡 with one draft, unless it is there. Returns whether it was made."""
    council = Council.objects.get(name="八幡")
    if Series.objects.filter(slug=SLUG).exists():
        return False
    series = add_series(HEAD | {"council": council}, by=by)
    plan = queries.next_issue(series, today)
    start = Start(greeting=GREETING, request_text=REQUEST)
    issue = actions.start_issue(series, plan, digest=[], start=start, by=by)
    for words in _blocks(council, today):
        actions.add_article(issue, words | {"council": council}, steps=[], by=by)
    return True


def _blocks(council, today):
    table, _ = resource_table(council, CHOICE, today)
    places, _ = map_table(council, CHOICE, today)
    return (
        {"page": 1, "layout": Layout.QUOTE, "title": "サロンで聞いたことば", "quote": SAID,
         "lead": "サロンに通う方", "colour": "rose"},
        {"page": 1, "layout": Layout.RESOURCES, "title": "お近くの集まり", "colour": "teal",
         "table": table | {"caption": ""}, "options": CHOICE},
        {"page": 2, "layout": Layout.MAP, "title": "歩いて行ける所", "colour": "blue",
         "table": places | {"caption": ""}, "options": {"kinds": [], "n_rows": 6}},
    )  # fmt: skip
