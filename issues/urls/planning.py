"""Planning an issue."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
