"""Accounts for unions, calls, what the office sets."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
