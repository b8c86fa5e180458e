"""Writing: new articles, the editor's page, autosave."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
