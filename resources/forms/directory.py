"""What people type about a resource, and the lists they hand in."""

import uuid

from django import forms
from django.utils import timezone

from councils.forms.fields import WarekiField
from councils.models import Council
from councils.permissions import councils_where
from resources.models import ImportSource, ProviderKind, ResourceStatus, SocialResource
from resources.models.keeping import words_mark
from resources.permissions import HOLDERS, ResourcePermission

MOST_BYTES = 20 * 2**20
NOT_CHOSEN = "選ばない"
TOO_LARGE = "ファイルは20MBまでです。使わないシートや画像を消してください。"
KNOWN_NAME = "この名前の名簿は前にもあります。上の欄で選んでください。"


class ResourceForm(forms.ModelForm):
    """One resource as a person writes it down. Its save() is never called."""

    is_verified = forms.BooleanField(
        label="書いてあることを、きょう確かめた",
        required=False,
        help_text="チェックすると、最終確認日がきょうになります。",
    )
    submit_token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    class Meta:
        model = SocialResource
        fields = [
            "name", "kana", "kind", "council", "neighbourhood", "venue", "address",
            "schedule_text", "closed_text", "organiser", "provider_kind", "contact", "phone",
            "fax", "fee_text", "url", "notes", "latitude", "longitude", "is_public",
        ]  # fmt: skip

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if not isinstance(field.widget, forms.CheckboxInput | forms.HiddenInput):
                field.widget.attrs.setdefault("class", "input")
        self._limit_councils(user)
        self.fields["submit_token"].initial = uuid.uuid4
        if self.instance.pk:
            self.fields["seen"].initial = words_mark(self.instance)
        self.fields["name"].error_messages["required"] = "名称を入れてください。"
        self.fields["kind"].error_messages["required"] = "種類を選んでください。"
        self.fields["neighbourhood"].empty_label = NOT_CHOSEN
        self.fields["provider_kind"].choices = [("", NOT_CHOSEN), *ProviderKind.choices]
        for name in ("schedule_text", "notes"):
            self.fields[name].widget.attrs["rows"] = 3
        self.fields["url"].assume_scheme = "https"

    def _limit_councils(self, user):
        """People of one council write for their council only; city-wide roles for any or none."""
        allowed = councils_where(user, ResourcePermission.RESOURCE_EDIT, HOLDERS)
        field = self.fields["council"]
        field.queryset = allowed.tier2().in_board_order()
        field.required = allowed.count() < Council.objects.count()
        field.empty_label = "選んでください" if field.required else "市内すべて"
        field.error_messages["required"] = "地区を選んでください。"
        homes = self.fields["neighbourhood"].queryset.filter(council__in=allowed)
        self.fields["neighbourhood"].queryset = homes.select_related("council")

    def clean(self):
        cleaned = super().clean()
        home, council = cleaned.get("neighbourhood"), cleaned.get("council")
        if home and home.council != council:
            self.add_error("neighbourhood", "この町内会は、選んだ地区の町内会ではありません。")
        pair = [cleaned.get("latitude"), cleaned.get("longitude")]
        if pair.count(None) == 1:
            missing = ("latitude", "longitude")[pair.index(None)]
            self.add_error(missing, "緯度と経度は、両方入れるか、両方空にしてください。")
        return cleaned

    def _post_clean(self):
        """Precision belongs to the pair of coordinates, and must be right before constraints."""
        placed = self.cleaned_data.get("latitude") is not None
        known = self.instance.position_precision or SocialResource.Precision.EXACT
        if {"latitude", "longitude"} & set(self.changed_data):
            known = SocialResource.Precision.EXACT
        self.instance.position_precision = known if placed else ""
        super()._post_clean()

    def values(self):
        """field → value for the action."""
        own = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return own | {"position_precision": self.instance.position_precision}


class StatusForm(forms.Form):
    """休止・再開・終了: since when, and why."""

    change = forms.ChoiceField(label="どうなりましたか", widget=forms.RadioSelect)
    on_day = WarekiField(label="いつから")
    reason = forms.CharField(
        label="理由",
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
        help_text="名簿を見た人にもわかる書き方で。個人の事情は書かないでください。",
    )

    def __init__(self, *args, resource, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["change"].choices = _changes_from(resource)
        self.fields["change"].error_messages["required"] = "どうなったかを選んでください。"
        self.fields["on_day"].initial = timezone.localdate


def _changes_from(resource):
    Change = ResourceStatus.Change
    if resource.is_active:
        return [(Change.SUSPENDED, "しばらく休む（休止）"), (Change.ENDED, "終わった（終了）")]
    resumed = (Change.RESUMED, "また始まった（再開）")
    return [resumed, (Change.ENDED, "終わった（終了）")] if resource.is_suspended else [resumed]


class UploadForm(forms.Form):
    """A list handed in: which list it is, and whose."""

    file = forms.FileField(
        label="名簿のファイル",
        help_text="Excel（.xlsx、.xlsb、.xls）、OpenDocument（.ods）、CSV。20MBまで。"
        "取り消し線や塗りの色は、CSV と .xlsb では読み取れません。",
        widget=forms.FileInput(
            attrs={"class": "input", "accept": ".xlsx,.xlsb,.xls,.ods,.csv,.txt"}
        ),
    )
    source = forms.ModelChoiceField(
        label="前にも取り込んだ名簿",
        queryset=ImportSource.objects.all(),
        required=False,
        empty_label="はじめての名簿",
        widget=forms.Select(attrs={"class": "input"}),
        help_text="同じ名簿の新しい版なら選びます。前回との違いがわかります。",
    )
    source_name = forms.CharField(
        label="名簿の名前",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "input"}),
        help_text="はじめての名簿のときは、必ず付けてください。例：集いの場一覧",
    )
    council = forms.ModelChoiceField(
        label="地区",
        queryset=Council.objects.tier2().in_board_order(),
        required=False,
        empty_label="市内すべて",
        widget=forms.Select(attrs={"class": "input"}),
        help_text="1つの地区だけの名簿のときに選びます。",
    )
    submit_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(TOO_LARGE)
        return file

    def clean(self):
        cleaned = super().clean()
        name = (cleaned.get("source_name") or "").strip()
        if not cleaned.get("source") and not name:
            self.add_error("source_name", "前の名簿を選ぶか、名簿の名前を入れてください。")
        # The name may be taken by this very form, sent twice.
        others = ImportSource.objects.exclude(batches__submit_token=cleaned.get("submit_token"))
        if not cleaned.get("source") and others.filter(name=name).exists():
            self.add_error("source_name", KNOWN_NAME)
        return cleaned
