import pytest
from django import forms
from django.forms.renderers import TemplatesSetting
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy

from takasaki_sc.lib.form_drawing import DRAWN, WIDGETS, DrawnForms

NASTY = "<b>\"'&　協議体"
CHOICES = [
    ("", "（なし）"),
    (1, NASTY),
    (2, mark_safe("<i>斜め</i>")),
    (3, gettext_lazy("Yes")),
    ("組", [("a", "い"), (NASTY, "ろ")]),
]
ATTRS = {"class": "input", "data-on": True, "data-off": False, "placeholder": NASTY, "rows": 2}
DRAWN_WIDGETS = (
    forms.TextInput, forms.NumberInput, forms.HiddenInput, forms.EmailInput, forms.PasswordInput,
    forms.CheckboxInput, forms.Textarea,
)  # fmt: skip
CHOOSERS = (
    forms.Select, forms.SelectMultiple, forms.NullBooleanSelect, forms.RadioSelect,
    forms.CheckboxSelectMultiple,
)  # fmt: skip


def both(widget, name, value, attrs=None):
    return [widget.render(name, value, attrs, renderer()) for renderer in (
        DrawnForms, TemplatesSetting)]  # fmt: skip


@pytest.mark.parametrize("value", [None, "", NASTY, 0, 12, True])
@pytest.mark.parametrize("attrs", [{}, ATTRS, {"id": "id_x"}])
@pytest.mark.parametrize("widget", DRAWN_WIDGETS)
def test_a_box_is_drawn_as_django_draws_it(widget, attrs, value):
    drawn, by_template = both(widget(attrs), NASTY, value)
    assert drawn == by_template


@pytest.mark.parametrize("value", [None, "", 1, "a", NASTY])
@pytest.mark.parametrize("attrs", [{"id": ""}, {"class": "chips"}, {"id": "x", "required": True}])
@pytest.mark.parametrize("widget", CHOOSERS)
def test_choices_are_drawn_as_django_draws_them(widget, attrs, value):
    chooser = widget(attrs) if widget is forms.NullBooleanSelect else widget(attrs, CHOICES)
    asked = [value] if chooser.allow_multiple_selected else value
    drawn, by_template = both(chooser, "x", asked, {"id": "id_y"} if "class" in attrs else None)
    assert drawn == by_template


def test_every_drawn_widget_is_compared_with_its_template():
    compared = {w.template_name for w in (*DRAWN_WIDGETS, *CHOOSERS)}
    assert set(DRAWN) == compared
    assert all(name.startswith(WIDGETS) for name in compared)


def test_words_that_are_pasted_are_not_cut_by_the_browser():
    """It would say nothing; the form says how long they may be, and keeps them."""
    short, long = (forms.CharField(max_length=n) for n in (4, 200))
    drawn = [field.widget.render("x", "", field.widget_attrs(field.widget) | field.widget.attrs,
                                 DrawnForms()) for field in (short, long)]  # fmt: skip
    assert ['maxlength="4"' in box for box in drawn] == [True, False]
    assert ['data-most="200"' in box for box in drawn] == [False, True]


class Sheet(forms.Form):
    title = forms.CharField(label=NASTY, help_text="<i>")
    day = forms.ChoiceField(
        label="日", choices=[("1", "月")], widget=forms.RadioSelect, required=False, help_text="週"
    )


def test_a_field_stands_with_its_label_and_its_help():
    assert Sheet()["title"].as_field_group() == (
        '<div class="field">\n<label class="field__label" for="id_title">'
        '&lt;b&gt;&quot;&#x27;&amp;　協議体<span class="req">必須</span></label>\n'
        '<div class="field__help" id="id_title_helptext">&lt;i&gt;</div>\n'
        '<input type="text" name="title" required aria-describedby="id_title_helptext" '
        'id="id_title">\n\n</div>'
    )


def test_choices_stand_in_a_fieldset_that_names_their_help_and_their_fault():
    assert Sheet({"title": "会", "day": "2"})["day"].as_field_group() == (
        '<div class="field field--error">\n'
        '<fieldset aria-describedby="id_day_helptext id_day_error">'
        '<legend>日<span class="opt">任意</span></legend>\n\n'
        '<div class="field__help" id="id_day_helptext">週</div>\n'
        '<div id="id_day"><div>\n    <label for="id_day_0">'
        '<input type="radio" name="day" value="1" aria-invalid="true" id="id_day_0">\n 月</label>'
        '\n\n</div>\n</div><ul class="errorlist" id="id_day_error">'
        "<li>正しく選択してください。 2 は候補にありません。</li></ul>\n</fieldset>\n</div>"
    )


@pytest.mark.parametrize("said", [None, {"n": "1"}, {"n": "x"}])
def test_hidden_boxes_are_drawn_as_django_draws_them(said):
    counted = type("F", (forms.Form,), {"n": forms.IntegerField(widget=forms.HiddenInput)})
    drawn, by_template = [
        str(counted(said, initial={"n": NASTY}, renderer=renderer()))
        for renderer in (DrawnForms, TemplatesSetting)
    ]
    assert drawn == by_template


def test_faults_still_show():
    field = forms.CharField(label="題")
    form = type("F", (forms.Form,), {"title": field})({"title": ""}, renderer=DrawnForms())
    plain = type("F", (forms.Form,), {"title": field})({"title": ""}, renderer=TemplatesSetting())
    assert str(form["title"].errors) == str(plain["title"].errors)
    assert "<li>" in str(form["title"].errors)


def test_without_faults_nothing_shows():
    form = type("F", (forms.Form,), {"title": forms.CharField()})({"title": "会"})
    assert str(form["title"].errors) == ""
