"""休止, 終了, 再開: the state of a place, told by a word in a name, a state column or a remark."""

import re
from functools import lru_cache

from takasaki_sc.lib.kana import plain, search_key

ACTIVE, SUSPENDED, ENDED = "active", "suspended", "ended"
NAMES = {ACTIVE: "活動中", SUSPENDED: "休止中", ENDED: "終了"}

_SUSPENDED = (
    r"(?:活動|開催|運営)?(?:を|は)?(?:一時|当面|現在|長期|しばらく)?(?:の間)?"
    r"(?:休止|休会|休業|休館|休所|中断|中止|見合わせ|お休み|停止)"
)
_ENDED = (
    r"(?:活動|開催|運営|事業|サロン)?(?:を|は|が)?"
    r"(?:終了|廃止|解散|閉鎖|閉店|廃業|閉会|閉所|廃会|閉館|撤退|取りやめ|取り止め|やめ|消滅|終結)"
)
_TAIL = (
    r"(?:中|しました|した|している|しています|となりました|となった|になりました"
    r"|ました|た|済み?|です)?"
)
_WORDS = (
    (ENDED, re.compile(_ENDED + _TAIL)),
    (SUSPENDED, re.compile(_SUSPENDED + _TAIL)),
)
_ACTIVE_WORDS = re.compile(
    r"(?:活動|開催|実施|営業|運営|開所|開館|稼働|利用)中|再開|継続|再スタート|活動|実施|開催|有|あり"
    r"|○|〇|◯|◎|現役|通常通り|通常どおり|開設"
)
_RESUMED = re.compile(
    r"再開(?!.{0,3}(?:未定|予定|なし|のめど|の見込|は|時期|検討|して(?:い)?な|待ち))|活動中|継続中?"
)
_REST = re.compile(r"^お?休み\(|お?休み(?:中|です|します|しています)?$")
_TO_RESUME = re.compile(r"再開(?:は|の|時期)?(?:予定|未定|検討|待ち|めど|見込)")
_NOT_A_STATE = re.compile(
    r"雨|雪|荒天|悪天|警報|台風|祝|盆|年末|年始|正月|第\s*\d|曜|[月火水木金土日]は|冬|夏|春|秋|期間|期は"
    r"|場合|とき|時は|時に|次第|定員|受付|予約|申込|募集|(?<![年.])(?<!\d)\d{1,2}月(?:は|中|の|・|、|と)|\d+時|:\d\d"
    r"|なし|ない|せず|毎年|毎月|送迎|一部|駐車|会食|食事|飲食|カラオケは|店舗の"
)
_AHEAD = re.compile(r"予定|検討|見込|かも|可能性|らしい|未定|要確認|\?")
_WHEN = re.compile(
    r"^(?:(?:令和|平成|昭和|[RHS])?\s*\d{1,4}\s*[年./-]\s*(?:\d{1,2}\s*[月./-]?\s*(?:\d{1,2}日?)?)?\s*(?:度|末)?"
    r"(?:をもって|を以て|から|より|にて|限りで|末で|で|に|まで|[~:])?\s*)"
)
_WHY = re.compile(
    r"^(?:新型)?(?:コロナ(?:ウイルス|禍)?(?:感染症)?|感染(?:症|拡大)(?:防止)?|感染防止|代表者?(?:不在|逝去|高齢)|担い手不足"
    r"|人手不足|会場(?:改修|工事|閉鎖)|高齢化|参加者減少?)(?:対策|のため|のために|により|で|につき|の影響で|による)*"
)
_MARKED = re.compile(
    r"^\s*[【\[(（〔<＜](?P<a>[^】\])）〕>＞]{1,14})[】\])）〕>＞]"
    r"|[【\[(（〔<＜](?P<b>[^】\])）〕>＞]{1,14})[】\])）〕>＞]\s*$"
    r"|[\s※＊*・]+(?P<c>[^\s※＊*]{2,10})$"
    r"|^(?P<d>休止中|休止|終了|廃止|閉会)[\s:：・]+"
)


