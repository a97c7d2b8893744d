"""Addresses of the office's part."""

from django.urls import path

from gongkai.web.apply.reply import office

app_name = "reply-office"
urlpatterns = [path("applications/<uuid:key>/reply-codes/", office.codes, name="codes")]
