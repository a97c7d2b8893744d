"""Addresses of annual reports."""

from django.urls import path, register_converter

from gongkai.web.reports.public import data, trying, views


class Year:
    """Four digits, so that a report has one address and not also one with a leading zero."""

    regex = "[12][0-9]{3}"

    @staticmethod
    def to_python(value: str) -> int:
        return int(value)

    @staticmethod
    def to_url(value: int) -> str:
        return str(value)


register_converter(Year, "year")

app_name = "reports"
urlpatterns = [
    path("", views.index, name="index"),
    path("try/", trying.try_paper, name="try"),
    path("try/data", trying.tried_data, name="tried-data"),
    path("<slug:organ>/<year:year>/", views.report, name="report"),
    path("<slug:organ>/<year:year>.json", data.as_json, name="json"),
    path("<slug:organ>/<year:year>.csv", data.as_csv, name="csv"),
]
