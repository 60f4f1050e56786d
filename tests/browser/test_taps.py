"""How long the coordinator's main job takes with two thumbs: counted, not guessed."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from councils.models import Meeting
from tests import factories as make

# Assumed: a practised thumb writes four finished letters a second and needs half a second to
# find the next thing to touch. SLOW is a first-timer: one letter and one touch a second.
LETTER_MS, TOUCH_MS = 250, 500
SLOW_LETTER_S, SLOW_TOUCH_S = 1, 1
COUNT = """() => {
  sessionStorage.taps ??= 0;
  addEventListener('pointerdown', event => { if (event.isTrusted) sessionStorage.taps++; }, true);
  if (location.pathname.endsWith('/record/')) sessionStorage.opened ??= Date.now();
}"""
TOPICS = [
    ("買い物の手伝い", "11月に試しに1回やってみる"),
    ("居場所づくり", "隣の地区へ見学に行く"),
    ("見守り", "班長さんから声を集める"),
]


class Thumbs:
    """Touches and writes like a person, and counts the letters."""

    def __init__(self, page):
        self.page, self.letters = page, 0

    def touch(self, target):
        self.page.wait_for_timeout(TOUCH_MS)
        self.page.locator(target).first.click()

    def write(self, words):
        self.letters += len(words)
        self.page.keyboard.type(words, delay=LETTER_MS)


def log_the_meeting(page, thumbs):
    thumbs.touch("[data-all]")
    for n in (13, 14, 15):
        thumbs.touch(f"label:has-text('見本 {n}郎')")
    for n, (topic, outcome) in enumerate(TOPICS):
        thumbs.touch("[data-formset=agenda] [data-add]" if n else "[name=agenda-0-text]")
        thumbs.write(topic)
        thumbs.touch(f"[name=agenda-{n}-outcome]")
        thumbs.write(outcome)
    thumbs.touch("[name=decision-0-text]")
    thumbs.write("12月に見学会を開く")
    thumbs.touch("[name=decision-0-due]")
    thumbs.write("12月10日")
    thumbs.touch(".actionbar [type=submit]")


@pytest.mark.slow
def test_meeting_takes_25_taps_and_90_seconds_at_most(
    page, site, sign_in, coordinator, yawata, regular, members
):
    planned = make.MeetingFactory(council=yawata, kind=regular, held_on=timezone.localdate())
    sign_in(coordinator)
    page.add_init_script(f"({COUNT})()")
    page.reload()
    thumbs = Thumbs(page)
    thumbs.touch("a:has-text('今月の会議を記録する')")
    expect(page.locator("[data-people] output")).to_have_text("出席 0人")
    log_the_meeting(page, thumbs)
    expect(page.locator(".banner--ok")).to_contain_text("会議の記録を保存しました")
    taps, seconds = page.evaluate(
        "[+sessionStorage.taps, (Date.now() - sessionStorage.opened) / 1000]"
    )
    slow = thumbs.letters * SLOW_LETTER_S + taps * SLOW_TOUCH_S
    print(f"\n{taps} taps, {thumbs.letters} letters, {seconds:.0f} s (a first-timer: {slow} s)")  # noqa: T201
    meeting = Meeting.objects.recorded().get()
    assert (meeting.pk, meeting.attendances.count(), meeting.agenda_items.count()) == (
        planned.pk, 12, 3,
    )  # fmt: skip
    assert [(d.text, d.due_on.month) for d in meeting.decisions.all()] == [
        ("12月に見学会を開く", 12)
    ]
    assert taps <= 25
    assert seconds <= 90
