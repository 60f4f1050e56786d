"""What belongs on the pages of every issue, and what readers of the proof still ask."""

from django.urls import reverse

from newsletters import compose
from newsletters.lint.findings import Finding, about_article, about_issue, about_page, place_of
from newsletters.lint.registry import advisory, blocking
from newsletters.models import Article


@advisory("greeting", "みなさまへのあいさつがある")
def greeting_is_there(issue):
    if not issue.greeting.strip():
        yield about_issue(issue, "greeting", "みなさまへ", "あいさつがまだ書かれていません。")


@advisory("digest", "話し合いの内容が、会議の記録と合う")
def digest_is_whole(issue):
    """Every month of the period has a meeting, and the words are those of the minutes."""
    told = issue.series.told_council
    for block in issue.digest:
        if not block["meetings"]:
            text = f"{block['month']}の{told}の記録がありません。会議の記録を確かめてください。"
            yield about_issue(issue, "digest", "話し合いの内容", text)
    if compose.differs_from_record(issue):
        text = "会議の記録とことばが違う所があります。見比べてください。"
        url = reverse("newsletters:issue-digest", args=[issue.pk])
        yield Finding("", "話し合いの内容", text, url)


@blocking("article-empty", "記事に本文がある")
def articles_say_something(issue):
    for article in issue.articles.all():
        if article.is_standing or article.layout in FILLED_FROM_ELSEWHERE:
            continue
        said = [article.lead, article.quote, *(text for _, text in article.facts)]
        if not any(said) and not article.table_rows and not article.flow_steps.all():
            yield about_article(article, "lead", "本文がまだ書かれていません。")


FILLED_FROM_ELSEWHERE = (Article.Layout.RESOURCES, Article.Layout.CALENDAR, Article.Layout.MAP)
"""Blocks whose words come from the registers."""


@advisory("flow-empty", "流れ図に吹き出しがある")
def flows_have_bubbles(issue):
    for article in issue.articles.all():
        if article.layout == Article.Layout.FLOW and not article.flow_steps.all():
            yield about_article(article, "layout", "流れ図の吹き出しがありません。")


@advisory("taken-empty", "一覧・予定表・地図に、載せる行がある")
def copied_blocks_have_rows(issue):
    """A calendar comes empty out of an older issue, and would print as a bare heading."""
    for article in issue.articles.all():
        if article.is_taken and not article.table_rows:
            text = (
                f"{article.get_layout_display()}に何も載っていません。このままでは、見出しだけが"
                "刷られます。「一覧から取り直す」か「紙面から外す」を押してください。"
            )
            field = "from_month" if article.layout == Article.Layout.CALENDAR else "n_rows"
            yield about_article(article, field, text)


@advisory("page-empty", "どの面にも記事がある")
def pages_are_filled(issue):
    filled = {article.page for article in issue.articles.all() if not article.is_standing}
    for page in range(2, issue.n_pages_planned + 1):
        if page not in filled:
            yield about_page(issue, page, "この面には、まだ記事がありません。")


@blocking("remarks", "校正のコメントがすべてすんでいる")
def remarks_are_settled(issue):
    for remark in issue.remarks.filter(settled_at=None).select_related("article"):
        where = place_of(remark.article) if remark.article else "号ぜんたい"
        url = reverse("newsletters:issue-remarks", args=[issue.pk])
        text = f"コメントがすんでいません：{remark.text[:60]}"
        yield Finding("", where, text, f"{url}#remark-{remark.pk}")
