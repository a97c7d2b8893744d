import pytest

from gongkai.annual_report.corpus.level import level_of
from gongkai.regulation.organs import Level


@pytest.mark.parametrize(
    ("organ", "level"),
    [
        ("河南省财政厅", Level.PROVINCE),
        ("广西壮族自治区人民政府", Level.PROVINCE),
        ("北京市规划和自然资源委员会", Level.PROVINCE),
        ("开封市政务服务和大数据管理局", Level.CITY),
        ("杭州市人民政府", Level.CITY),
        ("恩施土家族苗族自治州人民政府", Level.CITY),
        ("郑州市金水区教育局", Level.COUNTY),
        ("苏州市昆山市人民政府", Level.COUNTY),
        ("青石县水利局", Level.COUNTY),
        ("北京市海淀区人民政府", Level.COUNTY),
        ("白河镇人民政府", Level.TOWNSHIP),
        ("桐垣区霁浦街道办事处", Level.TOWNSHIP),
        ("民权县高新技术产业开发区", Level.COUNTY),
        ("杭州市高新区管委会", Level.CITY),
        ("河南三门峡经济开发区管理委员会", None),
        ("国家税务总局", Level.NATIONAL),
        ("财政部", Level.NATIONAL),
        ("我单位", None),
    ],
)
def test_it_tells_the_level_from_the_innermost_place_of_the_name(organ: str, level: Level | None) -> None:
    assert level_of(organ) == level
