"""A series of the newsletter: its title, its publisher, its rhythm."""

from django import forms

from councils.models import Council
from newsletters.forms.studio import INPUT
from newsletters.models import Series
from newsletters.models.issues import SHEETS
from takasaki_sc.lib.phones import is_phone

MONTHS_A_YEAR = 12


class SeriesForm(forms.ModelForm):
    """Everything the masthead and the colophon say, and how often an issue comes out."""

    months_per_issue = forms.TypedChoiceField(
        label="発行の間隔", coerce=int, widget=forms.Select(INPUT), initial=2,
        choices=[(n, "毎月" if n == 1 else f"{n}か月ごと") for n in range(1, MONTHS_A_YEAR + 1)],
    )  # fmt: skip
    n_pages = forms.TypedChoiceField(
        label="ふだんの面数", coerce=int, widget=forms.Select(INPUT), initial=4,
        choices=[(n, f"A4 {n}面") for n in SHEETS],
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Series
        fields = [
            "title", "slug", "slogan", "subtitle", "publisher", "phone", "office", "web_title",
            "web_url", "months_per_issue", "theme", "follows_seasons", "masthead", "n_pages",
            "council", "needs_two_people", "is_active",
        ]  # fmt: skip
        help_texts = {
            "slug": "ファイルの名前になります。英字の小文字・数字・ハイフン。例：onehart",
            "slogan": "題名の上に小さく出ます。",
            "subtitle": "題名の下に出ます。",
            "council": "その協議体のたよりのときだけ選びます。空なら市全体の広報紙です。",
        }
        error_messages = {
            "slug": {
                "unique": "この英字の名前は、ほかの広報紙が使っています。",
                "invalid": "英字の小文字・数字・ハイフンだけで入れてください。例：onehart",
            },
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput):
                field.widget.attrs |= INPUT
        self.fields["council"].queryset = Council.objects.in_board_order()
        self.fields["council"].empty_label = "市全体"

    def clean_slug(self):
        return self.cleaned_data["slug"].lower()

    def clean_phone(self):
        phone = self.cleaned_data["phone"]
        if not is_phone(phone):
            raise forms.ValidationError("電話番号の形で入れてください。例：027-321-1319")
        return phone

    def words(self):
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
