"""Addresses of the front and of the probes."""

from django.urls import path

from gongkai.web.portal import probes, views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("organs/", views.organs, name="organs"),
    path("organs/<slug:code>/", views.organ, name="organ"),
    path("healthz", probes.process, name="healthz"),
    path("readyz", probes.database, name="readyz"),
]
