"""The form on which a 訂正 of closed minutes is noted."""

from django import forms

from councils.forms.meeting_rows import text_field


class AmendmentForm(forms.Form):
    """What is right, and why. Give it the MinutesPart it is about: what the record says is
    quoted from there, so that nobody can put other words into the record's mouth."""

    corrected = text_field("正しくは", rows=3, required=True)
    reason = text_field(
        "わけ", required=True, max_length=200, help_text="例 聞きまちがい、名簿の書きもれ"
    )
    is_internal = forms.BooleanField(label="内部だけ（公開用の要点記録に出さない）", required=False)

    def __init__(self, *args, part, **kwargs):
        super().__init__(*args, **kwargs)
        self.part = part
        if part.is_internal:
            del self.fields["is_internal"]

    def words(self):
        """Field values of an Amendment."""
        words = self.cleaned_data
        return {
            "where": self.part.label,
            "written": self.part.written,
            "corrected": words["corrected"],
            "reason": words["reason"],
            "is_internal": self.part.is_internal or words["is_internal"],
        }
