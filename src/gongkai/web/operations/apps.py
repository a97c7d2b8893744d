"""The app of those who keep the site running."""

from django.apps import AppConfig


class OperationsConfig(AppConfig):
    name = "gongkai.web.operations"
    verbose_name = "运行维护"
