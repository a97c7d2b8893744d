"""Why an act was not done although the person may do it.

Collision                     what, why, and what can be done instead: one plain Chinese sentence
├── Stale                     someone else was quicker: the page is older than the thing
├── AlreadyDone               the same form was sent twice
├── ClockSetBack              the machine's day lies before what is recorded already
└── ReadOnly    → 503         the site is upgraded or restored, and writes nothing
"""

from datetime import date


class Collision(Exception):
    """Two acts met. The message is for the screen; nothing was changed."""


class Stale(Collision):
    """The thing has moved on since the page was drawn."""

    def __init__(self) -> None:
        super().__init__(
            "您打开页面以后，这项内容已经由他人（或者您在另一窗口）办理过，这次提交没有生效。请重新打开页面，"
            "看过最新情况再办理。"
        )


class AlreadyDone(Collision):
    """What the form would make is there already."""

    def __init__(self) -> None:
        super().__init__("这项内容已经登记过，没有重复登记。请回到列表查看；如果要再登记一项，请重新打开登记页面。")


class ClockSetBack(Collision):
    """No fault of whoever acts, nor of what he entered: the same act is done once the clock is right."""

    def __init__(self, today: date, recorded: date) -> None:
        super().__init__(
            f"本站的日期现在是 {today}，而已经有 {recorded} 的记录：时钟被拨回了，这时登记的日期会是错的。"
            "这次提交没有生效，也没有保存。请留住填写的内容，请系统管理员校准时钟以后再提交。"
        )


class ReadOnly(Collision):
    """The site writes nothing now. Kept apart from a refusal: it leaves no row, for nothing is written."""

    def __init__(self, why: str = "") -> None:
        reason = f"：{why}" if why else ""
        super().__init__(
            f"本站暂时只能查看，不能办理{reason}。这次提交没有生效，也没有保存。请返回上一页，留住填写的内容，过几分钟再提交。"
        )
