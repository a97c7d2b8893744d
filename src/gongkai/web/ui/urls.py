"""Addresses that change only how pages look."""

from django.urls import path

from gongkai.web.ui import view

app_name = "ui"
urlpatterns = [
    path("large", view.large_type, {"on": True}, name="large-type-on"),
    path("normal", view.large_type, {"on": False}, name="large-type-off"),
]
