"""Addresses of annual reports."""

from django.urls import path

from gongkai.web.reports.public import data, trying, views

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("try/", trying.try_paper, name="try"),
    path("try/data", trying.tried_data, name="tried-data"),
    path("<slug:organ>/<int:year>/", views.report, name="report"),
    path("<slug:organ>/<int:year>.json", data.as_json, name="json"),
    path("<slug:organ>/<int:year>.csv", data.as_csv, name="csv"),
]
