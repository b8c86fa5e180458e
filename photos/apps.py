from django.apps import AppConfig


class PhotosConfig(AppConfig):
    name = "photos"
    verbose_name = "图片"

    def ready(self) -> None:
        # Registers itself, once, before any room's addresses are read: other rooms name photos in theirs.
        import photos.converters  # noqa: F401
