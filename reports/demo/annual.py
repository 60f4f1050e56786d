"""Words and plans for the reports of the demo: all invented, nothing published."""

from councils.models import Council
from reports.actions.annual import write_note, write_plan, write_report
from reports.models import YearPlan
from reports.queries import draft_of, mark_of_plan, note_of, plan_of
from takasaki_sc.lib.wareki import fiscal_year

GOAL = "見本の目標：顔の見える関係から、助けて・いいよと言い合えるまちにします。"
LINES = (
    ("町内の集まりに出向いて、声を聞きます。", "見本の集まりを回り、声を聞きました。"),
    ("活動を始めたい方の相談を受けます。", "相談から、見本の居場所が始まりました。"),
    ("担い手の講座を、参加しやすい日時で開きます。", "夜の回も開きました。"),
    ("協議体どうしが学び合う情報交換会を開きます。", ""),
    ("広報紙で、各地区の取り組みを伝えます。", "見本の号を出しました。"),
)  # fmt: skip
NOTES = {
    "八幡": "見本の内容：声の聞き取りから、空いた部屋で居場所を試しました。",
    "豊岡": "見本の内容：ごみ出しの手伝いの決まりを話し合い、2つの町内で始めました。",
    "乗附": "見本の内容：アンケートの結果を町内会に返し、買い物の便を一緒に考えました。",
}
WORDS = {
    "introduction": "この年次報告は見本です。数は見本の記録から計算しています。",
    "tier1_text": "見本の取り組み：第2層の声を毎月の打合せで持ち寄り、市の担当課へ届けました。",
}


def make_annual(by, today):
    """Last year's words and plan and this year's plan, unless there is one. {what: how many}."""
    if YearPlan.objects.exists():
        return {}
    last = fiscal_year(today) - 1
    for council in Council.objects.filter(name__in=NOTES).order_by("pk"):
        write_note(council, last, NOTES[council.name], by=by, seen=note_of(council, last).mark)
    write_report(last, WORDS, by=by, seen=draft_of(last).mark)
    write_plan(last, GOAL, list(LINES), by=by, seen=mark_of_plan(plan_of(last)))
    coming = [(text, "") for text, _ in LINES]
    write_plan(last + 1, GOAL, coming, by=by, seen=mark_of_plan(plan_of(last + 1)))
    return {"年次報告のことば": 1}
