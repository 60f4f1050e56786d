"""The form of the columns page: which sheets, and what each column means."""

from collections import Counter
from dataclasses import dataclass

from django import forms

from resources.importing.preview import LOOKS, looks_of, read_tables
from takasaki_sc.lib.lists.headings import JOINED, LABELS
from takasaki_sc.lib.sheet_shapes import column_letters

SAMPLES = 3
LONGEST_SAMPLE = 40
CHOICES = [("", "（取り込まない）"), *LABELS.items()]
NEEDED = "name"
LOOK_CHOICES = [("", "気にしない（活動中）"), ("suspended", "休止"), ("ended", "終了")]


@dataclass(frozen=True)
class Column:
    """One column as the page shows it: its letter, heading, three values, and the choice."""

    letter: str
    heading: str
    samples: list
    reason: str
    box: forms.BoundField


@dataclass(frozen=True)
class Layout:
    """Sheets that share their headings are mapped once."""

    signature: str
    sheets: list
    columns: list


class ColumnsForm(forms.Form):
    """One choice per column of each different header, and a tick per sheet."""

    def __init__(self, *args, batch, **kwargs):
        super().__init__(*args, **kwargs)
        self.tables = read_tables(batch.file.content, batch.file_name)
        self.lists = [table for table in self.tables if table.is_list]
        self.not_lists = [table.name for table in self.tables if not table.is_list]
        self.by_signature = {}
        for table in self.lists:
            self.by_signature.setdefault(table.signature, []).append(table)
        self.fields["sheets"] = forms.TypedMultipleChoiceField(
            label="取り込むシート",
            coerce=int,
            choices=list(_sheet_choices(self.lists).items()),
            initial=batch.sheets,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "取り込むシートを1つは選んでください。"},
        )
        for signature, tables in self.by_signature.items():
            keys = batch.mapping.get(signature)
            self._add_columns(signature, tables[0], keys or _proposed(tables[0]))
        self._add_looks(batch.mapping.get(LOOKS, {}))

    def _add_looks(self, answers):
        """One question for each way lines look: what does it mean in this list?"""
        self.looks = {f"look-{n}": look for n, look in enumerate(looks_of(self.lists).items())}
        for name, (look, count) in self.looks.items():
            self.fields[name] = forms.ChoiceField(
                label=f"{look}（{count}行）は",
                choices=LOOK_CHOICES,
                required=False,
                initial=answers.get(look, ""),
                widget=forms.RadioSelect,
            )

    def look_boxes(self):
        return [self[name] for name in self.looks]

    def _add_columns(self, signature, table, keys):
        for index, (heading, key) in enumerate(zip(table.headings, keys, strict=True)):
            self.fields[_name(signature, index)] = forms.ChoiceField(
                label=f"{column_letters(index + 1)}列「{heading or '見出しなし'}」の意味",
                choices=CHOICES,
                required=False,
                initial=key,
                widget=forms.Select(attrs={"class": "input"}),
            )

    def layouts(self):
        """What the page shows: a Layout per different header."""
        return [self._layout(signature, tables) for signature, tables in self.by_signature.items()]

    def _layout(self, signature, tables):
        table = tables[0]
        columns = [
            Column(
                letter=_letter(table, index),
                heading=table.headings[index],
                samples=_samples(values),
                reason=proposal.reason,
                box=self[_name(signature, index)],
            )
            for index, (values, proposal) in enumerate(
                zip(table.columns(), table.proposals(), strict=True)
            )
        ]
        return Layout(signature, [table.name for table in tables], columns)

    def clean(self):
        cleaned = super().clean()
        self.sheets = cleaned.get("sheets", [])
        self.mapping = {}
        for signature, tables in self.by_signature.items():
            names = [_name(signature, index) for index in range(len(tables[0].headings))]
            self.mapping[signature] = [cleaned.get(name, "") for name in names]
            if any(table.index in self.sheets for table in tables):
                self._check(names, self.mapping[signature])
        answers = {look: cleaned.get(name, "") for name, (look, _) in self.looks.items()}
        self.mapping[LOOKS] = {look: answer for look, answer in answers.items() if answer}
        return cleaned

    def _check(self, names, keys):
        if NEEDED not in keys:
            self.add_error(names[0], "「名称」の列をどれか1つ選んでください。")
        for key in {key for key in keys if key and key not in JOINED and keys.count(key) > 1}:
            second = names[[i for i, own in enumerate(keys) if own == key][1]]
            self.add_error(second, f"「{LABELS[key]}」は1つの列だけにしてください。")
        for pair in (("latitude", "longitude"), ("longitude", "latitude")):
            if pair[0] in keys and pair[1] not in keys:
                missing = LABELS[pair[1]]
                self.add_error(names[keys.index(pair[0])], f"「{missing}」の列も選んでください。")


def _proposed(table):
    return [proposal.key for proposal in table.proposals()]


def _name(signature, index):
    return f"c-{signature}-{index}"


def _letter(table, index):
    place = table.lines[0].place(index) if table.lines else ""
    return place.rstrip("0123456789") or column_letters(index + 1)


def _sheet_choices(tables):
    """index → label; a sheet with several lists on it is one choice."""
    counts = Counter()
    for table in tables:
        counts[table.index] += len(table.lines)
    return {table.index: _sheet_label(table, counts[table.index]) for table in tables}


def _sheet_label(table, n_lines):
    hidden = "・Excelでは非表示" if table.is_hidden else ""
    return f"{table.name}（{n_lines}行{hidden}）"


def _samples(values):
    texts = [str(value).replace("\n", " ") for value in values if value not in (None, "")]
    different = list(dict.fromkeys(texts))[:SAMPLES]
    return [t if len(t) <= LONGEST_SAMPLE else f"{t[:LONGEST_SAMPLE]}…" for t in different]
