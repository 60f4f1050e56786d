"""A council's own letter, twice a year on two pages, written by its coordinator. All invented."""

from councils.models import Council
from newsletters import actions, compose, queries
from newsletters.actions.series import add_series
from newsletters.actions.starting import Start
from newsletters.models import Article, Photo, Series
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
CHOICE = {"kinds": [], "columns": ["name", "schedule", "phone"], "n_rows": 4}
MONTHS_TOLD, ITEMS_TOLD = 2, 2
STORY = {
    "page": 2, "layout": Article.Layout.PLAIN, "title": "バスに乗ってみる会、こんどは秋の山へ",
    "colour": "orange",
    "purpose": "ひさしぶりのバスに、みんなで乗ってみる。",
    "scene": "停留所まで歩く人、荷物を持つ人、時刻を読む人。*それぞれに役がある*と、"
    "話がはずみます。降りた先の茶屋で、来年の行き先まで決まりました。",
    "future": "来月の集まりで、写真を見ながらお茶にします。",
}  # fmt: skip
DRAWING = {
    "drawing": Photo.Drawing.VILLAGE, "credit": "絵（見本）",
    "caption": "「また来ようね」と手をふって",
    "alt": "山里の道で、二つの地域の人たちが笑い合う絵", "consent": Photo.Consent.NOT_NEEDED,
}  # fmt: skip
Layout = Article.Layout


def make_council_letter(by, today):
    """The letter of 八幡 with one draft, unless it is there. Returns whether it was made."""
    council = Council.objects.get(name="八幡")
    if Series.objects.filter(slug=SLUG).exists():
        return False
    series = add_series(HEAD | {"council": council}, by=by)
    plan = queries.next_issue(series, today)
    start = Start(greeting=GREETING, request_text=REQUEST)
    digest = _digest(plan, council)
    issue = actions.start_issue(series, plan, digest=digest, start=start, by=by)
    for words in _blocks(council, today):
        actions.add_article(issue, words | {"council": council}, steps=[], by=by)
    story = actions.add_article(issue, STORY | {"council": council}, steps=[], by=by)
    actions.add_photo(story, DRAWING, picture=None, by=by)
    return True


def _digest(plan, council):
    """The last two months of its own minutes, two lines a meeting: what fits on a small letter."""
    months = compose.compose_digest(plan.coverage_from, plan.coverage_until, council)
    for meeting in (meeting for month in months for meeting in month["meetings"]):
        meeting["items"] = meeting["items"][:ITEMS_TOLD]
    return [month for month in months if month["meetings"]][-MONTHS_TOLD:]


def _blocks(council, today):
    table, _ = resource_table(council, CHOICE, today)
    places, _ = map_table(council, CHOICE | {"n_rows": 6}, today)
    return (
        {"page": 1, "layout": Layout.QUOTE, "title": "サロンで聞いたことば", "quote": SAID,
         "lead": "サロンに通う方", "colour": "rose"},
        {"page": 1, "layout": Layout.RESOURCES, "title": "お近くの集まり", "colour": "teal",
         "table": table | {"caption": ""}, "options": CHOICE},
        {"page": 2, "layout": Layout.MAP, "title": "歩いて行ける所", "colour": "blue",
         "table": places | {"caption": ""}, "options": {"kinds": [], "n_rows": 6}},
    )  # fmt: skip
