"""Forms for what belongs to a meeting: photographs and papers."""

from django import forms

from councils.forms.meeting_rows import text_field
from takasaki_sc.lib.papers_in import read_paper
from takasaki_sc.lib.papers_shapes import PaperRefused
from takasaki_sc.lib.pictures import PictureFault, read_picture

PAPERS = ".pdf,.xlsx,.docx,.pptx,.csv,.txt"


class FileWordsForm(forms.Form):
    """What is said about a file, and who may see it. Without INTERNAL_VIEW it is internal."""

    title = text_field("題", max_length=80, required=True)
    is_internal = forms.BooleanField(
        label="内部だけ（担当者だけが見ます）", required=False, initial=True
    )

    def __init__(self, *args, sees_internal, **kwargs):
        super().__init__(*args, **kwargs)
        if not sees_internal:
            del self.fields["is_internal"]

    def words(self):
        """title and is_internal, as the actions want them."""
        is_internal = self.cleaned_data.get("is_internal", True)
        return {"title": self.cleaned_data["title"], "is_internal": is_internal}


class PhotoForm(FileWordsForm):
    """A photograph from a phone. `photo` becomes a lib.pictures.Picture."""

    photo = forms.FileField(
        label="写真",
        widget=forms.FileInput(
            {"class": "input", "accept": "image/jpeg,image/png,image/webp", "data-shrink": ""}
        ),
    )
    field_order = ["photo", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["title"].help_text = "写真の下に出ます。例 買い物の話し合いのようす"

    def clean_photo(self):
        try:
            return read_picture(self.cleaned_data["photo"].read())
        except PictureFault as fault:
            raise forms.ValidationError(str(fault)) from fault


class PaperForm(FileWordsForm):
    """A document. `paper` becomes a lib.papers_shapes.IncomingPaper."""

    paper = forms.FileField(
        label="資料", widget=forms.FileInput({"class": "input", "accept": PAPERS})
    )
    field_order = ["paper", "title"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[
            "paper"
        ].help_text = (
            "PDF、Excel、Word、PowerPoint、CSV、テキスト。20MBまで。作った人の名前などは消えます。"
        )
        self.fields["title"].help_text = "例 アンケートの結果、当日の次第"

    def clean_paper(self):
        try:
            return read_paper(self.cleaned_data["paper"].read())
        except PaperRefused as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
