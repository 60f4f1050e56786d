"""Addresses of the public data, all below /open/. They are promised: never change one."""

from django.urls import path

from reports.views import open_data

app_name = "open_data"
urlpatterns = [
    path("", open_data.open_data, name="open-data"),
    path("catalog.json", open_data.open_catalog, name="open-catalog"),
    path("<str:name>", open_data.open_file, name="open-file"),
]
