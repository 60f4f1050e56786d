"""What a person says about the counts of a survey before they are kept."""

from resources.actions.surveys import SurveyHead
from resources.forms.needs import KeepForm

ABOUT = ("purpose", "audience", "method")
NUMBERS = ("n_distributed", "n_returned")


class SurveyKeepForm(KeepForm):
    """A survey as it will be kept."""

    def spelt_names(self):
        return self.table.homes

    def head(self):
        about = {name: self.table.about.get(name, "")[:120] for name in ABOUT}
        about |= {name: self.table.about.get(name) for name in NUMBERS}
        cleaned = self.cleaned_data
        return SurveyHead(
            council=self.council,
            title=cleaned["title"],
            period=self.period,
            period_text=cleaned["period_text"],
            source=cleaned["source"],
            about=about,
        )

    def clean(self):
        cleaned = super().clean()
        given, back = (self.table.about.get(name) for name in NUMBERS)
        if given is not None and back is not None and back > given:
            self.add_error(None, f"回答数（{back:,}）が配布数（{given:,}）より多くなっています。")
        return cleaned

    def homes_of_columns(self):
        """The Neighbourhood of each column by 町内会; None for one left out."""
        return [self.home_of(name) for name in self.spelt_names()]

    def _add_places(self):
        """A survey makes no new 町内会: its columns are chosen or left out."""
        super()._add_places()
        for place in self.places:
            choices = place.field.choices
            place.field.choices = [pair for pair in choices if pair[0] != "new"]
