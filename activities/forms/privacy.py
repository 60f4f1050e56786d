"""Forms of what people may ask about themselves: to see it, and to have it erased."""

from django import forms

from councils.forms.councils import PartForm, line


class FindPersonForm(PartForm):
    """Whose request it is. Sent by POST: a name does not belong into an address."""

    name = line("お名前・ふりがな・電話・メール", 120, required=True)


class ErasureForm(PartForm):
    """The second pair of eyes before nothing can be brought back."""

    is_sure = forms.BooleanField(
        label="ご本人の申し出を確かめました。消すと、もとに戻せません。",
        error_messages={"required": "ご本人の申し出を確かめて、印をつけてください。"},
        widget=forms.CheckboxInput({"class": "tickbox"}),
    )
