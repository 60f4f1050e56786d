"""Forms about one's own log-in."""

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth import password_validation

from takasaki_sc.lib.kana import plain

PASSWORD_HELP = (
    "12文字以上で決めてください。数字だけのものは使えません。"
    "好きな言葉をいくつかつなげると、覚えやすく安全です。"
)


class LogInForm(LoginForm):
    """allauth's, with the name in half width. The password stays as it is typed: it is a secret,
    and may be anything."""

    def clean_login(self):
        return plain(super().clean_login())


class FirstPasswordForm(forms.Form):
    """An invited person chooses a password, typed twice. Gives cleaned_data["password"]."""

    password = forms.CharField(
        label="パスワード",
        max_length=128,
        strip=False,
        help_text=PASSWORD_HELP,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input"}),
    )
    again = forms.CharField(
        label="パスワード（もう一度）",
        max_length=128,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password", "class": "input"}),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user

    def clean_password(self):
        password = self.cleaned_data["password"]
        password_validation.validate_password(password, self.user)
        return password

    def clean(self):
        words = super().clean()
        if "password" in words and "again" in words and words["password"] != words["again"]:
            self.add_error("again", "上に入れたパスワードと違います。同じものを入れてください。")
        return words
