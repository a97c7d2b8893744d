"""Which levels and kinds of organ there are, with their Chinese names."""

from enum import StrEnum


class Level(StrEnum):
    """The level of the government that the organ belongs to; a dispatched unit has the level of its department."""

    NATIONAL = "national"
    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"


LEVEL_LABELS = {
    Level.NATIONAL: "国务院",
    Level.PROVINCE: "省级",
    Level.CITY: "设区的市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡（镇）级",
}


class Kind(StrEnum):
    """What kind of organ it is."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    VERTICAL = "vertical"
    JUSTICE = "justice"
    DISPATCHED_ORGAN = "dispatched_organ"
    DISPATCHED_UNIT = "dispatched_unit"
    AUTHORISED_ORG = "authorised_org"
    DEVELOPMENT_ZONE = "development_zone"


KIND_LABELS = {
    Kind.GOVERNMENT: "人民政府",
    Kind.DEPARTMENT: "工作部门",
    Kind.VERTICAL: "垂直领导的行政机关、税务和国家安全机关",
    Kind.JUSTICE: "司法行政部门",
    Kind.DISPATCHED_ORGAN: "派出机关",
    Kind.DISPATCHED_UNIT: "派出机构",
    Kind.AUTHORISED_ORG: "法律、法规授权的组织",
    Kind.DEVELOPMENT_ZONE: "开发区管理机构",
}
