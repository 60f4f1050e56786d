"""What readers type to subscribe, and what staff type about the printed copies."""

from django import forms

from newsletters.forms.studio import INPUT
from newsletters.models import Recipient
from takasaki_sc.lib.form_fields import MailField
from takasaki_sc.lib.kana import display


class SubscribeForm(forms.Form):
    """Which newsletter, to which address. The third box is a trap for machines."""

    series = forms.ModelChoiceField(
        None, label="広報紙", empty_label=None, widget=forms.Select(INPUT)
    )
    email = MailField(
        label="メールアドレス",
        max_length=254,
        widget=forms.EmailInput(INPUT | {"autocomplete": "email"}),
        help_text="新しい号のお知らせだけに使います。",
    )
    homepage = forms.CharField(
        label="この欄には何も入れないでください",
        required=False,
        widget=forms.TextInput(INPUT | {"autocomplete": "off", "tabindex": "-1"}),
    )

    def __init__(self, *args, series, **words):
        super().__init__(*args, **words)
        self.fields["series"].queryset = series

    @property
    def is_trapped(self):
        return bool(self.cleaned_data["homepage"])


class RecipientForm(forms.Form):
    """A place that gets printed copies."""

    name = forms.CharField(label="配布先", max_length=80, widget=forms.TextInput(INPUT))
    way = forms.ChoiceField(
        label="届け方", choices=Recipient.Way.choices, widget=forms.Select(INPUT)
    )
    n_copies = forms.IntegerField(
        label="部数", min_value=1, max_value=100_000, widget=forms.NumberInput(INPUT)
    )
    order = forms.IntegerField(
        label="並び順", min_value=0, max_value=9999, initial=0, widget=forms.NumberInput(INPUT),
        help_text="小さい数から並びます。",
    )  # fmt: skip
    note = forms.CharField(
        label="備考", max_length=120, required=False, widget=forms.TextInput(INPUT)
    )
    is_active = forms.BooleanField(label="いまも届ける", required=False, initial=True)

    def clean_name(self):
        return display(self.cleaned_data["name"])


class TickForm(forms.Form):
    """Copies of one place for one issue, and whether they were handed over."""

    n_copies = forms.IntegerField(
        label="部数", min_value=0, max_value=100_000,
        widget=forms.NumberInput(INPUT | {"class": "input nr-n"}),
    )  # fmt: skip
    is_handed = forms.BooleanField(label="渡した", required=False)
