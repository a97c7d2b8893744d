import importlib.util
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from gongkai.regulation.citation import cite
from gongkai.regulation.datafile import DataError, citations, parse
from gongkai.regulation.parameter import parameter

ROOT = Path(__file__).resolve().parents[2]
PARAMETERS = sorted((ROOT / "src" / "gongkai" / "regulation" / "parameters").glob("*.yaml"))


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("law_to_code", ROOT / "script" / "law_to_code.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


SCRIPT = script()
ENTRIES = SCRIPT.collect()
TABLES = SCRIPT.tables()


def test_the_committed_document_is_what_the_citations_say_today() -> None:
    committed = (ROOT / "docs" / "law-to-code.md").read_text("utf-8")
    assert committed == SCRIPT.render(ENTRIES), "run script/law-to-code and commit docs/law-to-code.md"


@pytest.mark.parametrize("table", TABLES, ids=[table.file for table in TABLES])
def test_every_reference_of_every_table_is_in_the_document(table: Any) -> None:
    told = {entry.citation.key for entry in ENTRIES if entry.file == table.file}
    assert {cite(reference).key for _, _, reference in table.references()} <= told


def unreferenced(value: object, place: str, *, under: bool) -> Iterator[str]:
    """The entries (what has a label or a value) that name no source themselves, above them or below them."""
    if isinstance(value, list):
        for n, inner in enumerate(value):
            yield from unreferenced(inner, f"{place}[{n}]", under=under)
    if isinstance(value, Mapping):
        here = under or "reference" in value
        if {"label", "title", "value", "yuan"} & set(value) and not here and not any(_below(value)):
            yield place
        for key, inner in value.items():
            yield from unreferenced(inner, f"{place}.{key}", under=here)


def _below(value: object) -> Iterator[bool]:
    if isinstance(value, Mapping):
        yield bool(value.get("reference"))
        for inner in value.values():
            yield from _below(inner)
    if isinstance(value, list):
        for inner in value:
            yield from _below(inner)


@pytest.mark.parametrize("table", TABLES, ids=[table.file for table in TABLES])
def test_every_entry_of_every_table_names_its_source(table: Any) -> None:
    data = yaml.safe_load(table.path.read_text("utf-8"))
    official_notice = isinstance(data, dict) and {"title", "number", "issued"} <= set(data)
    assert official_notice or not list(unreferenced(data, table.file, under=False))


def test_an_entry_without_a_source_is_found() -> None:
    data = {"a": {"label": "甲", "reference": "REG 1"}, "b": {"label": "乙"}, "c": [{"value": 1}]}
    assert list(unreferenced(data, "t", under=False)) == ["t.b", "t.c[0]"]


def test_the_document_holds_every_kind_of_source() -> None:
    files = {entry.file for entry in ENTRIES}
    assert {
        "regulation/parameters/reply_period.yaml",
        "regulation/outcomes.yaml",
        "regulation/grounds.yaml",
        "regulation/letters.yaml",
        "regulation/fees.yaml",
        "regulation/organs.yaml",
        "regulation/publication.yaml",
        "regulation/review.yaml",
        "regulation/disputes.yaml",
        "regulation/remedies.py",
        "annual_report/form/2021.yaml",
    } <= files


def test_what_is_not_confirmed_is_listed_for_a_lawyer() -> None:
    text = SCRIPT.render(ENTRIES)
    known, assumed = text.split("（[K]）\n")[1].split("## 请法律人员核对")
    assert "《政府信息公开信息处理费管理办法》第六条" in known
    assert "开发区管理机构" in known
    assert "《中华人民共和国政府信息公开条例》第十八条" in assumed
    assert "《中华人民共和国政府信息公开条例》第二十条第" not in known + assumed


@pytest.mark.parametrize("path", PARAMETERS, ids=[path.stem for path in PARAMETERS])
def test_no_number_is_older_or_younger_than_the_document_it_cites(path: Path) -> None:
    for value in parameter(path.stem).values:
        document = value.citation.document
        assert document.in_force is None or document.in_force <= value.since
        assert document.until is None or value.since <= document.until


def test_it_refuses_a_table_with_a_repeated_key_or_an_entry_without_reference() -> None:
    with pytest.raises(DataError, match="重复的键：a"):
        parse("a: 1\na: 2\n")
    with pytest.raises(DataError, match="缺少 reference"):
        citations({"label": "甲"}, "甲表")
