"""The site's addresses, and those of cases."""

from django.urls import include, path

from gongkai.web.config.urls import handler400, handler403, handler404, handler500
from gongkai.web.config.urls import urlpatterns as site
from gongkai.web.office import list_views, object_views
from gongkai.web.office.urls import urlpatterns as office
from tests.web.office.casework.declared import CASES, PAGE

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

_here = [*office, *list_views.addresses(CASES), *object_views.addresses(PAGE)]
urlpatterns = [path("office/", include((_here, "office"))), *site]
