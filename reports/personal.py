"""What this room holds of people: names that may stand in the sentences of reports."""

from accounts.register import FISCAL, file, holds

file(
    "reports",
    "報告・計画・参考事例",
    purpose="事業の成果を、市・国・住民に報告するため",
    basis="介護保険法第115条の45第2項第5号",
    seen_by="役割のある利用者。公表した報告は、だれでも",
    amount=None,
    unit=FISCAL,
    counts_from="",
)

holds(
    "reports.annualreport",
    "reports",
    words=("introduction", "tier1_text", "why_corrected", "frozen"),
    plain=("sha256",),
)
holds("reports.councilnote", "reports", words=("text",))
holds("reports.yearplan", "reports", words=("goal",))
holds("reports.planitem", "reports", words=("text", "result"))
holds(
    "reports.referencecase",
    "reports",
    words=("title", "facts", "source", "period_text"),
    plain=("place", "prefecture"),
)
holds("reports.casepart", "reports", words=("title", "text"))
holds("reports.milestone", "reports", words=("text", "source"), plain=("when_text",))
holds("reports.yearturn", "reports", words=("note",), plain=("facts",))
