"""What a correspondent does: the form, their reports, countersigning."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
