"""All addresses of the site. They are canonical: one thing, one address."""

from django.urls import include, path

urlpatterns = [
    path("", include("gongkai.web.portal.urls")),
    path("reports/", include("gongkai.web.reports.public.urls")),
    path("deadline/", include("gongkai.web.deadline.urls")),
    path("apply/", include("gongkai.web.apply.form.urls")),
    path("track/", include("gongkai.web.apply.track.urls")),
    path("reply/", include("gongkai.web.apply.reply.urls")),
    path("account/", include("gongkai.web.accounts.urls")),
    path("office/", include("gongkai.web.office.urls")),
    path("office/", include("gongkai.web.directory.office.urls")),
    path("office/", include("gongkai.web.stationery.office.urls")),
    path("office/", include("gongkai.web.applications.office.urls")),
    path("office/", include("gongkai.web.consultations.office.urls")),
    path("office/", include("gongkai.web.files.urls")),
    path("office/", include("gongkai.web.housekeeping.office.urls")),
    path("calendar/", include("gongkai.web.housekeeping.public.urls")),
    path("office/", include("gongkai.web.operations.office.urls")),
    path("office/", include("gongkai.web.apply.reply.office_urls")),
    path("view/", include("gongkai.web.ui.urls")),
]

handler400 = "gongkai.web.ui.errors.bad_request"
handler403 = "gongkai.web.ui.errors.forbidden"
handler404 = "gongkai.web.ui.errors.not_found"
handler500 = "gongkai.web.ui.errors.broken"
