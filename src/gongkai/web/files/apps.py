"""The app of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    name = "gongkai.web.files"
    verbose_name = "文件"
