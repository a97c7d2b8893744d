"""The address of the calculator."""

from django.urls import path

from gongkai.web.deadline import views

app_name = "deadline"
urlpatterns = [path("", views.deadline, name="calculator")]
