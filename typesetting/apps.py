from django.apps import AppConfig


class TypesettingConfig(AppConfig):
    name = "typesetting"
    verbose_name = "排印"

    def ready(self) -> None:
        from issues import afterwards
        from typesetting import tasks
        from typesetting.actions import releasing

        releasing.hang()
        afterwards.call_after_change("preview", tasks.preview_again)
