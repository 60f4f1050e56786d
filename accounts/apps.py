from django.apps import AppConfig

from accounts import register
from takasaki_sc.lib.form_errors import say_plainly


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "利用者と記録"

    def ready(self):
        say_plainly()
        register.discover()
