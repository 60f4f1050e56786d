"""The form for a new calendar feed."""

from django import forms


class FeedForm(forms.Form):
    """Who will use the address: so that the right one can be taken back later."""

    label = forms.CharField(
        label="だれが使うか",
        max_length=60,
        help_text="例：公民館の事務室、わたしのスマートフォン",
        widget=forms.TextInput({"class": "input", "autocomplete": "off"}),
    )
