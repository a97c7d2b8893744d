"""All addresses of the site. They are canonical: one thing, one address."""

from django.urls import include, path

urlpatterns = [
    path("", include("gongkai.web.portal.urls")),
    path("reports/", include("gongkai.web.reports.public.urls")),
    path("account/", include("gongkai.web.accounts.urls")),
    path("office/", include("gongkai.web.office.urls")),
    path("office/", include("gongkai.web.directory.office.urls")),
    path("view/", include("gongkai.web.ui.urls")),
]

handler400 = "gongkai.web.ui.errors.bad_request"
handler403 = "gongkai.web.ui.errors.forbidden"
handler404 = "gongkai.web.ui.errors.not_found"
handler500 = "gongkai.web.ui.errors.broken"
