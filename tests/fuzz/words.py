"""Texts for the targets: what lists and forms are made of, and letters that nobody wants."""

import hypothesis.strategies as some
from hypothesis import settings

from tests.proof import ASSURE

USUAL, LONG = 40, 1500
JAPANESE = (  # noqa: SIM905 - a list of a hundred short words would fill the page
    "第1・3|第|毎週|隔週|月|火|水|木|金|土|日|祝日|曜日|（|）|(|)|・|、|～|〜|-|ー|―|－|10:00|"
    "10時半|１３：３０|午前|午後|正午|年末年始|休み|を除く|8月|最終|奇数月|偶数月|随時|"
    "令和|平成|昭和|R|H|元年|8年|11月|3日|31日|2/29|2026|99|0|-1|〒370-0000|027|(027)|321-0000|"
    "内線12|FAX|TEL|☎|090|＋81|実|約|延べ|平均|150人|二百名|1,234|１２．５|人|回|"
    "高崎市|群馬県|緑町|一丁目|2番3号|1-2-3|大字|字|﨑|髙|ｶﾅ|ゕ|がっ|ヶ|ケ|①|㈱|㍿|"
    "＜|＞|→|［|］|12月|勉強会|名称|住所|電話|開催日時|備考|〃|同上"
).split("|")
NASTY = (
    "=1+1", "'", '"', ",", "\t", "\n", "\r\n", "\0", "\ufeff", "\u202e", "\u200b", "_x000D_",
    "\ud7ff", "\U00020bb7", "e\u0301", "　", " ", "<script>", "&amp;", "{{ x }}", "{%", "《", "》",
    "｜", "*", "**", "__", "[", "](",
)  # fmt: skip
PIECES = [*JAPANESE, *NASTY]
WORDS = some.lists(some.one_of(some.sampled_from(PIECES), some.text(max_size=6)), max_size=14).map(
    "".join
)

settings.register_profile(
    "takasaki",
    max_examples=LONG if ASSURE else USUAL,
    derandomize=not ASSURE,
    deadline=None,
    database=None,
    print_blob=True,
)
TARGET = settings.get_profile("takasaki")
MACHINE = settings(
    TARGET, max_examples=150 if ASSURE else 20, stateful_step_count=40 if ASSURE else 20
)
