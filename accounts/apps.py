from django.apps import AppConfig

from accounts import register


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "利用者と記録"

    def ready(self):
        register.discover()
