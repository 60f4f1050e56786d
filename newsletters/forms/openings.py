"""Into which issue, and onto which page, the article on an activity goes."""

from django import forms

from newsletters.models import LAST_PAGE, Issue

INPUT = {"class": "input"}


class IssueChoice(forms.ModelChoiceField):
    """An issue that is not out, told by its series, number and months."""

    def label_from_instance(self, issue):
        return f"{issue.series}　{issue.number_name}（{issue.coverage_name}の活動）"


class DraftForm(forms.Form):
    """issues: those that may carry the article, the likeliest first."""

    issue = IssueChoice(
        Issue.objects.none(), label="どの号に", empty_label=None, widget=forms.Select(INPUT),
        error_messages={"required": "号を選んでください。"},
    )  # fmt: skip
    page = forms.TypedChoiceField(
        label="どの面に", coerce=int, choices=[(n, f"{n}面") for n in range(1, LAST_PAGE + 1)],
        initial=3, widget=forms.Select(INPUT), help_text="あとから動かせます。",
    )  # fmt: skip
    submit_token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, issues, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Issue.objects.filter(pk__in=[issue.pk for issue in issues])
        self.fields["issue"].queryset = rows.select_related("series")
        most = max((issue.n_pages_planned for issue in issues), default=1)
        self.fields["page"].choices = [(n, f"{n}面") for n in range(1, most + 1)]

    def clean(self):
        cleaned = super().clean()
        issue, page = cleaned.get("issue"), cleaned.get("page")
        if issue and page and page > issue.n_pages_planned:
            self.add_error("page", f"この号は{issue.n_pages_planned}面までです。")
        return cleaned
