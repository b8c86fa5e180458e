"""Files in pieces."""

from django.urls import path

from submissions.views.uploads import tus

urlpatterns = [
    path("uploads/", tus.uploads, name="uploads"),
    path("uploads/<slug:key>/", tus.upload, name="upload"),
]
