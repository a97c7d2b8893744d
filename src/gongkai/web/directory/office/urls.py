"""The office's addresses of organs, people and roles: single pages, one address an act. Their lists are worklists."""

from django.urls import URLPattern, path, reverse

from gongkai.web.accounts.models import Membership, Substitution, User
from gongkai.web.directory import organ_acts, people_acts
from gongkai.web.directory.office import forms, views
from gongkai.web.directory.office.act_page import act_on, start
from gongkai.web.organs.models import Organ

app_name = "directory"

_ON_ORGANS = {
    "rename": (forms.Rename, organ_acts.rename),
    "reclassify": (forms.Reclassify, organ_acts.reclassify),
    "move": (forms.Move, organ_acts.move),
    "update_contact": (forms.OfContact, organ_acts.update_contact),
    "name_responsible": (forms.Responsible, organ_acts.name_responsible),
    "adjust_leading_group": (forms.LeadingGroup, organ_acts.adjust_leading_group),
    "set_day": (forms.SetDay, organ_acts.set_day),
    "clear_day": (forms.ClearDay, organ_acts.clear_day),
    "merge": (forms.Merge, organ_acts.merge),
    "abolish": (forms.Abolish, organ_acts.abolish),
    "reassign": (forms.OfSuccessor, organ_acts.reassign),
}
_ON_PEOPLE = {
    "correct_person": (forms.CorrectPerson, people_acts.correct_person),
    "transfer": (forms.Transfer, people_acts.transfer),
    "suspend": (forms.ActForm, people_acts.suspend),
    "restore": (forms.ActForm, people_acts.restore),
}


def _organ(thing: Organ) -> str:
    return reverse("directory:organ", args=[thing.code])


def _person(thing: User) -> str:
    return reverse("directory:person", args=[thing.key])


def _its_person(row: Membership | Substitution) -> str:
    return _person(row.user)


def _acts() -> list[URLPattern]:
    found = [
        path(f"organs/<slug:code>/{act}/", act_on(Organ, act, form, do, back=_organ), name=act)
        for act, (form, do) in _ON_ORGANS.items()
    ]
    found += [
        path(f"people/<uuid:key>/{act}/", act_on(User, act, form, do, back=_person), name=act)
        for act, (form, do) in _ON_PEOPLE.items()
    ]
    for act in ("withdraw", "revoke"):
        view = act_on(Membership, act, forms.ActForm, people_acts.withdraw, back=_its_person)
        found.append(path(f"memberships/<uuid:key>/{act}/", view, name=act))
    view = act_on(Substitution, "end_substitution", forms.ActForm, people_acts.end_substitution, back=_its_person)
    return [*found, path("substitutions/<uuid:key>/end_substitution/", view, name="end_substitution")]


_STARTS = (
    ("organs", Organ, "register", forms.Register, organ_acts.register, _organ),
    ("people", User, "enrol", forms.Enrol, people_acts.enrol, _person),
    ("memberships", Membership, "appoint", forms.Appoint, people_acts.appoint, _its_person),
    ("memberships", Membership, "entrust", forms.Entrust, people_acts.appoint, _its_person),
    ("substitutions", Substitution, "substitute", forms.Substitute, people_acts.substitute, _its_person),
)


def _starts() -> list[URLPattern]:
    return [
        path(f"{where}/{act}/", start(of, act, form, do, back=back, cancel=f"/office/{where}/"), name=act)
        for where, of, act, form, do, back in _STARTS
    ]


urlpatterns = [
    path("intake/", views.intake, name="intake"),
    *_starts(),
    path("organs/<slug:code>/", views.organ, name="organ"),
    path("people/<uuid:key>/", views.person, name="person"),
    path("people/<uuid:key>/issue_password/", views.issue_password, name="issue_password"),
    *_acts(),
]
