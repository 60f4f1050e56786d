"""The form of the programme's words."""

from django import forms

from councils.forms.councils import LINE, seen_field
from councils.models import Programme
from councils.queries.programme import WORDS
from takasaki_sc.lib.kana import plain
from takasaki_sc.lib.phones import is_phone


class ProgrammeForm(forms.ModelForm):
    """Whose programme it is and what it calls itself. `seen` is the mark of what was shown."""

    seen = seen_field()
    suggestions = {}

    class Meta:
        model = Programme
        fields = WORDS
        widgets = {word: forms.TextInput(LINE) for word in WORDS}

    def clean_phone(self):
        """027-321-1319, also from full-width digits."""
        phone = plain(self.cleaned_data["phone"]).strip()
        if phone and not is_phone(phone):
            raise forms.ValidationError(
                "電話は「027-321-1319」のように、市外局番から入れてください。"
            )
        return phone

    def words(self):
        """{field: text} for actions.change_programme."""
        return {word: self.cleaned_data[word] for word in WORDS}
