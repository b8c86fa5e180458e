from django.apps import AppConfig


class SubmissionsConfig(AppConfig):
    name = "submissions"
    verbose_name = "来稿"

    def ready(self) -> None:
        from photos.access import show_also
        from photos.uses import ask_also
        from submissions.rules import shows_photo, uses_photo

        show_also(shows_photo)
        ask_also(uses_photo)
