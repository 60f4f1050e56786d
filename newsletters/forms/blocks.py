"""The form of one block: only the fields its kind uses, and in which words it is offered."""

import uuid
from datetime import date

from django import forms

from newsletters import compose
from newsletters.forms.kinds import KINDS, TABLE
from newsletters.forms.studio import MARKS, ArticleForm, MonthField, _text, article_initial
from newsletters.models import Article
from newsletters.queries.excerpts import COLUMNS, MOST_ROWS
from newsletters.queries.issues import add_months
from newsletters.queries.plans import page_numbers
from resources.models.kinds import Kind

Layout = Article.Layout
WHAT = {"meetings": "協議体の会議", "resources": "居場所・サロンなどの日"}
ALWAYS = ("title", "layout", "page", "colour", "seen", "submit_token")
OPTIONS = ("kinds", "columns", "n_rows", "what", "from_month", "until_month")


class BlockForm(ArticleForm):
    """One block of a kind: the fields of other kinds are not there, and stay as they are."""

    kinds = forms.MultipleChoiceField(
        label="資源の種類", choices=Kind, required=False,
        help_text="選ばなければ、すべての種類です。",
        widget=forms.CheckboxSelectMultiple({"class": "chips chips--tight"}),
    )  # fmt: skip
    columns = forms.MultipleChoiceField(
        label="表の列",
        choices=COLUMNS.items(),
        widget=forms.CheckboxSelectMultiple({"class": "chips chips--tight"}),
    )
    n_rows = forms.IntegerField(
        label="多くて何行", min_value=1, max_value=MOST_ROWS,
        widget=forms.NumberInput({"class": "input"}),
    )  # fmt: skip
    what = forms.MultipleChoiceField(
        label="のせる予定", choices=WHAT.items(),
        help_text="会議は、場所と時間だけをのせます。居場所などは、地区（協議体）を選んでください。",
        widget=forms.CheckboxSelectMultiple({"class": "chips"}),
    )  # fmt: skip
    from_month = MonthField(label="いつの月から")
    until_month = MonthField(label="いつの月まで")
    greeting = _text("みなさまへ", rows=6, help_text=MARKS)
    digest = _text(
        "話し合いの内容",
        rows=18,
        help_text="行の頭は「12月」「＜会議の名前＞」「［勉強会］」「①」「・」「→」のどれかです。",
    )
    request_text = _text("コーディネーターからのお願い", rows=5, help_text=MARKS)
    submit_token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4, required=False)

    def __init__(self, *args, layout, issue, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = KINDS[layout]
        for name in set(self.fields) - {*ALWAYS, *self.kind.fields}:
            del self.fields[name]
        self.fields["page"].choices = [(n, f"{n}面") for n in page_numbers(issue)]
        kin = self.kind.kin or (self.kind.layout,)
        self.fields["layout"].choices = [(one, one.label) for one in kin]
        if len(kin) == 1:
            self.fields["layout"].widget = self.fields["layout"].hidden_widget()
        if "lead" in self.fields and layout not in (Layout.CALLOUT, Layout.BANNER):
            self.fields["lead"].help_text = MARKS
        if layout == Layout.QUOTE:
            self.fields["quote"].required = True
            self.fields["lead"].label = "どなたの、どんなときのことばか"
            self.fields["lead"].help_text = "例：居場所の世話人の方"
        if "council" in self.fields and "kinds" in self.fields:
            self.fields["council"].label = "どの地区の"

    def clean_digest(self):
        try:
            return compose.read_digest(self.cleaned_data["digest"])
        except compose.DigestFault as fault:
            raise forms.ValidationError(str(fault)) from fault

    def clean(self):
        words = super().clean()
        first, last = words.get("from_month"), words.get("until_month")
        if first and last and not first <= last <= add_months(first, 11):
            self.add_error("until_month", "始めの月から12か月のあいだで選んでください。")
        if "resources" in words.get("what", ()) and not words.get("council"):
            self.add_error(
                "council", "居場所などの日をのせるには、地区（協議体）を選んでください。"
            )
        return words

    @property
    def options(self):
        """What was chosen for a copied table, as excerpts want it."""
        return {"kinds": []} | {n: self.cleaned_data[n] for n in OPTIONS if n in self.fields}

    def words(self, article=None):
        """Field values of Article, and of the issue for a standing block."""
        apart = ("seen", "submit_token", *TABLE, *OPTIONS)
        words = {name: value for name, value in self.cleaned_data.items() if name not in apart}
        if self._is_taken:
            words["options"] = _plain(self.options)
        if "table_caption" in self.fields:
            words["table"] = self._table(article.table if article else {})
        return words

    @property
    def _is_taken(self):
        return bool({*OPTIONS} & self.fields.keys())

    def _table(self, before):
        """The typed rows; what only a copied table has (as_of, keys, points) stays."""
        caption = self.cleaned_data["table_caption"]
        if "table_text" not in self.fields:
            return before | {"caption": caption}
        rows = self.cleaned_data["table_text"]
        if not rows:
            return {}
        kept = before if len(rows[0]) == len(before.get("keys", ())) else {}
        return kept | {"caption": caption, "headers": rows[0], "rows": rows[1:]}


def _plain(options):
    """Options as the database keeps them: months as text."""
    months = ("from_month", "until_month")
    return {n: f"{v:%Y-%m-%d}" if n in months else v for n, v in options.items()}


def block_initial(article):
    """What the BlockForm of this block starts from, its issue's words included."""
    issue = article.issue
    start = article_initial(article) | {
        "greeting": issue.greeting,
        "digest": compose.digest_text(issue.digest),
        "request_text": issue.request_text,
    }
    return new_initial(article.layout, issue) | start | _read(article.options)


def new_initial(layout, issue):
    """Usual choices of a new block that is copied from the directory."""
    start = {
        "council": issue.series.council_id,
        "kinds": [],
        "columns": ["name", "where", "schedule", "phone"],
        "n_rows": 8 if layout == Layout.MAP else 12,
        "what": ["meetings"],
        "from_month": issue.issued_on,
        "until_month": add_months(issue.issued_on, issue.series.months_per_issue - 1),
    }
    return start | ({"title": Article.STANDING[layout]} if layout in Article.STANDING else {})


def _read(options):
    months = ("from_month", "until_month")
    return {n: date.fromisoformat(v) if n in months else v for n, v in options.items()}
