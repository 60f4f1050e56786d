"""The kinds of blocks: what each is for, and which fields of the form it uses."""

from dataclasses import dataclass

from newsletters.models import Article

Layout = Article.Layout
PLACE = ("council", "district")
STORY = ("lead", *Article.LABELLED, "quote", "activity")
TABLE = ("table_caption", "table_text")


@dataclass(frozen=True)
class KindOfBlock:
    """One kind in the chooser: what it is for, the fields it uses, and other kinds it may become
    without losing a word."""

    layout: Layout
    explained: str
    fields: tuple[str, ...]
    kin: tuple[Layout, ...] = ()

    @property
    def label(self):
        return self.layout.label

    @property
    def has_photos(self):
        """Only the articles print pictures."""
        return self.layout in ARTICLES


ARTICLES = (Layout.PLAIN, Layout.FLOW, Layout.PHOTOS, Layout.TABLE)
KINDS = {
    kind.layout: kind
    for kind in (
        KindOfBlock(
            Layout.PLAIN,
            "地区の記事。目的・経緯・様子・感想・今後の、書いた欄だけが出ます。",
            (*PLACE, *STORY),
            ARTICLES,
        ),
        KindOfBlock(
            Layout.FLOW,
            "吹き出しと矢印で、できるまでの流れを見せます。だれのことばかも書けます。",
            (*PLACE, *STORY),
            ARTICLES,
        ),
        KindOfBlock(
            Layout.PHOTOS,
            "写真を2枚ずつ大きく並べます。矢印つきの説明を添えられます。",
            (*PLACE, *STORY),
            ARTICLES,
        ),
        KindOfBlock(
            Layout.TABLE,
            "自分で打ちこむ一覧表と、短い記事です。",
            (*PLACE, *STORY, *TABLE),
            ARTICLES,
        ),
        KindOfBlock(
            Layout.RESOURCES,
            "地域の資源の一覧から、地区と種類を選んで表にします。",
            (*PLACE, "lead", "kinds", "columns", "n_rows", *TABLE),
        ),
        KindOfBlock(
            Layout.CALENDAR,
            "これからの会議や居場所の日を、月を選んで予定表にします。",
            (*PLACE, "lead", "what", "kinds", "from_month", "until_month", "n_rows", *TABLE),
        ),
        KindOfBlock(
            Layout.MAP,
            "居場所などの場所を、番号のついた略図と一覧で見せます。",
            (*PLACE, "lead", "kinds", "n_rows", "table_caption"),
        ),
        KindOfBlock(
            Layout.QUOTE, "参加した方のことばを、大きく見せます。", (*PLACE, "quote", "lead")
        ),
        KindOfBlock(
            Layout.CALLOUT,
            "目立たせたい短いお知らせを、絵のついた囲みに入れます。",
            ("lead", "emblem"),
            (Layout.CALLOUT, Layout.BANNER),
        ),
        KindOfBlock(
            Layout.BANNER,
            "面のはじめの大見出しと前書きです。いくつかの記事をまとめます。",
            (*PLACE, "lead"),
            (Layout.CALLOUT, Layout.BANNER),
        ),
        KindOfBlock(Layout.GREETING, "季節のあいさつです。", ("greeting",)),
        KindOfBlock(
            Layout.DIGEST,
            "会議の記録から作る、話し合いのまとめです。協議体のたよりでは、その協議体の会議から作ります。",
            ("digest",),
        ),
        KindOfBlock(Layout.REQUEST, "活動や声を寄せてもらうお願いです。", ("request_text",)),
        KindOfBlock(
            Layout.COLOPHON,
            "発行元・電話・ホームページとQRコード。ことばは広報紙の登録から出ます。",
            (),
        ),
    )
}
"""In the order of the chooser."""
