from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "reading"
    verbose_name = "阅读"

    def ready(self) -> None:
        from photos.access import show_also
        from reading.queries import shows_photo

        show_also(shows_photo)
