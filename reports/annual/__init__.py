"""The report of a fiscal year, in the order of such papers: words, numbers, tables, plans (J1–J6).

A document is plain values throughout, so that publishing can write it down and a page, a paper
and a workbook show it alike, whether it was reckoned a moment ago or published years before.
"""

import hashlib
import json

from reports.annual import sections, words
from reports.annual.numbers import in_order, numbers_of
from reports.figures import Scope
from takasaki_sc.lib import wareki

FORMAT = 1
COLUMNS = 5
"""So many councils stand side by side in the table; more of them stand below each other."""


def document(report, today):
    """The document of a report as the records stand today. report: AnnualReport, saved or not."""
    year = report.fiscal_year
    scope = Scope.fiscal_year(year)
    numbers = numbers_of(scope)
    plan, next_plan = sections.plans_of(year)
    contractors = sections.contractors_of(scope)
    councils = sections.councils_of(scope, numbers)
    return {
        "format": FORMAT,
        "year": year,
        "year_name": wareki.format_fiscal_year(year),
        "next_name": wareki.format_fiscal_year(year + 1),
        "edition": report.edition,
        "why_corrected": report.why_corrected,
        "counted_on": today.isoformat(),
        "introduction": report.introduction,
        "tier1_text": report.tier1_text,
        "numbers": numbers,
        "work": words.work_lines(numbers),
        "tier1": words.tier1_lines(numbers),
        "footnotes": words.footnotes(numbers, contractors),
        "contractors": contractors,
        "councils": councils,
        "events": sections.events_of(scope, today),
        "plan": plan,
        "next_plan": next_plan,
    }


def fingerprint(document):
    """What a document would be recognised by: 64 hex digits of its plain values."""
    said = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(said.encode()).hexdigest()


def differences(published, today):
    """[(figure, published, today)] of the numbers that came out otherwise since."""
    changed = [
        (entry["name"], entry["text"], today["numbers"][key]["text"])
        for key, entry in in_order(published["numbers"])
        if key in today["numbers"] and entry["text"] != today["numbers"][key]["text"]
    ]
    held = {row["name"]: row["held"] for row in today["councils"]}
    changed += [
        (f"{row['name']}の開催回数", f"{row['held']}回", f"{held[row['name']]}回")
        for row in published["councils"]
        if row["name"] in held and held[row["name"]] != row["held"]
    ]
    return changed
