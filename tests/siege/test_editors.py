"""Many editors of one text over real HTTP: whoever was told "saved" has not been overwritten.

Every saved text names the text that its writer had in front of them. The versions, in the order
they were saved, are then a chain; where a link is missing, somebody's accepted words are gone.
"""

import html
import random
import re
import time
from itertools import pairwise

import pytest

from tests import factories as make
from tests.councils.test_meeting_pages import sheet
from tests.proof import budget
from tests.siege.crowd import all_at_once
from tests.siege.web import Visitor, session_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]
EDITORS, SAVES = budget(8, 50), budget(4, 20)
LINK = re.compile(r"【([^\s【】←]+)←([^\s【】←]+)】")


class Editor:
    """Somebody who saves one text again and again; told 409, they look and save once more.

    pause: seconds at most between two saves and before a new look; nobody writes without thinking.
    """

    def __init__(self, visitor, target, name, saves, pause):
        self.name, self.visitor, self.target = name, visitor, target
        self.saves, self.pause = saves, pause
        self.accepted, self.refused, self.faults = [], 0, []

    def work(self):
        for number in range(self.saves):
            if number:  # the first time all of them come at once, afterwards as people do
                self._think()
            tag, page, refused = f"{self.name}-{number}", self._look(), 0
            while page := self._save(tag, self.target.mark(page), standing(page, tag)):
                if self.faults:
                    return self
                refused += 1
                if refused > 1:
                    self._think()
                    page = self._look()
        return self

    def _think(self):
        time.sleep(random.random() * self.pause)

    def _look(self):
        return self.visitor.get(self.target.path).text

    def _save(self, tag, mark, before):
        """None when it was saved, else the page that says why not."""
        words = self.target.words(f"【{tag}←{before}】", mark)
        answer = self.visitor.post(self.target.path, words)
        if answer.status == 302:
            self.accepted.append(tag)
            return None
        self.refused += 1
        said = links(answer.text)
        if answer.status != 409 or (tag, before) not in said or standing(answer.text, tag) == "無":
            self.faults.append((answer.status, said, answer.text[:300]))
        return answer.text


class MeetingText:
    """ひとこと of a meeting."""

    def __init__(self, meeting, regular):
        self.path = f"/councils/meetings/{meeting.pk}/edit/"
        self.regular = regular

    def mark(self, page):
        """The mark of what the writer has in front of them."""
        return re.search(r'name="version" value="(\d+)"', page)[1]

    def words(self, words, mark):
        return sheet(self.regular, version=mark, remark=words)


class PlaceText:
    """備考 of a place in the directory."""

    def __init__(self, place):
        self.path = f"/resources/{place.pk}/edit/"
        self.place = place

    def mark(self, page):
        return re.search(r'name="seen" value="(\w+)"', page)[1]

    def words(self, words, mark):
        return {"name": self.place.name, "kind": self.place.kind,
                "council": self.place.council_id, "notes": words, "seen": mark}  # fmt: skip


class BlockText:
    """目的 of a block of an issue."""

    def __init__(self, article):
        self.path = f"/newsletters/studio/articles/{article.pk}/"
        self.article = article

    def mark(self, page):
        return re.search(r'name="seen" value="(\w+)"', page)[1]

    def words(self, words, mark):
        return {"title": self.article.title, "layout": self.article.layout, "page": 2,
                "colour": "green", "purpose": words, "seen": mark}  # fmt: skip


def links(page):
    """[(tag, the tag its writer had seen)] of every text on the page."""
    return LINK.findall(html.unescape(re.sub(r"<[^>]+>", "", page)))


def standing(page, mine):
    """The tag of the text that is saved: on a 409 page the one that is not mine."""
    return next((tag for tag, _ in links(page) if tag != mine), "無")


def links_broken(texts):
    """How many saved texts the next one does not name; texts in the order they were saved."""
    chain = [found[0] for text in texts if (found := LINK.findall(text))]
    return sum(before != tag for (tag, _), (_, before) in pairwise(chain))


def besieged(web, session, target, editors, saves):
    """So many editors at once; gives the editors after their work."""
    # Seconds grow with the crowd: so many at once on two cores would mostly refuse each other.
    jobs = [
        Editor(Visitor(web, session), target, f"e{n}", saves, editors / 2).work
        for n in range(editors)
    ]
    return all_at_once(jobs, threads=editors)


def check(editors, texts, saves):
    """(accepted, refused): nothing accepted is lost, every refusal showed both texts."""
    accepted = [tag for editor in editors for tag in editor.accepted]
    assert [fault for editor in editors for fault in editor.faults] == []
    assert len(accepted) == len(editors) * saves
    assert sorted(accepted) == sorted(LINK.findall(text)[0][0] for text in texts)
    assert links_broken(texts) == 0
    return len(accepted), sum(editor.refused for editor in editors)


@pytest.mark.proves("G6")
def test_editors_of_one_meeting_lose_nothing(
    serve, ask, coordinator, yawata, regular, members, figure
):
    meeting = make.MeetingFactory(
        council=yawata, kind=regular, recorded_at="2026-10-21T09:00+09:00", recorded_by=coordinator
    )
    session = session_of(coordinator)
    web, target = serve(), MeetingText(meeting, regular)
    editors = besieged(web, session, target, EDITORS, SAVES)
    rows = ask("SELECT remark FROM councils_historicalmeeting ORDER BY history_id")
    texts = [text for (text,) in rows if text]
    accepted, refused = check(editors, texts, SAVES)
    figure("G6", "同時に直した人×回数（会議の記録）", f"{EDITORS}×{SAVES}", wanted="50×20")
    figure("G6", "受け付けた保存", accepted, wanted="1000")
    figure("G6", "受け付けたのに失われた保存", links_broken(texts), wanted="0")
    figure("G6", "両方の内容を見せた409", refused)


@pytest.mark.assure
@pytest.mark.proves("G6")
def test_editors_of_a_place_and_of_a_block_lose_nothing(serve, ask, coordinator, yawata, figure):
    place = make.SocialResourceFactory(council=yawata, name="見本サロン")
    block = make.ArticleFactory(issue__series__council=yawata, purpose="はじめ")
    session = session_of(coordinator)
    web = serve()
    for target, sql, what in (
        (PlaceText(place), "SELECT notes FROM resources_historicalsocialresource", "社会資源"),
        (BlockText(block), "SELECT purpose FROM newsletters_historicalarticle", "広報紙の記事"),
    ):
        n_editors, saves = 20, 10
        editors = besieged(web, session, target, n_editors, saves)
        texts = [text for (text,) in ask(f"{sql} ORDER BY history_id") if LINK.search(text)]
        accepted, refused = check(editors, texts, saves)
        figure("G6", f"受け付けた保存（{what}）", accepted, wanted=str(n_editors * saves))
        figure("G6", f"両方の内容を見せた409（{what}）", refused)
