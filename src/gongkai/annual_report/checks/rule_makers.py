"""Whether an organ's name shows that it may make no rules (规章).

Rules are made by the departments of the State Council and by the people's governments of provinces, autonomous
regions, municipalities, cities with districts and autonomous prefectures. A name proves the contrary for a town, a
county, a district, a development zone, and for any local department. A city's government stays open: the name does not
tell a city with districts from a county-level one.
"""

import re

_LOWEST = re.compile(r"(?:镇|乡|街道)(?:人民政府|办事处|党政[^省市]*)?$|街道办事处")
_COUNTY = re.compile(r"县|旗(?:人民政府|.{1,14}[局委办会])?$")
_DISTRICT = re.compile(r"(?<!自治)区(?!域)")
"""District, development zone, new area: all but an autonomous region (自治区). 区域 is no area of its own."""

_PLACE = r"(?:省|自治区|市(?!场|政|容)|州(?!$)|盟)"
_LOCAL_DEPARTMENT = re.compile(rf"{_PLACE}.+(?:局|厅|委员会|委|办公室|中心|支队|总队|站|社)$")
_GOVERNMENT_OFFICE = re.compile(r"政府办公[室厅]$")
_NATIONAL = re.compile(r"国家|中国|中华|国务院|全国")
_BUREAU = re.compile(r"(?<!总)局$")


def cannot_make_rules(organ: str) -> bool:
    """True where the name leaves no doubt; False for those who may, and for every name that leaves one."""
    if _LOWEST.search(organ) or _COUNTY.search(organ) or _DISTRICT.search(organ):
        return True
    if _LOCAL_DEPARTMENT.search(organ):
        return not _GOVERNMENT_OFFICE.search(organ)
    return bool(_BUREAU.search(organ)) and not _NATIONAL.match(organ)
