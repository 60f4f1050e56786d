"""What people write about a printed edition and about who holds it."""

from django import forms
from django.utils import timezone

from councils.forms.fields import WarekiField
from councils.models import Council
from councils.permissions import councils_where
from resources.models import Distribution, Kind, ResourceEdition
from resources.permissions import HOLDERS, ResourcePermission


class EditionForm(forms.ModelForm):
    """A printed list. Its save() is never called."""

    issued_on = WarekiField(label="発行日")
    kinds = forms.MultipleChoiceField(
        label="載せた種類",
        choices=Kind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="選ばなければ、すべての種類です。",
    )

    class Meta:
        model = ResourceEdition
        fields = ["title", "council", "issued_on", "issued_text", "n_printed", "kinds", "note"]

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("title", "council", "issued_text", "n_printed", "note"):
            self.fields[name].widget.attrs["class"] = "input"
        allowed = councils_where(user, ResourcePermission.EDITION_KEEP, HOLDERS)
        council = self.fields["council"]
        council.queryset = allowed.tier2().in_board_order()
        council.required = allowed.count() < Council.objects.count()
        council.label = "地区"
        council.empty_label = "選んでください" if council.required else "市内すべて"
        council.error_messages["required"] = "地区を選んでください。"
        self.fields["title"].help_text = "例：つどい・ふれあいの場一覧 第3版"
        self.fields["title"].error_messages["required"] = "題名を入れてください。"
        self.fields["issued_text"].help_text = "紙に書いてあるとおりに残したいとき。例：令和8年秋号"

    def edition(self):
        """The unsaved ResourceEdition."""
        return ResourceEdition(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class HolderForm(forms.ModelForm):
    """Somebody who got copies. Its save() is never called."""

    handed_on = WarekiField(label="渡した日", required=False)

    class Meta:
        model = Distribution
        fields = ["audience", "recipient", "n_copies", "handed_on"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in ("audience", "recipient", "n_copies"):
            self.fields[name].widget.attrs["class"] = "input"
        audiences = [("", "選んでください"), *Distribution.Audience.choices]
        self.fields["audience"].choices = audiences
        self.fields["audience"].error_messages["required"] = "配布先の種類を選んでください。"
        self.fields["recipient"].help_text = "団体や場所の名前で。例：公民館"

    def holder(self):
        """The unsaved Distribution."""
        return Distribution(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class ToldForm(forms.Form):
    """Who has been told, and when."""

    holders = forms.MultipleChoiceField(
        label="知らせた配布先",
        error_messages={
            "required": "知らせた配布先に、印を付けてください。",
            "invalid_choice": "この一覧の配布先ではないものが選ばれています。開き直してください。",
        },
    )
    told_on = WarekiField(label="知らせた日")

    def __init__(self, *args, holders, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["holders"].choices = [(str(holder.pk), "") for holder in holders]
        self.fields["told_on"].initial = timezone.localdate()

    def clean_told_on(self):
        day = self.cleaned_data["told_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("まだ来ていない日です。知らせた日を入れてください。")
        return day
