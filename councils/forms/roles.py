"""Forms for letting people in and giving roles."""

from django import forms
from django.contrib.auth.forms import UsernameField
from django.contrib.auth.validators import ASCIIUsernameValidator
from django.utils import timezone

from accounts.models import User
from councils.forms.fields import WarekiField
from councils.models import Council, RoleGrant, worded_later
from takasaki_sc.lib.form_fields import MailField

Role = RoleGrant.Role
INPUT = {"class": "input", "autocomplete": "off"}
LOGIN_NAME_RULE = "英字・数字と . _ - @ + だけで決めてください。空白や日本語は使えません。"
# People of other bodies: they leave without the city's office hearing of it, so a last day is
# asked for when they are invited (decision 0044).
NEED_LAST_DAY = (Role.TIER1, Role.COORDINATOR, Role.CENTRE)
ROLE_CHOICES = [("", "選んでください"), *Role.choices]


class GrantForm(forms.Form):
    """A role, for the whole city or for one council, perhaps with a last day."""

    role = forms.ChoiceField(
        label="役割", choices=ROLE_CHOICES, widget=forms.Select(attrs={"class": "input"})
    )
    council = forms.ModelChoiceField(
        label="協議体",
        queryset=Council.objects.in_board_order(),
        required=False,
        empty_label="市全体（協議体を決めない）",
        help_text=worded_later("{tier2}SC・{centre}職員・住民SCのときに選びます。"),
        widget=forms.Select(attrs={"class": "input"}),
    )
    until_on = WarekiField(
        label="いつまで",
        required=False,
        help_text="委託や任期の終わりが決まっているときに入れます。その日までは使えます。",
    )

    def clean_until_on(self):
        until_on = self.cleaned_data["until_on"]
        if until_on and until_on < timezone.localdate():
            raise forms.ValidationError("過ぎた日です。今日か、それより後の日にしてください。")
        return until_on

    def clean(self):
        words = super().clean()
        role, council = words.get("role"), words.get("council")
        if role in RoleGrant.CITY_WIDE and council:
            label = Role(role).label
            self.add_error("council", f"{label}は市全体の役割です。「市全体」を選んでください。")
        if role and role not in RoleGrant.CITY_WIDE and not council and "council" in words:
            self.add_error("council", f"{Role(role).label}には、担当の協議体を選んでください。")
        return words


class InviteForm(GrantForm):
    """A new log-in: whose, and what for. `user` is the unsaved User after is_valid()."""

    display_name = forms.CharField(
        label="お名前",
        max_length=60,
        help_text="画面や記録に出る名前です。",
        widget=forms.TextInput(attrs=INPUT),
    )
    username = UsernameField(  # full width becomes half width
        label="ログイン名",
        max_length=30,
        min_length=3,
        validators=[ASCIIUsernameValidator(message=LOGIN_NAME_RULE)],
        help_text="半角の英字と数字で、3文字以上。あとから変えられません。",
        widget=forms.TextInput(attrs=INPUT | {"autocapitalize": "none", "spellcheck": "false"}),
    )
    email = MailField(
        label="メールアドレス",
        max_length=254,
        required=False,
        help_text="あれば、招待をメールでも送ります。パスワードを忘れたときにも使えます。",
        widget=forms.EmailInput(attrs=INPUT),
    )

    until_on = WarekiField(
        label="いつまで",
        required=False,
        help_text=worded_later(
            "この日まで入れます。{tier1}SC・{tier2}SC・{centre}職員の方には、委託や任期の"
            "終わり（年度末など）を入れます。市職員の方は、空のままでかまいません。"
        ),
    )

    field_order = ["display_name", "username", "email", "role", "council", "until_on"]

    def clean(self):
        words = super().clean()
        role = words.get("role")
        if role in NEED_LAST_DAY and "until_on" in words and not words["until_on"]:
            text = f"{Role(role).label}には、いつまで使えるかを入れてください。あとで延ばせます。"
            self.add_error("until_on", text)
        return words

    def clean_username(self):
        username = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=username).exists():
            raise forms.ValidationError("このログイン名は使われています。別の名前にしてください。")
        return username

    def clean_email(self):
        email = self.cleaned_data["email"]
        if email and User.objects.filter(email__iexact=email).exists():
            raise forms.ValidationError("このメールアドレスは、ほかの利用者が使っています。")
        return email

    @property
    def user(self):
        return User(
            **{name: self.cleaned_data[name] for name in ("display_name", "username", "email")}
        )


class EndRoleForm(forms.Form):
    """The last day of a role; empty ends it now."""

    until_on = WarekiField(
        label="最後の日",
        required=False,
        help_text="空のままなら、今すぐ終わりにします。",
    )

    def clean_until_on(self):
        until_on = self.cleaned_data["until_on"]
        if until_on and until_on < timezone.localdate():
            raise forms.ValidationError("過ぎた日です。空のままなら、今すぐ終わりにします。")
        return until_on


class ExpiryForm(forms.Form):
    """The last day on which a log-in may be used; empty for no end."""

    expires_on = WarekiField(
        label="使える期限",
        required=False,
        help_text="この日まで入れます。空にすると、期限はなくなります。",
    )

    def clean_expires_on(self):
        expires_on = self.cleaned_data["expires_on"]
        if expires_on and expires_on < timezone.localdate():
            raise forms.ValidationError("過ぎた日です。すぐ止めるときは「利用を止める」です。")
        return expires_on


class LeavingForm(forms.Form):
    """Who takes over from somebody who leaves, and whether their log-in stops now."""

    to = forms.ModelChoiceField(
        label="引き継ぐ方",
        queryset=User.objects.none(),
        required=False,
        empty_label="引き継がない",
        widget=forms.Select(attrs={"class": "input"}),
    )
    stops = forms.BooleanField(
        label="あわせて、利用を止める",
        required=False,
        initial=True,
        help_text="開いている画面も、次の操作から使えなくなります。書いた記録は残ります。",
    )

    def __init__(self, *args, leaver, **kwargs):
        super().__init__(*args, **kwargs)
        others = User.objects.filter(is_active=True).exclude(pk=leaver.pk)
        self.fields["to"].queryset = others.order_by("display_name", "username")

    def clean(self):
        words = super().clean()
        if not words.get("to") and not words.get("stops"):
            raise forms.ValidationError("引き継ぐ方を選ぶか、利用を止めるかしてください。")
        return words


class FindUserForm(forms.Form):
    """The search box above the list."""

    q = forms.CharField(
        label="名前・ログイン名・メール",
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs=INPUT | {"type": "search", "enterkeyhint": "search"}),
    )
