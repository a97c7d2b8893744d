"""Addresses of the office. Worklists bring their own."""

from django.urls import path

from gongkai.web.office import list_views, object_views, views
from gongkai.web.office.object_page import pages
from gongkai.web.office.worklist import worklists

app_name = "office"
urlpatterns = [
    path("", views.desk, name="desk"),
    path("lists/", views.lists, name="lists"),
    path("search/", views.search, name="search"),
    path("notices/", views.notices_page, name="notices"),
    path("me/", views.me, name="me"),
    path("ui/", views.components, name="components"),
    *(address for one in worklists() for address in list_views.addresses(one)),
    *(address for one in pages() for address in object_views.addresses(one)),
]
