"""The product's pages, and the admin beside them."""

from django.contrib import admin
from django.urls import path

from takasaki_sc.urls import handler400, handler403, handler404, handler500, urlpatterns

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

urlpatterns = [path("admin/", admin.site.urls), *urlpatterns]
