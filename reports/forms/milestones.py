"""The form of one line of the chronicle."""

from django import forms
from django.utils import timezone

from councils.forms.councils import OLD_ERA, line, seen_field
from councils.forms.fields import WarekiField
from reports.chronicle import mark_of_milestone
from takasaki_sc.lib import wareki


class MilestoneForm(forms.Form):
    """When, what, and where it is written. milestone: the standing line, or None."""

    suggestions = {}
    seen = seen_field()
    on = WarekiField(label="日", required=True, help_text=f"月だけのときは、日を1に。{OLD_ERA}")
    when_text = line(
        "時期の書き方", 30, help_text="空なら、上の日をそのまま書きます。例：平成27年4月"
    )
    text = line("できごと", 200, required=True, help_text="個人のお名前は書かないでください。")
    source = line("出典", 200, required=True, help_text="例：市の資料（平成30年1月）")

    def __init__(self, *args, milestone=None, **kwargs):
        super().__init__(*args, **kwargs)
        if milestone is not None and not self.is_bound:
            self.initial |= {
                "on": milestone.on, "when_text": milestone.when_text, "text": milestone.text,
                "source": milestone.source, "seen": mark_of_milestone(milestone),
            }  # fmt: skip

    def clean_on(self):
        day = self.cleaned_data["on"]
        if day > timezone.localdate():
            raise forms.ValidationError("まだ来ていない日です。あったことを書いてください。")
        return day

    def words(self):
        """{field: value} for the actions."""
        said = self.cleaned_data
        when = said["when_text"] or wareki.format_date(said["on"])
        return {"on": said["on"], "when_text": when, "text": said["text"], "source": said["source"]}
