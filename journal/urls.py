"""Every address of the site. The only file that knows every room."""

from django.contrib import admin
from django.urls import include, path

from journal import health

urlpatterns = [
    path("", include("reading.urls")),
    path("", include("accounts.urls")),
    path("submit/", include("submissions.urls")),
    path("", include("issues.urls")),
    path("photos/", include("photos.urls")),
    path("press/", include("typesetting.urls")),
    path("operate/", admin.site.urls),
    path("health/", health.ready, name="health"),
]
