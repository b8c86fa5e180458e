from django.apps import AppConfig
from django.urls import register_converter

from photos.converters import KeyConverter


class PhotosConfig(AppConfig):
    name = "photos"
    verbose_name = "图片"

    def ready(self) -> None:
        # Before any room's addresses are read: other rooms name photos in theirs.
        register_converter(KeyConverter, "photokey")
