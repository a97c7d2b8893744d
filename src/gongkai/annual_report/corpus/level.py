"""At which level of government an organ stands, as far as its name tells."""

import re

from gongkai.regulation.organs import Level

_ZONE = re.compile(r"(?:经济|技术|高新|产业|生态|旅游|先进|制造业|工业|现代|物流|综合|保税|示范|开发|新|园)+区")
_NATIONAL = re.compile(r"^(?:国务院|国家|中国|中华人民共和国)|^[^省市县区州盟旗镇乡]{2,8}(?:部|总局|总署)$")
_TOWNSHIP = re.compile(r"(?:镇|乡|苏木|街道)(?:人民政府|政府|办事处|党政|$)|街道办")
_COUNTY = re.compile(r"县|自治旗|(?<=.)旗|(?<!自治)(?<!地)区|市.{2,}市")
_CITY = re.compile(r"市|自治州|盟|地区")
_PROVINCE = re.compile(r"省|自治区|^(?:北京|上海|天津|重庆)市")


def level_of(organ: str) -> Level | None:
    """The level that the name shows, the innermost place deciding; None where it names no place of government.

    A county-level city is told from a prefecture only where the name of the prefecture stands before it. A development
    zone has the level of the place it is named after.
    """
    if _TOWNSHIP.search(organ):
        return Level.TOWNSHIP
    if _NATIONAL.search(organ):
        return Level.NATIONAL
    places = _ZONE.sub("", organ)
    if _COUNTY.search(places):
        return Level.COUNTY
    if _PROVINCE.search(places) and not _CITY.search(_PROVINCE.sub("", places)):
        return Level.PROVINCE
    return Level.CITY if _CITY.search(places) else None
