"""What the press says of a print: letters it has not, pages that run over, much white."""

from newsletters.lint.findings import (
    LINE_MM,
    about_article,
    about_page,
    about_paper,
    about_series,
    page_rooms,
    passages,
    photos_of,
)
from newsletters.lint.registry import advisory, blocking

EMPTY_MM = 60

SERIES_WORDS = ("title", "slogan", "subtitle", "publisher", "phone", "office", "web_title")
"""What the masthead and the colophon print of a series."""


@blocking("glyph", "印刷用の書体にある文字だけを使う", is_locked=True, on_paper=True)
def letters_are_in_the_font(issue, paper, faults):
    """Missing letters are looked up in the texts; everything else is about the whole paper."""
    for letter in paper.missing_glyphs if paper else ():
        text = f"「{letter}」は印刷用の書体にありません。別の文字に書き換えてください。"
        yield _where_it_stands(issue, letter, text)


def _where_it_stands(issue, letter, text):
    """In a text, on the tag of an article, or in what is printed of the series."""
    for passage in passages(issue):
        if letter in passage.text:
            return passage.finding(text)
    for article in issue.articles.all():
        if letter in article.district:
            return about_article(article, "district", text)
    for name in SERIES_WORDS:
        if letter in getattr(issue.series, name):
            label = issue.series._meta.get_field(name).verbose_name
            return about_series(issue, name, f"広報紙の{label}", text)
    return about_paper(issue, text)


@blocking("paper", "紙面が欠けずに刷れる", is_locked=True, on_paper=True)
def paper_is_whole(issue, paper, faults):
    """Letters have their own rule; so have photographs without words, which know their field."""
    is_told = any(not photo.alt.strip() for _, photo in photos_of(issue))
    for fault in faults:
        if fault.kind == "glyph" or (fault.kind == "alt" and is_told):
            continue
        if fault.page:
            yield about_page(issue, fault.page, fault.text)
        else:
            yield about_paper(issue, fault.text)


@blocking("overfull", "文が面からあふれない", is_locked=True, on_paper=True)
def no_page_runs_over(issue, paper, faults):
    for page, count in enumerate(paper.page_counts if paper else (), start=1):
        if count > 1:
            text = f"{page}面があふれています。文を減らすか、記事をほかの面へ移してください。"
            yield about_page(issue, page, text)


@advisory("white", "余白が多すぎない", on_paper=True)
def pages_are_not_half_empty(issue, paper, faults):
    for page, room in page_rooms(paper):
        if room > EMPTY_MM:
            text = f"余白が多めです（あと{round(room / LINE_MM)}行ほど書けます）。"
            yield about_page(issue, page, text)
