"""Form fields for what a Japanese keyboard gives when nobody changed its width."""

from django import forms

from takasaki_sc.lib.kana import plain


class MailField(forms.EmailField):
    """An address of mail; 「ｔａｒｏ＠ｅｘａｍｐｌｅ．ｃｏｍ」 looks right and would be refused."""

    def to_python(self, value):
        return plain(super().to_python(value))