@lru_cache(maxsize=4096)
def status_of(text):
    """The state a cell says when it says nothing else (「休止中」, 「R5.3 解散」), or None."""
    tidy = re.sub(r"^[※*・\s]+|[。.\s]+$", "", plain(text[:200]))
    if not tidy:
        return None
    bare = _bare(tidy)
    for status, pattern in _WORDS:
        if pattern.fullmatch(bare):
            return status
    return ACTIVE if re.fullmatch(rf"(?:{_ACTIVE_WORDS.pattern})(?:しました|した)?", bare) else None


def status_in_column(text):
    """The state a cell of a state column tells with whatever else it says; None if it cannot."""
    plainly = status_of(text)
    if plainly:
        return plainly
    tidy = plain(text[:200])
    if _RESUMED.search(tidy):
        return ACTIVE
    if _TO_RESUME.search(tidy):
        return SUSPENDED
    for status, pattern in _WORDS:
        if pattern.search(tidy) and not _AHEAD.search(tidy):
            return status
    if search_key(tidy) == "休" or (_REST.search(tidy) and not _NOT_A_STATE.search(tidy)):
        return SUSPENDED
    return ENDED if search_key(tidy) in ("終", "廃") else None


@lru_cache(maxsize=4096)
def status_in_remark(text):
    """(state or None, is it certain) of a remark: 「コロナのため休止中。」, not 「8月は休止」.

    A remark that says both (休止していたが再開) tells the newer: it is active.
    """
    found, doubtful = None, False
    tidy = plain(text.replace("\n", "。")[:1000])
    if not re.search("休|終|廃|解散|閉|中断|中止|見合わせ|やめ|停止|撤退", tidy):
        return None, False
    if _RESUMED.search(tidy):
        return None, False
    for clause in re.split(r"[。;；!()]|、(?=\D)|\s(?=※)|(?<=[一-鿿ぁ-ん])\s+(?=[一-鿿])", tidy):
        status, is_sure = _of_clause(clause)
        doubtful |= status is None and is_sure is None
        if status and found is None:
            found = status, is_sure
    return found or (None, doubtful)


def _of_clause(clause):
    """(state, certain), (None, None) for words that only may mean one, (None, False)."""
    clause = re.sub(r"^[※*・\s]+", "", clause.strip(" ()[]【】"))
    words = next(((s, p.search(clause)) for s, p in _WORDS if p.search(clause)), None)
    if words is None:
        return None, False
    if plain_state := status_of(clause):
        return plain_state, True
    bare = _bare(clause)
    if _NOT_A_STATE.search(bare):
        return None, False
    if _AHEAD.search(bare):
        return None, None
    return (words[0], False) if len(bare) <= 25 else (None, None)


_SHORT_MARKS = {"休": SUSPENDED, "終": ENDED, "廃": ENDED}
_EXPLAINED = re.compile(
    r"([○〇◯◎●△▲×✕☆★■□◇◆])\s*(?:印)?\s*(?:[…=:は→-]|\.{2,})+\s*([^\s、,()/]{2,8})"
)


def marks_explained(texts):
    """{mark: state} as the list itself explains them: 「○…活動中　×…休止中」."""
    return _explained(tuple(texts)) if texts else {}


@lru_cache(maxsize=64)
def _explained(texts):
    pairs = (pair for text in texts for pair in _EXPLAINED.findall(plain(text[:300])))
    return {mark: status for mark, word in pairs if (status := status_in_column(word))}


def marked_name(name):
    """(the name without its mark, state or None): 「【休止】さくら会」, 「さくら会（終了）」."""
    found = _MARKED.search(name)
    word = found and next((found[key] for key in "abcd" if found[key]), "")
    status = _status_of_mark(word) if word else None
    if not status or not found:
        return name, None
    bare = (name[: found.start()] + name[found.end() :]).strip(" 　・※")
    return (bare, status) if bare else (name, None)


def _status_of_mark(word):
    status = status_of(word) or _SHORT_MARKS.get(word)
    return None if status == ACTIVE and search_key(word) not in ("活動中", "再開") else status


def _bare(text):
    text = re.sub(r"^(?:現在|現状|ただいま|当分|今は|いまは)(?:は|、)?", "", text)
    return _WHY.sub("", _WHEN.sub("", _WHY.sub("", text).lstrip("、, ")).lstrip("、, ")).strip()
