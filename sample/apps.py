from django.apps import AppConfig


class SampleConfig(AppConfig):
    name = "sample"
    verbose_name = "样刊"
