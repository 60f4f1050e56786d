"""What the press says of a print: letters it has not, pages that run over, much white."""

from newsletters.lint.findings import LINE_MM, about_issue, page_rooms, passages
from newsletters.lint.registry import advisory, blocking

EMPTY_MM = 60


@blocking("glyph", "印刷用の書体にある文字だけを使う", is_locked=True, on_paper=True)
def letters_are_in_the_font(issue, paper, faults):
    """Missing letters are looked up in the texts; everything else is about the whole paper."""
    for letter in paper.missing_glyphs if paper else ():
        passage = next((p for p in passages(issue) if letter in p.text), None)
        text = f"「{letter}」は印刷用の書体にありません。別の文字に書き換えてください。"
        yield passage.finding(text) if passage else about_issue(issue, "number", "紙面", text)


@blocking("paper", "紙面が欠けずに刷れる", is_locked=True, on_paper=True)
def paper_is_whole(issue, paper, faults):
    for fault in faults:
        if fault.kind != "glyph":
            yield about_issue(issue, "number", "紙面", fault.text)


@blocking("overfull", "文が面からあふれない", is_locked=True, on_paper=True)
def no_page_runs_over(issue, paper, faults):
    for page, count in enumerate(paper.page_counts if paper else (), start=1):
        if count > 1:
            text = f"{page}面があふれています。文を減らすか、記事をほかの面へ移してください。"
            yield about_issue(issue, "number", f"{page}面", text)


@advisory("white", "余白が多すぎない", on_paper=True)
def pages_are_not_half_empty(issue, paper, faults):
    for page, room in page_rooms(paper):
        if room > EMPTY_MM:
            text = f"余白が多めです（あと{round(room / LINE_MM)}行ほど書けます）。"
            yield about_issue(issue, "number", f"{page}面", text)
