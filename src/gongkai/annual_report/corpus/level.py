"""At which level of government an organ stands, as far as its name tells."""

import re
from enum import StrEnum


class Level(StrEnum):
    """The levels that reports are compared at. A development zone (开发区、管委会) stands beside the four."""

    PROVINCE = "province"
    CITY = "city"
    COUNTY = "county"
    TOWNSHIP = "township"
    ZONE = "zone"


LABELS = {
    Level.PROVINCE: "省级",
    Level.CITY: "市级",
    Level.COUNTY: "县级",
    Level.TOWNSHIP: "乡级",
    Level.ZONE: "开发区",
}

_ZONE = re.compile(r"(?:开发|高新|产业|示范|保税|新)区(?:管委会|管理委员会|党政|$)|管委会|管理委员会|(?:开发|高新)区")
_TOWNSHIP = re.compile(r"(?:镇|乡|苏木|街道)(?:人民政府|政府|办事处|$)|街道办")
_COUNTY = re.compile(r"(?:县|自治旗|(?<=.)旗|市(?=.+市)|(?<!自治)(?<!地)(?<!行政)区)(?!.*自治区)")
_TWO_CITIES = re.compile(r"市.{2,}市")
_CITY = re.compile(r"市|自治州|(?<=.{2})州(?=人民|[^区])|盟|地区")
_PROVINCE = re.compile(r"省|自治区|^(?:北京|上海|天津|重庆)市")


def level_of(organ: str) -> Level | None:
    """The level that the name shows, the innermost place deciding; None where it names no place of government.

    A county-level city is told from a prefecture only where the name of the prefecture stands before it.
    """
    if _TOWNSHIP.search(organ):
        return Level.TOWNSHIP
    if _ZONE.search(organ):
        return Level.ZONE
    places = organ.removeprefix("中华人民共和国")
    if _TWO_CITIES.search(places) or _COUNTY.search(places):
        return Level.COUNTY
    if _PROVINCE.search(places) and not _CITY.search(_PROVINCE.sub("", places)):
        return Level.PROVINCE
    return Level.CITY if _CITY.search(places) else None
