from django.urls import path, register_converter

from photos import uploading, views


class KeyConverter:
    """A photo's key: 16 hexadecimal digits."""

    regex = "[0-9a-f]{16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KeyConverter, "photokey")

app_name = "photos"

urlpatterns = [
    path("upload/", uploading.upload, name="upload"),
    path("<photokey:key>/credit/", uploading.credit, name="credit"),
    path("<photokey:key>/", views.photo, name="photo"),
    path("<photokey:key>/w<int:width>.webp", views.rendition, name="rendition"),
]
