"""The roles (岗位) a person can hold in an organ."""

from enum import StrEnum


class Role(StrEnum):
    """What someone does in the disclosure work of an organ."""

    CLERK = "clerk"
    HANDLER = "handler"
    REVIEWER = "reviewer"
    SECRECY_REVIEWER = "secrecy_reviewer"
    LEADER = "leader"
    PUBLISHER = "publisher"
    HEAD = "head"
    SUPERVISOR = "supervisor"
    OPERATOR = "operator"

    @property
    def label(self) -> str:
        """The Chinese word for the role."""
        return _LABELS[self]


_LABELS = {
    Role.CLERK: "收件人员",
    Role.HANDLER: "承办人员",
    Role.REVIEWER: "审核人员",
    Role.SECRECY_REVIEWER: "保密审查人员",
    Role.LEADER: "审签负责人",
    Role.PUBLISHER: "发布人员",
    Role.HEAD: "政府信息公开工作机构负责人",
    Role.SUPERVISOR: "主管部门人员",
    Role.OPERATOR: "系统管理员",
}

REACHING_BELOW = frozenset({Role.SUPERVISOR, Role.OPERATOR})
"""Roles whose rights reach the organs below: 主管部门 guides and inspects them (Arts 3, 47)."""

AUTHORITIES = REACHING_BELOW
"""Roles that only an operator gives and takes."""
