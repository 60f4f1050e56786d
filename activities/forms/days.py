"""The day of a piece of work: today, yesterday, or another; and a hint about names."""

import re
import uuid
from datetime import date, timedelta

from django import forms
from django.utils import timezone

from councils.forms.fields import WarekiField
from takasaki_sc.lib import wareki

OTHER = "other"
CHIPS = {"class": "chips"}
NAME_HINT = (
    "お名前や電話番号のように見えることばがありました。"
    "ご本人がわからない書き方（80代の女性、など）に直せます。"
)
_NAME = re.compile(r"[一-龥々ァ-ヶー]{1,5}(?:さん|様|氏|くん|ちゃん)")
_PHONE = re.compile(r"0\d{1,4}[-(（]?\d{1,4}[-)）]?\d{3,4}")
_NOBODY = re.compile(
    "(?:皆|奥|娘|息子|嫁|孫|母|父|兄|姉|弟|妹|客|者|長|民生委員|委員|職員|利用者|参加者|住民|町内会長|区長)"
    "(?:さん|様|氏)"
)


def may_name_somebody(*texts):
    """Does one of the texts look as if it named a person or a telephone? Only ever a hint."""
    words = _NOBODY.sub("", " ".join(texts))
    return bool(_NAME.search(words) or _PHONE.search(words))


class WorkedOnForm(forms.Form):
    """A sheet about one day that is sent once. Gives `worked_on` as a date."""

    submit_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    when = forms.CharField(label="いつ", widget=forms.RadioSelect(CHIPS))
    other_day = WarekiField(label="ほかの日", required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.today = timezone.localdate()
        standing = self.initial.get("worked_on")
        if standing is not None:
            self.initial |= {"when": OTHER, "other_day": standing}
        self.initial.setdefault("when", self.today.isoformat())
        self.fields["when"].widget.choices = self._days()

    def _days(self):
        yesterday = self.today - timedelta(days=1)
        named = {self.today.isoformat(): "きょう", yesterday.isoformat(): "きのう"}
        sent = _day_of(self.data.get(self.add_prefix("when"), ""))
        days = [(iso, f"{word} {_short(_day_of(iso))}") for iso, word in named.items()]
        if sent and sent.isoformat() not in named:  # kept on the device over midnight
            days.append((sent.isoformat(), _short(sent)))
        return [*days, (OTHER, "ほかの日")]

    def clean(self):
        cleaned = super().clean()
        if self.errors.keys() & {"when", "other_day"}:
            return cleaned
        is_other = cleaned["when"] == OTHER
        day = cleaned["other_day"] if is_other else _day_of(cleaned["when"])
        where = "other_day" if is_other else "when"
        if day is None:
            self.add_error(where, "日を入れてください。")
        elif day > self.today:
            self.add_error(where, "まだ来ていない日です。きょうか、それより前の日にしてください。")
        cleaned["worked_on"] = day
        return cleaned


def _day_of(iso):
    try:
        return date.fromisoformat(iso)
    except ValueError:
        return None


def _short(day):
    return wareki.format_month_day(day)
