"""Addresses of following an application. None carries a number or a code."""

from django.urls import path, re_path

from gongkai.web.apply.track import views

app_name = "track"
urlpatterns = [
    path("", views.door, name="door"),
    path("case/", views.case, name="case"),
    path("case/confirm/", views.confirm, name="confirm"),
    path("case/correct/", views.correct, name="correct"),
    path("case/reasons/", views.reasons, name="reasons"),
    path("case/withdraw/", views.withdraw, name="withdraw"),
    path("case/files/<uuid:key>/", views.download, name="download"),
    re_path(r"^case/form\.(?P<kind>pdf|docx)$", views.paper, name="paper"),
    path("leave/", views.leave, name="leave"),
]
