"""The forms of the studio: an issue's head, an article, its speech bubbles, its pictures."""

from dataclasses import replace

from django import forms

from activities.models import SupportActivity
from councils.models import Council
from newsletters import compose
from newsletters.models import LAST_PAGE, Article, Figure, FlowStep, Photo, Picture, Series
from takasaki_sc.lib import wareki
from takasaki_sc.lib.pictures import PictureFault, read_picture

INPUT = {"class": "input"}
CELL = "｜"
MOST_STEPS = 6
MARKS = "*アスタリスク* で囲むと太字、｜漢字《かんじ》 と書くとふりがなになります。"


class MonthField(forms.CharField):
    """「令和5年2月」 in any usual spelling. Gives the first day of the month."""

    widget = forms.TextInput(INPUT | {"autocomplete": "off"})

    def prepare_value(self, value):
        return value if isinstance(value, str) or not value else wareki.format_month(value)

    def clean(self, value):
        text = super().clean(value)
        try:
            return wareki.parse_month(text)
        except ValueError as fault:
            raise forms.ValidationError(str(fault)) from fault


def _line(label, length, *, required=False, help_text=""):
    return forms.CharField(
        label=label, max_length=length, required=required, help_text=help_text,
        widget=forms.TextInput(INPUT | {"autocomplete": "off"}),
    )  # fmt: skip


def _text(label, *, rows=3, required=False, help_text=""):
    return forms.CharField(
        label=label, required=required, help_text=help_text,
        widget=forms.Textarea(INPUT | {"rows": rows}),
    )  # fmt: skip


def _choice(label, choices, *, required=True):
    shown = choices.choices if required else [("", "なし"), *choices.choices]
    return forms.ChoiceField(
        label=label, choices=shown, required=required, widget=forms.Select(INPUT)
    )


class PlanForm(forms.Form):
    """The head of a new issue, filled in with what comes next in the series."""

    number = forms.IntegerField(label="号数", min_value=1, widget=forms.NumberInput(INPUT))
    issued_on = MonthField(label="発行月")
    coverage_from = MonthField(label="載せる期間の始め")
    coverage_until = MonthField(label="載せる期間の終わり")

    def clean(self):
        words = super().clean()
        first, last = words.get("coverage_from"), words.get("coverage_until")
        if first and last and last < first:
            self.add_error("coverage_until", "終わりの月は、始めの月より後にしてください。")
        return words

    def plan(self, proposed):
        """The queries.NextIssue `proposed`, with what the editor changed."""
        return replace(proposed, **self.cleaned_data)


class IssueForm(PlanForm):
    """The words of an issue that belong to no article."""

    greeting = _text("みなさまへ", rows=4, help_text=MARKS)
    digest = _text(
        "話し合いの内容",
        rows=16,
        help_text="行の頭は「12月」「＜会議の名前＞」「［勉強会］」「①」「・」「→」のどれかです。",
    )
    request_text = _text("コーディネーターからのお願い", rows=3)
    theme = _choice("この号の色合い", Series.Theme, required=False)
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args, issue, **kwargs):
        super().__init__(*args, **kwargs)
        why = "発行月の季節" if issue.series.follows_seasons else "広報紙の登録"
        usual = f"いつもの色：{Series.Theme(issue.usual_theme).label}（{why}から）"
        self.fields["theme"].choices = [("", usual), *Series.Theme.choices]

    def clean_digest(self):
        try:
            return compose.read_digest(self.cleaned_data["digest"])
        except compose.DigestFault as fault:
            raise forms.ValidationError(str(fault)) from fault

    def words(self):
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class ArticleForm(forms.Form):
    """One article: where it stands, what it looks like, its labelled texts."""

    title = _line("見出し", 80, required=True)
    layout = _choice("形", Article.Layout)
    page = forms.TypedChoiceField(
        label="面", coerce=int, choices=[(n, f"{n}面") for n in range(1, LAST_PAGE + 1)],
        widget=forms.Select(INPUT),
    )  # fmt: skip
    colour = _choice("色", Article.Colour)
    council = forms.ModelChoiceField(
        Council.objects.order_by("tier", "order", "pk"), label="協議体", required=False,
        empty_label="なし", widget=forms.Select(INPUT),
    )  # fmt: skip
    district = _line("札に出す名前", 30, help_text="空なら「○○地区」になります。例：中居地区")
    lead = _text("前書き", help_text=f"囲みと大見出しでは、これが本文です。{MARKS}")
    purpose = _text("目的", rows=2)
    background = _text("経緯")
    scene = _text("様子")
    voice = _text("感想", rows=2)
    future = _text("今後", rows=2)
    quote = _line("参加した方のことば", 200)
    table_caption = _line("一覧表の説明", 80)
    table_text = _text(
        "一覧表", rows=4, help_text=f"1行が表の1行、ますの区切りは「{CELL}」。1行目が見出しです。"
    )
    emblem = _choice("囲みの絵", Figure, required=False)
    activity = forms.ModelChoiceField(
        SupportActivity.objects.select_related("council"), label="支え合い活動", required=False,
        empty_label="なし", widget=forms.Select(INPUT),
    )  # fmt: skip
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_table_text(self):
        rows = [line.split(CELL) for line in self.cleaned_data["table_text"].splitlines()]
        rows = [[cell.strip() for cell in row] for row in rows if any(cell.strip() for cell in row)]
        if len({len(row) for row in rows}) > 1:
            wrong = next(n for n, row in enumerate(rows, start=1) if len(row) != len(rows[0]))
            raise forms.ValidationError(
                f"{wrong}行目のますの数が、1行目（{len(rows[0])}個）と違います。"
            )
        return rows

    def words(self):
        """Field values of Article."""
        words = dict(self.cleaned_data)
        words.pop("seen")
        caption, rows = words.pop("table_caption"), words.pop("table_text")
        table = {"caption": caption, "headers": rows[0], "rows": rows[1:]} if rows else {}
        return words | {"table": table}


