"""The office's addresses of settings and calendar."""

from django.urls import path

from gongkai.web.calendar import actions
from gongkai.web.housekeeping.office import holiday_notices, moved, settings_pages, years
from gongkai.web.rules.catalogue import groups

app_name = "housekeeping"
_DEEDS = {"confirm": actions.confirm, "reject": actions.reject, "withdraw_notice": actions.withdraw_notice}

urlpatterns = [
    path("calendar/", years.this_year, name="calendar"),
    path("calendar/<int:year>/", years.one_year, name="year"),
    path("holiday-notices/propose/", holiday_notices.propose, name="propose"),
    path("holiday-notices/<slug:key>/", holiday_notices.notice, name="notice"),
    path("holiday-notices/<slug:key>/go-on/", holiday_notices.go_on, name="go-on"),
    *(
        path(
            f"holiday-notices/<slug:key>/{act}/",
            holiday_notices.deed(act, do, asks_why=act == "reject"),
            name=act,
        )
        for act, do in _DEEDS.items()
    ),
    path("holiday-notices/<slug:key>/moves/<slug:purpose>/", moved.moves, name="moves"),
    path("settings/open_settings/", settings_pages.open_settings, name="open_settings"),
    path("settings/_site/", settings_pages.of_site, name="site-settings"),
    path("settings/<slug:code>/", settings_pages.of_organ, name="settings"),
    *(
        path(f"settings/<slug:key>/{group.act}/", settings_pages.change(group.act), name=group.act)
        for group in groups()
    ),
]
