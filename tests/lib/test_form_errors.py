"""The list of faults at the top of a page says in which row each one stands."""

from django import forms

from takasaki_sc.lib.form_errors import FieldError, collect_errors


class Line(forms.Form):
    what = forms.CharField(label="何を")

    def clean(self):
        if self.cleaned_data.get("what") == "だめ":
            raise forms.ValidationError("だめです。")


LINES = forms.formset_factory(Line, extra=0, min_num=3)


def posted(*whats):
    rows = {f"x-{n}-what": what for n, what in enumerate(whats)}
    return rows | {"x-TOTAL_FORMS": len(whats), "x-INITIAL_FORMS": 0, "x-MIN_NUM_FORMS": 3}


def formset(**words):
    made = type("Lines", (LINES,), words)(posted("ある", "だめ", " "), prefix="x")
    for form in made:
        form.empty_permitted = False
    return made


def test_fault_in_a_named_row_says_its_noun_and_number():
    assert collect_errors(formset(row_label="宿題")) == [
        FieldError("main", "宿題2　全体", "だめです。"),
        FieldError("id_x-2-what", "宿題3　何を", "空のままです。入れてください。"),
    ]


def test_fault_in_a_row_without_a_noun_says_its_line():
    assert [error.label for error in collect_errors(formset())] == ["2行目　全体", "3行目　何を"]


def test_fault_of_a_single_form_stands_alone():
    assert collect_errors(Line({"what": ""})) == [
        FieldError("id_what", "何を", "空のままです。入れてください。")
    ]
