"""The office's addresses of letter templates."""

from django.urls import path

from gongkai.web.stationery.office import views

app_name = "stationery"
urlpatterns = [
    path("organs/<slug:code>/templates/", views.templates, name="templates"),
    path("organs/<slug:code>/templates/default/", views.default, name="default"),
    path("templates/adopt_template/", views.adopt, name="adopt_template"),
    path("templates/<uuid:key>/replace_template/", views.replace, name="replace_template"),
    path("templates/<uuid:key>/withdraw_template/", views.withdraw, name="withdraw_template"),
]
