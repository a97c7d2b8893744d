"""Addresses of applying."""

from django.urls import path, re_path

from gongkai.web.apply.form import views

app_name = "apply"
urlpatterns = [
    path("", views.start, name="start"),
    path("begin/", views.begin, name="begin"),
    path("form/", views.form_page, name="form"),
    path("published/", views.found, name="published"),
    path("check/", views.Check.as_view(), name="check"),
    path("receipt/", views.Receipt.as_view(), name="receipt"),
    re_path(r"^receipt/form\.(?P<kind>pdf|docx)$", views.paper, name="paper"),
    path("confirmed/", views.confirmed, name="confirmed"),
]
