from django.apps import AppConfig


class IssuesConfig(AppConfig):
    name = "issues"
    verbose_name = "期刊"

    def ready(self) -> None:
        from issues.photo_access import shows_photo, uses_photo
        from photos.access import show_also
        from photos.uses import ask_also

        show_also(shows_photo)
        ask_also(uses_photo)
