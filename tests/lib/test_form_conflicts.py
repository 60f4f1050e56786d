"""Two forms side by side, field by field, in words that a person reads."""

from django import forms

from takasaki_sc.lib.form_conflicts import differing_rows


class Wish(forms.Form):
    name = forms.CharField(label="名前")
    kind = forms.ChoiceField(label="種類", choices=[("", "選ばない"), ("a", "あ"), ("b", "い")])
    days = forms.MultipleChoiceField(label="曜日", choices=[("平日", [("1", "月"), ("2", "火")])])
    is_open = forms.BooleanField(label="公開", required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


def test_only_what_differs_is_shown_in_words():
    mine = Wish({"name": "同じ", "kind": "b", "days": ["1", "2"], "is_open": "on", "seen": "x"})
    theirs = Wish(initial={"name": "同じ", "kind": "a", "days": ["2"], "seen": "y"})
    assert differing_rows(mine, theirs) == [
        ("種類", "あ", "い"), ("曜日", "火", "月、火"), ("公開", "（なし）", "はい"),
    ]  # fmt: skip


def test_same_words_give_nothing():
    start = {"name": "同じ", "kind": "a", "days": ["1"]}
    assert differing_rows(Wish(start), Wish(initial=start)) == []