def article_initial(article):
    """What the ArticleForm of this article starts from."""
    names = [name for name in ArticleForm.base_fields if not name.startswith(("table", "seen"))]
    rows = [article.table_headers, *article.table_rows] if article.table_headers else []
    return {name: getattr(article, name) for name in names} | {
        "table_caption": article.table_caption,
        "table_text": "\n".join(CELL.join(row) for row in rows),
    }


class StepForm(forms.Form):
    """One speech bubble; without words it is none."""

    text = _line("ことば", 60)
    speaker = _line("だれが", 30)
    figure = _choice("絵", Figure)
    has_arrow = forms.BooleanField(label="次へ矢印", required=False, initial=True)
    is_highlight = forms.BooleanField(label="目立たせる", required=False)


StepFormSet = forms.formset_factory(
    StepForm, extra=MOST_STEPS, max_num=MOST_STEPS, absolute_max=MOST_STEPS, validate_max=True
)


def step_initial(article):
    names = list(StepForm.base_fields)
    return [{name: getattr(step, name) for name in names} for step in article.flow_steps.all()]


def steps_of(formset):
    """Unsaved FlowSteps of the bubbles that have words."""
    filled = (form.cleaned_data for form in formset if form.cleaned_data.get("text"))
    return [FlowStep(**words) for words in filled]


class PhotoWordsForm(forms.Form):
    """What is said about a picture."""

    caption = _line("説明文", 60)
    arrow = _choice("説明文の矢印", Photo.Arrow)
    credit = _line("提供・出典", 80)
    alt = _line(
        "写真のかわりになることば", 120,
        help_text="写真が見えない方に読み上げます。あとからでも書けますが、発行までに要ります。"
        "例：机を囲んで話す5人",
    )  # fmt: skip
    consent = _choice("掲載の同意", Photo.Consent)
    focus_x = forms.IntegerField(
        label="見せたい所（横 %）", min_value=0, max_value=100, initial=50,
        widget=forms.NumberInput(INPUT),
    )  # fmt: skip
    focus_y = forms.IntegerField(
        label="見せたい所（縦 %）", min_value=0, max_value=100, initial=50,
        widget=forms.NumberInput(INPUT),
    )  # fmt: skip


class PhotoForm(PhotoWordsForm):
    """A new picture: a photograph, or one of our drawings."""

    image = forms.FileField(
        label="写真", required=False, help_text="JPEG・PNG・WEBP、25MBまで。位置情報は消します。",
        widget=forms.FileInput(
            INPUT | {"accept": "image/jpeg,image/png,image/webp", "data-shrink": ""}
        ),
    )  # fmt: skip
    drawing = _choice("写真がないときのイラスト", Photo.Drawing, required=False)
    picture = forms.ModelChoiceField(
        Picture.objects.none(), required=False, widget=forms.HiddenInput, label="台帳の写真"
    )
    field_order = ["image", "drawing"]

    def __init__(self, *args, pictures, **kwargs):
        """pictures: those of the register that this editor may choose from."""
        super().__init__(*args, **kwargs)
        self.fields["picture"].queryset = pictures

    def clean_image(self):
        upload = self.cleaned_data["image"]
        if upload is None:
            return None
        try:
            return read_picture(upload.read())
        except PictureFault as fault:
            raise forms.ValidationError(str(fault)) from fault

    def clean(self):
        words = super().clean()
        chosen = [words.get(name) for name in ("image", "drawing", "picture")]
        if "image" in words and sum(map(bool, chosen)) != 1:
            self.add_error("image", "写真かイラストの、どちらか一つを選んでください。")
        return words

    @property
    def chosen(self):
        """The upload, or the row of the register; None with a drawing."""
        return self.cleaned_data["image"] or self.cleaned_data["picture"]

    def words(self):
        chosen = ("image", "picture")
        return {name: value for name, value in self.cleaned_data.items() if name not in chosen}


def photo_initial(photo):
    return {name: getattr(photo, name) for name in PhotoWordsForm.base_fields}


def registered_initial(picture):
    """What a photo in an article starts from when it is chosen from the register."""
    consent = Photo.Consent
    agreed = consent.GIVEN if all(state == "ok" for _, state in picture.states) else consent.UNASKED
    return {
        "picture": picture.pk,
        "alt": picture.alt,
        "credit": picture.credit,
        "consent": consent.NOT_NEEDED if picture.shows_nobody else agreed,
    }
