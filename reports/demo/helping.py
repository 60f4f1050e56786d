"""Invented requests in one council, each at another step between the asking and the thanks."""

from datetime import timedelta
from uuid import NAMESPACE_DNS, uuid5

from activities.actions import helping as actions
from activities.models import HelpAsk, HelpClient, HelpRequest, Skill
from activities.queries.helping import matches_for
from councils.models import Council

COUNCIL = "八幡"
CLIENTS = (
    ("見本 はなえ", "みほん はなえ", "耳が少し遠い。玄関でゆっくり話す"),
    ("見本 ゆきお", "みほん ゆきお", "小さな犬がいる"),
    ("見本 とめ", "みほん とめ", ""),
)
WISHES = (
    # skill, detail, days from today, part, how far
    ("買い物", "牛乳、米2キロ、電池", -9, "morning", "thanked"),
    ("電球の交換", "台所の天井。踏み台はある", -2, "afternoon", "done"),
    ("ごみ出し", "燃えるごみ。家の前から集積所まで", 3, "morning", "assigned"),
    ("買い物", "薬局で受け取り", 5, "afternoon", "asking"),
    ("庭の手入れ", "玄関の前の草", 8, "morning", "silent"),
    ("話し相手", "昔の写真の話をしたい", None, "", "open"),
)
Answer = HelpAsk.Answer


def make_helping(by, today):
    """The requests, once; none where the council has no supporters yet. Returns how many."""
    if HelpRequest.objects.exists():
        return 0
    council = Council.objects.get(name=COUNCIL)
    skills = {skill.name: skill for skill in Skill.objects.all()}
    hoods = list(council.neighbourhoods.all())
    clients = [
        HelpClient(name=name, kana=kana, phone=f"027-000-01{n:02}", address="見本の番地",
                   neighbourhood=hoods[n], care_note=note)
        for n, (name, kana, note) in enumerate(CLIENTS)
    ]  # fmt: skip
    wishes = [wish for wish in WISHES if wish[0] in skills]
    for n, (skill, detail, days, part, how_far) in enumerate(wishes):
        words = {
            "skill_id": skills[skill].pk, "detail": detail, "wanted_part": part,
            "wanted_on": today + timedelta(days=days) if days is not None else None,
            "wanted_text": "" if days is not None else "平日の昼間", "activity_id": None,
            "needs_provider": False,
        }  # fmt: skip
        token = uuid5(NAMESPACE_DNS, f"demo-help-{n}")
        client = clients[n % len(clients)]
        request = actions.take_request(council, client, words, token=token, by=by)
        _go_on(request, how_far, today, by)
    return len(wishes)


def _go_on(request, how_far, today, by):
    found = matches_for(request, today)
    if how_far == "open" or not found:
        return
    ask = actions.ask_supporter(request, found[0].supporter, by=by)
    if how_far == "silent":
        actions.answer_ask(ask, Answer.NO, by=by)
    if how_far not in ("assigned", "done", "thanked"):
        return
    ask.request = request
    actions.answer_ask(ask, Answer.YES, by=by)
    actions.assign_supporter(ask, by=by)
    if how_far == "assigned":
        return
    actions.finish_request(
        request, done_on=request.wanted_on, minutes=40, signed_off="依頼者のサイン", by=by
    )
    if how_far == "thanked":
        actions.thank(request, thanks="助かりました。また話しましょう。", by=by)
