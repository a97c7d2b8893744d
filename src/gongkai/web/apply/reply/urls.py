"""Addresses of answering a letter of consultation."""

from django.urls import path

from gongkai.web.apply.reply import views

app_name = "reply"
urlpatterns = [
    path("", views.door, name="door"),
    path("answer/", views.answer, name="answer"),
    path("leave/", views.leave, name="leave"),
]
