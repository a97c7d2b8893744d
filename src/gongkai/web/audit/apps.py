"""The app of events and audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "gongkai.web.audit"
    verbose_name = "事件和审计"
