"""The top floor as an app of Django: its commands, and its checks of the settings."""

from django.apps import AppConfig

from takasaki_sc.ops import checks  # noqa: F401 - registers them


class HouseConfig(AppConfig):
    name = "takasaki_sc"
    verbose_name = "高崎SC"
