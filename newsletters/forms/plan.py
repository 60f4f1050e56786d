"""What the plan of an issue sends: a new order, another page, another number of pages."""

import re

from django import forms

from newsletters.models import LAST_PAGE
from newsletters.models.issues import SHEETS

_PLACE = re.compile(r"([0-9]{1,12}):([1-8])", re.ASCII)
MOST_BLOCKS = 200


class OrderForm(forms.Form):
    """「12:1,15:1,13:2」: every block with its page, in reading order."""

    places = forms.CharField(max_length=MOST_BLOCKS * 16)
    seen = forms.CharField(max_length=64)

    def clean_places(self):
        found = [_PLACE.fullmatch(part) for part in self.cleaned_data["places"].split(",")]
        if not all(found):
            raise forms.ValidationError("並びを読めませんでした。")
        return [(int(place[1]), int(place[2])) for place in found]


class PlaceForm(forms.Form):
    """Where one block goes; without a page one place up or down."""

    page = forms.IntegerField(min_value=1, max_value=LAST_PAGE, required=False)
    seen = forms.CharField(max_length=64)


class PagesForm(forms.Form):
    """How many pages the issue has: whole sheets."""

    n_pages = forms.TypedChoiceField(
        label="面数",
        coerce=int,
        choices=[(n, f"A4 {n}面") for n in SHEETS],
        widget=forms.Select({"class": "input"}),
    )
    seen = forms.CharField(max_length=64)
