"""The office's addresses of consultations that came in."""

from django.urls import path

from gongkai.web.consultations.office import views

app_name = "consultations"
urlpatterns = [
    path("consultations/<uuid:key>/", views.consultation, name="consultation"),
    path("consultations/<uuid:key>/answer_consultation/", views.answer, name="answer_consultation"),
]
