from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"
    verbose_name = "期刊"

    def ready(self) -> None:
        from issues.photo_access import shows_photo
        from photos.access import show_also

        show_also(shows_photo)
