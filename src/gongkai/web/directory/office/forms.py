"""One form an act. Its fields carry the names of the act's own words, and `words` are what the act is called with."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from gongkai.regulation.organs import KIND_LABELS, LEVEL_LABELS, Kind, Level
from gongkai.web.accounts import access
from gongkai.web.accounts.acts import ALL_ROLES
from gongkai.web.accounts.models import Membership, User
from gongkai.web.accounts.roles import AUTHORITIES, Role
from gongkai.web.directory.organ_acts import Contact, Post
from gongkai.web.organs.models import Organ, OrganVersion
from gongkai.web.ui.clock import today

_DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def day(label: str, *, required: bool = True) -> forms.DateField:
    """A field for a day."""
    return forms.DateField(label=label, required=required, widget=_DATE, input_formats=["%Y-%m-%d"])


def role() -> forms.TypedChoiceField:
    """A field for a role."""
    return forms.TypedChoiceField(label="岗位", choices=[(one.value, one.label) for one in Role], coerce=Role)


def level() -> forms.TypedChoiceField:
    """A field for a level."""
    return forms.TypedChoiceField(label="层级", choices=[(one.value, LEVEL_LABELS[one]) for one in Level], coerce=Level)


def kind() -> forms.TypedChoiceField:
    """A field for a kind of organ."""
    return forms.TypedChoiceField(label="类别", choices=[(one.value, KIND_LABELS[one]) for one in Kind], coerce=Kind)


class ActForm(forms.Form):
    """What every act asks: the day. The version is that of the thing as the page shows it."""

    on = day("发生日期")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, user: User, thing: Any = None, **kwargs: Any) -> None:
        self.user, self.thing = user, thing
        first = {"on": today(), "version": getattr(thing, "version", None), **self.first()}
        super().__init__(*args, initial=first, **kwargs)
        self.order_fields([name for name in self.fields if name not in {"on", "version"}])
        self.narrow()

    def first(self) -> dict[str, Any]:
        """What the fields hold at first: mostly what holds now."""
        return {name: getattr(self.thing, name) for name in self.base_fields if hasattr(self.thing, name)}

    def narrow(self) -> None:
        """Leave only the choices that the person may choose."""

    def words(self) -> dict[str, Any]:
        """What the act is called with."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def _organs(self) -> QuerySet[Organ]:
        return access.visible_to(self.user, Organ.objects.filter(state="active")).order_by("path")


_GONE = "不在可选之列：可能在您打开页面以后刚刚变动过，也可能不在您的工作范围内。请重新选择。"


class OrganChoice(forms.ModelChoiceField):
    """An organ, by its name."""

    def __init__(self, label: str, *, required: bool = True, help_text: str = "") -> None:
        super().__init__(
            Organ.objects.none(), label=label, required=required, help_text=help_text, to_field_name="code",
            error_messages={"invalid_choice": f"这个机关{_GONE}"},
        )  # fmt: skip


class PersonChoice(forms.ModelChoiceField):
    """A person, by name and account."""

    def __init__(self, label: str) -> None:
        gone = {"invalid_choice": f"这位人员{_GONE}"}
        super().__init__(User.objects.none(), label=label, to_field_name="username", error_messages=gone)

    def label_from_instance(self, user: User) -> str:
        return f"{user.name}（{user.username}）"


class Register(ActForm):
    code = forms.CharField(label="机关代码", max_length=80, help_text="小写字母、数字和连字符，用作网址，以后不变。")
    name = forms.CharField(label="名称", max_length=120)
    short_name = forms.CharField(label="简称", max_length=40, required=False)
    credit_code = forms.CharField(label="统一社会信用代码", max_length=18, required=False)
    level = level()
    kind = kind()
    under = OrganChoice("上级机关", required=False, help_text="只有全站的系统管理员可以不选。")

    def narrow(self) -> None:
        self.fields["under"].queryset = self._organs()


class Rename(ActForm):
    name = forms.CharField(label="名称", max_length=120)
    short_name = forms.CharField(label="简称", max_length=40, required=False)


class Reclassify(ActForm):
    level = level()
    kind = kind()


class Move(ActForm):
    under = OrganChoice("新的上级机关", required=False, help_text="不选则成为最上级。")

    def narrow(self) -> None:
        self.fields["under"].queryset = self._organs()


