"""The sentences and footnotes that the numbers of a year write by themselves (※1–※5)."""

from councils.models import worded

DASH = "記録はありません"


def work_lines(numbers):
    """(1) 第2層コーディネーターの取り組み: [{sign, key, text, note}]."""
    outreach, trainees, asked = (
        numbers[key]["text"] for key in ("outreach", "trainees", "consultations")
    )
    return [
        _line(
            "ア",
            "outreach",
            "サロンや集まりへ出向いた活動、拠点での活動、地域学習会",
            outreach,
            "支え合いと介護予防をお伝えし、それぞれの集まりを手伝う活動です。",
            2,
        ),
        _line(
            "イ",
            "trainees",
            "担い手の養成",
            trainees,
            "講座や研修で学んだ方の数です。活動を始めたい方のお手伝いにもつなげます。",
            3,
        ),
        _line(
            "ウ",
            "consultations",
            "相談支援",
            asked,
            "集まりの続け方や、新しく始めたいという相談などです。",
            4,
        ),
    ]


def _line(sign, key, name, text, words, note):
    return {"sign": sign, "key": key, "name": name, "text": text, "words": words, "note": note}


def tier1_lines(numbers):
    """(3) 第1層コーディネーター・協議体の取り組み: [{sign, key, words, text, more}]."""
    raised = f"（新しく出た提言 {numbers['proposals-raised']['text']}）"
    met = _split(numbers, "tier1-meetings", "kind")
    met += _split(numbers, "tier1-unwritten", "kind", "ほかに記録がまだ ")
    said = (
        ("tier1-meetings", worded("{tier1}の会議"), met),
        ("newsletter-issues", "広報紙の発行", _split(numbers, "newsletter-issues", "series")),
        ("exchange-meetings", "協議体どうしの情報交換会", ""),
        ("events", "研修会・フォーラムなどの行事", _split(numbers, "events", "kind")),
        ("proposals-answered", "回答のあった提言", raised),
        ("resources-confirmed", "いまも続いているかを確かめた地域の資源", ""),
    )
    return [
        {"sign": sign, "key": key, "words": words, "text": numbers[key]["text"], "more": more}
        for sign, (key, words, more) in zip("アイウエオカ", said, strict=True)
    ]


def _split(numbers, key, by, before=""):
    """「（定例会 5回、勉強会 2回）」, nothing for a figure without parts."""
    parts = numbers[key]["parts"][by]
    said = "、".join(f"{label} {text}" for label, _, text in parts)
    return f"（{before}{said}）" if parts else ""


def footnotes(numbers, contractors):
    """[「※1 …」, …]: who was commissioned, and what every total is made of."""
    by_whom = "、".join(f"{row['name']}：{'・'.join(row['councils'])}" for row in contractors)
    return [
        f"※1 {by_whom or DASH}",
        f"※2 {parts_in_words(numbers['outreach'], 'contractor')}",
        f"※3 {parts_in_words(numbers['trainees'], 'course')}",
        f"※4 {parts_in_words(numbers['consultations'], 'contractor')}",
        f"※5 開催回数：{parts_in_words(numbers['meetings-held'], 'council')}"
        f"（{_written(numbers['meetings-written'])}{_unwritten(numbers['meetings-unwritten'])}）",
    ]


def parts_in_words(entry, by):
    """「あんしん34回、社協95回」."""
    return "、".join(f"{label}{text}" for label, _, text in entry["parts"][by]) or DASH


def _unwritten(entry):
    """What a report that is published without it can never take in: it is told at least."""
    if not entry["value"]:
        return ""
    return f"。ほかに記録がまだ{entry['text']}（{parts_in_words(entry, 'council')}）"


def _written(entry):
    if not entry["value"]:
        return "書面で開いた会議は数に入れない決まりです。この年度は、ありませんでした"
    where = "、".join(f"{label}{text}" for label, _, text in entry["parts"]["council"])
    return f"書面で開いた{entry['text']}（{where}）は入れていません"
