"""The register of photographs: upload, describe, note a consent."""

from django import forms
from django.utils import timezone

from councils.forms.fields import WarekiField
from councils.models import Council, Person
from newsletters.forms.studio import INPUT
from newsletters.models import PictureConsent
from takasaki_sc.lib.kana import display
from takasaki_sc.lib.pictures import PictureFault, read_picture

MOST_AT_ONCE = 12


class ManyFiles(forms.FileInput):
    """Choose several files in one go."""

    allow_multiple_selected = True


class PicturesField(forms.FileField):
    """Uploads as lib.pictures.Pictures, each re-painted; says which one cannot be read."""

    widget = ManyFiles(
        INPUT | {"accept": "image/jpeg,image/png,image/webp", "data-shrink": "", "multiple": True}
    )

    def clean(self, data, initial=None):
        uploads = [super(PicturesField, self).clean(one, initial) for one in data or [None]]
        if len(uploads) > MOST_AT_ONCE:
            raise forms.ValidationError(f"一度に入れられるのは{MOST_AT_ONCE}枚までです。")
        return [self._read(number, upload) for number, upload in enumerate(uploads, start=1)]

    def _read(self, number, upload):
        try:
            return read_picture(upload.read())
        except PictureFault as fault:
            raise forms.ValidationError(f"{number}枚め: {fault}") from fault


class PictureWordsForm(forms.Form):
    """What is said about a photograph of the register."""

    alt = forms.CharField(
        label="写真のかわりになることば", max_length=120, required=False,
        widget=forms.TextInput(INPUT | {"autocomplete": "off"}),
        help_text="写真が見えない方に読み上げます。広報紙に載せて発行するまでに要ります。"
        "例：机を囲んで話す5人",
    )  # fmt: skip
    credit = forms.CharField(
        label="提供・出典", max_length=80, required=False,
        widget=forms.TextInput(INPUT | {"autocomplete": "off"}),
    )  # fmt: skip
    taken_on = WarekiField(label="撮った日", required=False)
    council = forms.ModelChoiceField(
        Council.objects.all(), label="協議体", required=False, widget=forms.Select(INPUT),
        empty_label="えらばない",
    )  # fmt: skip
    shows_nobody = forms.BooleanField(label="人が写っていない", required=False)

    def clean_taken_on(self):
        day = self.cleaned_data["taken_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("これからの日です。撮った日を確かめてください。")
        return day


class PicturesForm(PictureWordsForm):
    """New photographs with the same words; each can be described better afterwards."""

    images = PicturesField(
        label="写真（何枚でも）",
        help_text=f"JPEG・PNG・WEBP、1枚25MB・一度に{MOST_AT_ONCE}枚まで。撮った場所などの記録は消します。",
    )
    field_order = ["images"]

    def words(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "images"}


class ConsentForm(forms.Form):
    """Who in the picture agreed, to what, and when."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label="名簿の人", required=False, widget=forms.Select(INPUT),
        empty_label="えらばない",
        help_text="写真の協議体のメンバーから選べます。",
    )  # fmt: skip
    who = forms.CharField(
        label="名簿にない人", max_length=60, required=False,
        widget=forms.TextInput(INPUT | {"autocomplete": "off"}),
        help_text="お名前のほか「右から2人めの方」のようにも書けます。編集する人だけに見えます。",
    )  # fmt: skip
    channels = forms.MultipleChoiceField(
        label="載せてよい所", choices=PictureConsent.Channel.choices,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip
    given_on = WarekiField(label="同意を得た日")

    def __init__(self, *args, people, **words):
        super().__init__(*args, **words)
        self.fields["person"].queryset = people

    def clean_who(self):
        return display(self.cleaned_data["who"])

    def clean_given_on(self):
        day = self.cleaned_data["given_on"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("これからの日です。同意を得た日を確かめてください。")
        return day

    def clean(self):
        words = super().clean()
        if "who" in words and bool(words.get("person")) == bool(words["who"]):
            self.add_error("who", "名簿の人か、名簿にない人の、どちらか一つを入れてください。")
        return words

    def words(self):
        return {name: self.cleaned_data[name] for name in ("person", "who", "given_on")}
