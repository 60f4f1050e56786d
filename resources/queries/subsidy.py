"""高崎市の高齢者の居場所運営事業補助金: does what is written down meet its rules? A self-check.

The rules are those of the city's page (ページ番号 2017112100052) as far as it could be read. Only
the city decides; nothing here is stored.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from councils.models import Programme
from resources.models import Kind, ProviderKind
from takasaki_sc.lib.recurrence import FORTNIGHTLY, falls_on
from takasaki_sc.lib.schedules import parse_schedule

YES, NO, ASK = "yes", "no", "ask"
SIGNS = {YES: "○", NO: "×", ASK: "確かめる"}
SAID = {"yes": YES, "no": NO}
HOURS_NEEDED = 3
TAKASAKI = "102024"
A_MONDAY = date(2026, 1, 5)
WEEKS_A_YEAR = 52
WEEKS_NEARLY = 44
"""第1〜4 of a weekday come in 48 weeks of a year, with a month off in 44."""

_NEIGHBOURS = {
    ProviderKind.LOCAL_BODY, ProviderKind.VOLUNTEER, ProviderKind.RESIDENTS_ASSOCIATION,
    ProviderKind.SENIORS_CLUB,
}  # fmt: skip
_GATHERINGS = {Kind.IBASHO, Kind.SALON, Kind.KAYOI}
_HOBBIES = {Kind.HOBBY, Kind.EXERCISE, Kind.SENIORS_CLUB}


@dataclass(frozen=True)
class Finding:
    """What one rule says: ○, × or 確かめる, and why."""

    answer: str
    why: str

    @property
    def sign(self):
        return SIGNS[self.answer]


@dataclass(frozen=True)
class Rule:
    """One condition: read from the record where `look` is given, else asked."""

    key: str
    text: str
    look: Callable | None = None
    ask: str = ""


@dataclass(frozen=True)
class Checked:
    """A rule with what was found, and what a person answered to its question."""

    rule: Rule
    finding: Finding
    said: str
    is_asked: bool


def is_of_this_city():
    """The rules are Takasaki's: nobody else's pages may promise its money."""
    return Programme.objects.current().code == TAKASAKI


def may_fit(resource):
    """Whether the subsidy is worth asking about: a gathering of some sort, not a shop on wheels."""
    return resource.kind in _GATHERINGS | _HOBBIES


def check(resource, answers):
    """[Checked] in the order of the rules. answers: {key of a rule: "yes" | "no"}."""
    return [_checked(rule, resource, SAID.get(answers.get(rule.key), "")) for rule in RULES]


def summary(checked):
    """The worst of all: a × outweighs what is still to be made sure of."""
    answers = {row.finding.answer for row in checked}
    return NO if NO in answers else ASK if ASK in answers else YES


def _checked(rule, resource, said):
    found = rule.look(resource) if rule.look else None
    if found and (found.answer != ASK or not rule.ask):
        return Checked(rule, found, said, is_asked=False)
    why = found.why if found else "記録にはありません。"
    finding = Finding(said, "答えのとおり。") if said else Finding(ASK, why)
    return Checked(rule, finding, said, is_asked=True)


def _in_city(resource):
    programme = Programme.objects.current()
    if resource.address.startswith((programme.city, programme.prefecture + programme.city)):
        return Finding(YES, f"住所は「{resource.address}」。")
    return Finding(ASK, f"住所に「{programme.city}」とありません。開く場所を確かめてください。")


def _run_by(resource):
    if resource.provider_kind in _NEIGHBOURS:
        return Finding(YES, f"団体の種類は「{resource.get_provider_kind_display()}」。")
    return Finding(ASK, "団体の種類からは、わかりません。")


def _every_week(resource):
    schedule = parse_schedule(resource.schedule_text)
    doubt = _doubt(resource, schedule)
    if doubt:
        return Finding(ASK, doubt)
    n_weeks = _weeks_held(schedule.rules, schedule.months_off)
    if n_weeks == WEEKS_A_YEAR:
        skipped = "祝日などの休みは除いて見ています。" if schedule.skip_holidays else ""
        return Finding(YES, f"毎週あります。{skipped}")
    if n_weeks >= WEEKS_NEARLY:
        return Finding(ASK, f"開かれない週があります（1年に{n_weeks}週）。市に確かめてください。")
    return Finding(NO, f"開かれるのは、1年52週のうち{n_weeks}週です。")


def _three_hours(resource):
    """Each time that counts must be long enough; times of one day are not added up."""
    schedule = parse_schedule(resource.schedule_text)
    doubt = _doubt(resource, schedule)
    if doubt:
        return Finding(ASK, doubt)
    hours = [_hours(rule) for rule in schedule.rules]
    if None in hours:
        return Finding(ASK, "始まりか終わりの時刻が書かれていません。")
    told = "、".join(dict.fromkeys(f"{h:g}時間" for h in hours))
    long_ones = [r for r, h in zip(schedule.rules, hours, strict=True) if h >= HOURS_NEEDED]
    if len(long_ones) == len(hours):
        return Finding(YES, f"1回 {told}。")
    if not long_ones:
        return Finding(NO, f"1回 {told}です。3時間以上が要ります。")
    if _weeks_held(long_ones, schedule.months_off) == WEEKS_A_YEAR:
        return Finding(YES, f"1回 {told}。3時間以上の回だけで、毎週あります。")
    return Finding(ASK, f"3時間に足りない回があります（{told}）。市に確かめてください。")


def _not_a_hobby(resource):
    if resource.kind in _HOBBIES:
        kind = resource.get_kind_display()
        return Finding(ASK, f"種類が「{kind}」です。その活動だけの集まりは対象になりません。")
    if resource.kind in _GATHERINGS:
        return Finding(ASK, "記録からは、わかりません。")
    return Finding(NO, f"種類が「{resource.get_kind_display()}」で、集いの場ではありません。")


def _doubt(resource, schedule):
    """Why the days cannot be told for certain; "" where they can."""
    if not resource.is_active:
        return f"いまは「{resource.get_status_display()}」です。"
    if not resource.schedule_text.strip():
        return "開催日時が書かれていません。"
    if not schedule.understood:
        return f"開催日時（{_one_line(resource.schedule_text)}）から、日と時刻を読み取れません。"
    return ""


def _weeks_held(rules, months_off):
    """In how many of the 52 weeks of a year it is held. 隔週 counts every second week."""
    weeks = set()
    for n in range(WEEKS_A_YEAR * 7):
        day = A_MONDAY + timedelta(days=n)
        if day.month not in months_off and any(_held(rule, day) for rule in rules):
            weeks.add(n // 7)
    return len(weeks)


def _held(rule, day):
    anchor = A_MONDAY if FORTNIGHTLY in rule.nth or rule.every_n_months > 1 else day
    return falls_on(rule, day, anchor)


def _hours(rule):
    if rule.start is None or rule.end is None:
        return None
    span = datetime.combine(A_MONDAY, rule.end) - datetime.combine(A_MONDAY, rule.start)
    return (span % timedelta(days=1)) / timedelta(hours=1)


def _one_line(text):
    return " ".join(text.split())[:60]


RULES = (
    Rule("city", "市内で開く", _in_city, "市内で開いていますか"),
    Rule("run_by", "住民や登録サポーター、または地域に役立つ活動をする団体が運営する", _run_by,
         "運営するのは、住民・登録サポーター・地域に役立つ活動をする団体ですか"),
    Rule("weekly", "週1回以上開く", _every_week),
    Rule("hours", "1回3時間以上開く", _three_hours),
    Rule("lasting", "長く続ける", ask="これから長く続ける予定ですか"),
    Rule("people", "参加する人は市内に住む人で、主に65歳以上",
         ask="参加する人は、主に市内の65歳以上の人ですか"),
    Rule("five", "5人以上の参加が見込まれる", ask="1回に5人以上来る見込みがありますか"),
    Rule("open_topic", "決まった趣味やサークルの集まりではない", _not_a_hobby,
         "趣味やサークルの集まりとは別に、過ごせる場ですか"),
    Rule("helpers", "住民やボランティアが運営に加わる",
         ask="住民やボランティアが、運営に加わっていますか"),
    Rule("centre", "地区の高齢者あんしんセンターと連携する",
         ask="地区の高齢者あんしんセンターと連絡を取り合っていますか"),
    Rule("everybody", "地区や世代を問わず、だれでも来られる",
         ask="ほかの地区の人や、若い人・子どもも来られますか"),
)  # fmt: skip
