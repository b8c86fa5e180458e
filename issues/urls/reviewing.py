"""An article at the desk: reading, reviews, comments, versions."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
