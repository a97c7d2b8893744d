"""The public address of the calendar."""

from django.urls import path

from gongkai.web.housekeeping.public import views

app_name = "calendar"
urlpatterns = [
    path("", views.this_year, name="this-year"),
    path("<int:year>/", views.one_year, name="year"),
]
