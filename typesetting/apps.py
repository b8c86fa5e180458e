from django.apps import AppConfig


class TypesettingConfig(AppConfig):
    name = "typesetting"
    verbose_name = "排印"
