"""The forms of what is kept of a closed case, and destroyed when its time is over. They ask for the day alone."""

from gongkai.web.applications.acts import retention
from gongkai.web.applications.archive import case_file
from gongkai.web.applications.office.forms.base import ActForm
from gongkai.web.audit.acting import Actor


class Erase(ActForm):
    def done(self, by: Actor) -> None:
        retention.erase_particulars(self.thing, by=by, on=self.cleaned_data["on"], version=self.cleaned_data["version"])


class Destroy(ActForm):
    def done(self, by: Actor) -> None:
        retention.destroy_case_file(self.thing, by=by, on=self.cleaned_data["on"], version=self.cleaned_data["version"])


class KeepCaseFile(ActForm):
    def done(self, by: Actor) -> None:
        case_file.keep(self.thing, by=by, on=self.cleaned_data["on"], version=self.cleaned_data["version"])
