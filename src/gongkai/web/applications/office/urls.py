"""The office's addresses of applications: the case, its acts, and the two pages on which one is registered."""

from django.urls import path

from gongkai.web.applications.office import case_files, receipts, registers, severing, views
from gongkai.web.applications.office.act_page import act_page
from gongkai.web.applications.office.forms.known import FORMS
from gongkai.web.applications.office.forms.registering import ReceivedRegistration, Registration
from gongkai.web.applications.office.register_page import register_page

app_name = "applications"
urlpatterns = [
    *(
        path(f"applications/{one.act}/", register_page(one), name=one.act)
        for one in (Registration, ReceivedRegistration)
    ),
    path("applications/registers/", registers.registers, name="registers"),
    path("applications/registers/template/", registers.template, name="register-template"),
    path("applications/registers/<uuid:run>/", registers.register_run, name="register-run"),
    path("applications/registers/<uuid:run>/refused/", registers.refused, name="register-refused"),
    path("applications/<uuid:key>/", views.case, name="case"),
    path("applications/<uuid:key>/case-file/", case_files.download, name="case-file"),
    path("applications/<uuid:key>/look/", views.look, name="look"),
    path("applications/<uuid:key>/related/", views.related, name="related"),
    path("applications/<uuid:key>/receipt/", receipts.receipt, name="receipt"),
    path("applications/<uuid:key>/issue_code/", receipts.issue_code, name="issue_code"),
    path("applications/<uuid:key>/attach_redaction/", severing.sever, name="attach_redaction"),
    *(path(f"applications/<uuid:key>/{act}/", act_page(act), name=act) for act in FORMS),
]
