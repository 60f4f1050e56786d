"""The application with all its pages imported: a worker forked from it answers at once."""

from django.urls import get_resolver

from takasaki_sc.wsgi import application

__all__ = ["application"]
get_resolver().url_patterns  # noqa: B018 - reading it imports every view
