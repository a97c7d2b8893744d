"""Addresses of the site's state."""

from django.urls import path

from gongkai.web.operations.office import views

app_name = "operations"
urlpatterns = [
    path("status/", views.status_page, name="status"),
    path("status/retry/", views.retry, name="retry"),
]
