"""The credit line of a list."""

from django import forms


class CreditForm(forms.Form):
    credit = forms.CharField(
        label="出典の書き方",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
        help_text="例：CC BY 4.0、高崎市。空なら、何も書きません。",
    )
