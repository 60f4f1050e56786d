"""What is filled in between the asking and the thanks."""

from uuid import uuid4

from django import forms
from django.utils import timezone

from activities.models import FreeTime, HelpClient, Skill, SupportActivity
from activities.queries.helping import WORDS, clients_of, request_mark
from councils.forms.councils import line, lines, radio, seen_field
from councils.forms.fields import LooseCountField, WarekiField
from councils.models import Neighbourhood, SupportCentre, worded_later
from takasaki_sc.lib.kana import plain
from takasaki_sc.lib.phones import is_phone

NEW = "new"
CONFIRMED = ("依頼者のサイン", "依頼者に電話で確かめた", "ご家族に確かめた")


class WishForm(forms.Form):
    """What is wanted and when. Give it the council."""

    seen = seen_field()
    skill = forms.ModelChoiceField(
        Skill.objects.none(),
        label="頼みたいこと",
        empty_label=None,
        widget=forms.RadioSelect({"class": "chips"}),
    )
    detail = line("くわしく", 300, help_text="例　牛乳と米。エレベーターのない3階")
    wanted_on = WarekiField(label="してほしい日", required=False)
    wanted_part = radio(
        "時間帯", [("", "いつでも"), *FreeTime.Part.choices], required=False, initial=""
    )
    wanted_text = line("日時の希望（ことばで）", 120, help_text="例　毎週の燃えるごみの日")
    activity = forms.ModelChoiceField(
        SupportActivity.objects.none(),
        label="受ける活動",
        required=False,
        empty_label="（決まっていない）",
        widget=forms.Select({"class": "input"}),
    )
    needs_provider = forms.BooleanField(
        label="研修を修了した「サービスの担い手」に頼む", required=False, initial=True
    )

    def __init__(self, *args, council, request=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["skill"].queryset = Skill.objects.filter(ended_on=None)
        living = SupportActivity.objects.filter(council=council, ended_on=None)
        self.fields["activity"].queryset = living
        if request is not None and not self.is_bound:
            self.initial |= {word.removesuffix("_id"): getattr(request, word) for word in WORDS}
            self.initial["seen"] = request_mark(request)

    def words(self):
        """{field: value} for the actions."""
        said = self.cleaned_data
        by_key = {
            "skill_id": said["skill"].pk,
            "activity_id": getattr(said["activity"], "pk", None),
        }
        return {word: by_key.get(word, said.get(word)) for word in WORDS}


class ClientForm(forms.Form):
    """Who is helped: somebody we know, or somebody new. Give it the council."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    known = forms.ChoiceField(
        label="どなたの頼みごとですか", widget=forms.Select({"class": "input"})
    )
    name = line("お名前", 60)
    kana = line("ふりがな", 80)
    phone = line("電話", 20, inputmode="tel")
    address = line("住所", 120)
    neighbourhood = forms.ModelChoiceField(
        Neighbourhood.objects.none(),
        label="町内会",
        required=False,
        empty_label="（わからない）",
        widget=forms.Select({"class": "input"}),
    )
    care_note = line("伺うときに知っておくこと", 300, help_text="例　耳が遠い、犬がいる")

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.clients = {str(client.pk): client for client in clients_of(council)}
        known = [(pk, client.name) for pk, client in self.clients.items()]
        self.fields["known"].choices = [(NEW, "はじめての方（下に書く）"), *known]
        self.fields["neighbourhood"].queryset = council.neighbourhoods.all()
        self.initial.setdefault("token", uuid4())

    def clean_phone(self):
        phone = plain(self.cleaned_data["phone"]).strip()
        if phone and not is_phone(phone):
            raise forms.ValidationError(
                "電話は「027-000-0000」のように、市外局番から入れてください。"
            )
        return phone

    def clean(self):
        said = super().clean()
        if said.get("known") == NEW and not said.get("name"):
            self.add_error("name", "はじめての方のお名前を入れてください。")
        return said

    def client(self):
        """The HelpClient meant, not saved where it is new."""
        said = self.cleaned_data
        if said["known"] != NEW:
            return self.clients[said["known"]]
        fields = ("name", "kana", "phone", "address", "neighbourhood", "care_note")
        return HelpClient(**{name: said[name] for name in fields})


class DoneForm(forms.Form):
    """It is done: when, how long, and how it was confirmed."""

    done_on = WarekiField(label="した日", required=True)
    minutes = LooseCountField(label="かかった時間（分）", required=False)
    signed_off = forms.ChoiceField(
        label="確認のしかた",
        choices=[(words, words) for words in CONFIRMED],
        widget=forms.RadioSelect({"class": "chips"}),
    )

    def clean_done_on(self):
        day = self.cleaned_data["done_on"]
        if day > timezone.localdate():
            raise forms.ValidationError("まだ来ていない日です。した日を入れてください。")
        return day


class ThanksForm(forms.Form):
    """The thanks that reached those who went."""

    thanks = lines(
        "お礼の言葉",
        rows=2,
        max_length=300,
        help_text="聞いたことばのまま。お名前は書かないでください。",
    )


class WithdrawForm(forms.Form):
    """Why it is not wanted any more."""

    reason = line("取り下げたわけ", 200, required=True, help_text="例　ご家族が来ることになった")


class CentreForm(forms.Form):
    """Which support centre is told. Give it the council."""

    centre = forms.ModelChoiceField(
        SupportCentre.objects.none(),
        label=worded_later("伝える{centre}"),
        empty_label=None,
        widget=forms.RadioSelect({"class": "chips"}),
    )

    def __init__(self, *args, council, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["centre"].queryset = council.centres.all()
