"""Three invented issues on the shelf: spring on four pages, summer on two, autumn on six.

Everything goes the way an editor's work goes: each block by its action, checked by one person and
published by another. An issue that the checks hold back stays a draft; the demo never breaks.
"""

import re
from datetime import date

from django.conf import settings

from newsletters import actions, compose, lint, queries
from newsletters.actions.blocks import change_pages, put_order
from newsletters.actions.pictures import add_pictures, note_consent
from newsletters.actions.series import add_series
from newsletters.actions.starting import Start
from newsletters.models import Article, FlowStep, Photo, PictureConsent, Series
from newsletters.queries.excerpts import calendar_table, map_table, resource_table
from newsletters.queries.issues import add_months
from newsletters.queries.plans import block_mark, order_mark
from reports.demo.words import bank
from takasaki_sc.lib import wareki
from takasaki_sc.lib.pictures import Picture, repaint

Layout = Article.Layout
PICTURES = settings.BASE_DIR / "fixtures" / "demo" / "pictures"
LAST_MONTH = 10
CREDIT = "絵（見本）"
MONTHS_TOLD, ITEMS_TOLD = 2, 2
"""How much of the minutes the editor of these issues prints."""

TAKEN_BY = {
    Layout.RESOURCES: resource_table,
    Layout.CALENDAR: calendar_table,
    Layout.MAP: map_table,
}
APART = ("photos", "steps", "council", "caption", "headers", "rows", "options")
_DAY = re.compile(r"〈(\d+)/(\d+)〉")


def make_letters(by, second, today):
    """Write, check (by) and publish (second) what is missing. Returns how many issues went out."""
    content = bank("letters")
    slug = content["series"]["slug"]
    if Series.objects.filter(slug=slug).exists():
        return 0
    series = add_series(content["series"] | {"council": None}, by=by)
    pictures = _register(content["pictures"], by, today)
    year = today.year if today.month >= LAST_MONTH else today.year - 1
    written = [write_issue(series, words, year, pictures, by) for words in content["issues"]]
    return sum(publish_checked(issue, by, second) for issue in written)


def _register(pictures, by, today):
    """{name: Picture} of our drawings, as the register of photographs holds them."""
    found = {}
    for name, words in pictures.items():
        picture = Picture(*repaint((PICTURES / f"{name}.jpg").read_bytes()))
        said = {"alt": words["alt"], "credit": CREDIT, "shows_nobody": "who" not in words}
        [(row, _)] = add_pictures([picture], said, by=by)
        if who := words.get("who"):
            agreed = {"who": who, "given_on": today}
            note_consent(row, agreed, channels=PictureConsent.Channel.values, by=by)
        found[name] = row
    return found


def write_issue(series, words, year, pictures, by):
    """One issue of that year as a draft. pictures: {name: Picture} of the register."""
    issued_on = date(year, words["month"], 1)
    plan = queries.next_issue(series, issued_on)
    plan = queries.NextIssue(
        words["number"], issued_on, add_months(issued_on, -series.months_per_issue),
        add_months(issued_on, -1), plan.previous,
    )  # fmt: skip
    start = Start(greeting=words["greeting"], request_text=words["request_text"])
    issue = actions.start_issue(series, plan, digest=_digest(plan), start=start, by=by)
    if issue.n_pages_planned != words["n_pages"]:
        issue = change_pages(issue, words["n_pages"], seen=order_mark(issue), by=by)
    places = [(_block(issue, block, pictures, by), block["page"]) for block in words["blocks"]]
    kept = [pk for pk, _ in places]
    for article in issue.articles.exclude(pk__in=kept):
        actions.remove_article(article, by=by)
    return put_order(issue, places, seen=order_mark(issue), by=by)


def _digest(plan):
    """The last months of the minutes, two lines of each meeting: an editor's choice."""
    months = compose.compose_digest(plan.coverage_from, plan.coverage_until)[-MONTHS_TOLD:]
    for month in months:
        for meeting in month["meetings"]:
            meeting["items"] = meeting["items"][:ITEMS_TOLD]
    return months


def _block(issue, block, pictures, by):
    """The primary key of a block; a standing one is there already."""
    if block["layout"] in Article.STANDING:
        article = issue.articles.get(layout=block["layout"])
        said = {"page": block["page"], "title": block.get("title", article.title)}
        actions.edit_article(article, said, steps=None, seen=block_mark(article), by=by)
        return article.pk
    words = {name: _dated(text, issue) for name, text in block.items() if name not in APART}
    council = queries.council_named(block["council"]) if "council" in block else None
    words |= {"council": council} | _table(issue, block, council)
    steps = [FlowStep(**step) for step in block.get("steps", [])]
    article = actions.add_article(issue, words, steps=steps, by=by)
    for photo in block.get("photos", []):
        _photo(article, photo, pictures, by)
    return article.pk


def _dated(text, issue):
    """〈3/29〉 as 「3月29日（日）」 of the year of the issue."""
    if not isinstance(text, str):
        return text
    year = issue.issued_on.year
    return _DAY.sub(lambda d: wareki.format_month_day(date(year, int(d[1]), int(d[2]))), text)


def _table(issue, block, council):
    """The rows of a table: typed, or copied from the directory as it would be on the day."""
    if "rows" in block:
        return {"table": {name: block[name] for name in ("caption", "headers", "rows")}}
    if "options" not in block:
        return {}
    months = {
        name: add_months(issue.issued_on, n)
        for name, n in block["options"].items()
        if name.endswith("_month")
    }
    take = TAKEN_BY[block["layout"]]
    table, _ = take(council, block["options"] | months, issue.issued_on)
    plain = {name: f"{month:%Y-%m-%d}" for name, month in months.items()}
    return {"table": table | {"caption": block["caption"]}, "options": block["options"] | plain}


def _photo(article, photo, pictures, by):
    words = {"credit": CREDIT, "consent": Photo.Consent.NOT_NEEDED} | photo
    picture = pictures.get(words.pop("picture", None))
    if picture:
        words["alt"] = picture.alt
        words["consent"] = Photo.Consent[("NOT_NEEDED" if picture.shows_nobody else "GIVEN")]
    actions.add_photo(article, words, picture=picture, by=by)


def publish_checked(issue, by, second):
    """Read, check, publish, by two people; False where the checks hold the issue back."""
    actions.ask_review(issue, by=by)
    proof = lint.proof_issue(queries.whole_issues().get(pk=issue.pk))
    if proof.has_blocking:
        return False
    actions.check_issue(issue, proof, by=by)
    actions.publish_issue(issue, proof, by=second)
    return True