class OfContact(ActForm):
    office = forms.CharField(label="机构名称", required=False)
    address = forms.CharField(label="办公地址", required=False)
    hours = forms.CharField(label="办公时间", required=False)
    phone = forms.CharField(label="联系电话", required=False)
    fax = forms.CharField(label="传真号码", required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    postcode = forms.CharField(label="邮政编码", required=False)

    def first(self) -> dict[str, Any]:
        version = _newest(self.thing)
        return version.contact if version else {}

    def words(self) -> dict[str, Any]:
        contact = {name: self.cleaned_data[name] for name in Contact.__slots__}
        return {"on": self.cleaned_data["on"], "contact": Contact(**contact)}


class OfPosts(ActForm):
    """A list of people, one a line."""

    shown = ""
    posts = forms.CharField(
        label="名单", required=False, widget=forms.Textarea(attrs={"rows": 8}),
        help_text="每人一行：姓名，职务，分工。用逗号隔开，职务和分工可以不写。",
    )  # fmt: skip

    def first(self) -> dict[str, Any]:
        version = _newest(self.thing)
        posts = getattr(version, self.shown) if version else []
        return {"posts": "\n".join("，".join(filter(None, post.values())) for post in posts)}

    def clean_posts(self) -> list[Post]:
        lines = [
            line.replace(",", "，").split("，") for line in self.cleaned_data["posts"].splitlines() if line.strip()
        ]
        wrong = next((line for line in lines if len(line) > 3 or not line[0].strip()), None)
        if wrong is not None:
            raise forms.ValidationError(f"“{'，'.join(wrong)}”读不懂：每人一行，依次是姓名、职务、分工。")
        return [Post(*(word.strip() for word in line)) for line in lines]


class Responsible(OfPosts):
    shown = "responsible"


class LeadingGroup(OfPosts):
    shown = "leading_group"


class SetDay(ActForm):
    day = day("日期")
    works = forms.TypedChoiceField(label="当天", choices=[("", "休息"), ("1", "上班")], coerce=bool, required=False)
    reason = forms.CharField(label="原因", max_length=200)

    def words(self) -> dict[str, Any]:
        return {**super().words(), "works": bool(self.cleaned_data["works"])}


class ClearDay(ActForm):
    day = day("日期")


class Merge(ActForm):
    into = OrganChoice("并入")

    def narrow(self) -> None:
        self.fields["into"].queryset = self._organs().exclude(pk=self.thing.pk)


class OfSuccessor(ActForm):
    successor = OrganChoice("承继机关")

    def narrow(self) -> None:
        self.fields["successor"].queryset = self._organs().exclude(pk=self.thing.pk)


class Abolish(OfSuccessor):
    successor = OrganChoice("承继机关", required=False, help_text="继续行使职权的机关；没有的可以不选。")


class Enrol(ActForm):
    username = forms.CharField(label="账号", max_length=60)
    name = forms.CharField(label="姓名", max_length=60)
    email = forms.EmailField(label="工作邮箱", required=False)
    organ = OrganChoice("单位")
    key = forms.UUIDField(widget=forms.HiddenInput)

    def narrow(self) -> None:
        self.fields["organ"].queryset = self._organs()


class CorrectPerson(ActForm):
    name = forms.CharField(label="姓名", max_length=60)
    email = forms.EmailField(label="工作邮箱", required=False)


class Transfer(ActForm):
    organ = OrganChoice("调入单位")

    def narrow(self) -> None:
        self.fields["organ"].queryset = self._organs()


class Appoint(ActForm):
    """Roles within an organ."""

    offered = ALL_ROLES - AUTHORITIES
    user = PersonChoice("人员")
    organ = OrganChoice("机关")
    role = role()
    since = day("自")
    until = day("至（不填为长期）", required=False)
    key = forms.UUIDField(widget=forms.HiddenInput)

    def narrow(self) -> None:
        self.fields["organ"].queryset = self._organs()
        self.fields["role"].choices = [(one.value, one.label) for one in Role if one in self.offered]
        people = User.objects.filter(state="active")
        self.fields["user"].queryset = access.visible_to(self.user, people).order_by("username")


class Entrust(Appoint):
    """Roles that reach other organs."""

    offered = AUTHORITIES


class Substitute(Appoint):
    user = PersonChoice("离岗人员")
    substitute = PersonChoice("代班人员")
    until = day("至")

    def narrow(self) -> None:
        super().narrow()
        self.fields["substitute"].queryset = self.fields["user"].queryset


def _newest(organ: Organ) -> OrganVersion | None:
    return organ.versions.order_by("-since").first()


def in_use(row: Membership) -> str:
    """How long a role is held, in words."""
    return f"{row.since} 至 {row.until}" if row.until else f"{row.since} 起"
