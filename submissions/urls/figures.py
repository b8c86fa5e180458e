"""Statistics and the notice."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
