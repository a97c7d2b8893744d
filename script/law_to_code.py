"""docs/law-to-code.md out of the citations: law article → where it is obeyed.

Entries come, in this order, from the parameters; from `cited()` of every module of the regulation and of the
letters; from the globals of
the modules that have none; from every other table that carries `reference`; and from every cite("…") in the code.
"""

import ast
import importlib
import pkgutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from types import ModuleType
from typing import Any

import yaml

import gongkai.regulation
from gongkai.regulation.citation import Certainty, Citation, Document, cite, documents
from gongkai.regulation.cited import Entry
from gongkai.regulation.numerals import chinese
from gongkai.regulation.parameter import parameter

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "gongkai"
TARGET = ROOT / "docs" / "law-to-code.md"
UNITS = {
    "workday": "个工作日",
    "hour": "小时",
    "day": "日",
    "month": "个月",
    "year": "年",
    "item": "件",
    "page": "页",
    "yuan": "元",
    "time": "次",
}
MARKS = {Certainty.CONFIRMED: "", Certainty.KNOWN: "[K]", Certainty.ASSUMED: "[A]"}
HEAD = """# 法条与代码

本文件由 `script/law-to-code` 从各数据表和代码中的引用生成，请勿手改。每一行是本程序遵守的一条规则：出自哪一条，
规则是什么，写在哪个文件的哪一项。末尾单列没有在官方文本中逐字核对的引用（[K]）和法律没有写明、由本程序或者机关
选定的读法（[A]），供法律人员核对。
"""


@dataclass(frozen=True, slots=True)
class Table:
    """A YAML file with references in it."""

    path: Path

    @property
    def file(self) -> str:
        return self.path.relative_to(SOURCE).as_posix()

    def references(self) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any], str]]:
        """Every reference: the keys that lead to it, the entry it stands in, the citation string."""
        yield from _references((), yaml.safe_load(self.path.read_text("utf-8")))


def tables() -> tuple[Table, ...]:
    """Every table of the core but the register of documents itself."""
    found = (path for floor in ("regulation", "annual_report") for path in sorted((SOURCE / floor).rglob("*.yaml")))
    return tuple(Table(path) for path in found if path.name != "documents.yaml")


def collect() -> tuple[Entry, ...]:
    """All entries, each once."""
    found = [*_parameters(), *_modules()]
    covered = {entry.file for entry in found}
    found += [entry for table in tables() if table.file not in covered for entry in _of_table(table)]
    told = {(entry.file, entry.citation.key) for entry in found}
    found += [entry for entry in _literals() if (entry.file, entry.citation.key) not in told]
    return tuple(dict.fromkeys(found))


def render(found: Iterable[Entry]) -> str:
    """The document."""
    entries = sorted(found, key=_order)
    parts = [HEAD]
    for key, of_document in groupby(entries, key=lambda entry: entry.citation.document.key):
        parts += _document(documents()[key], list(of_document))
    parts += _to_check(entries, Certainty.KNOWN, "请法律人员核对：已知而未在官方文本中核对的引用（[K]）")
    parts += _to_check(entries, Certainty.ASSUMED, "请法律人员核对：法律没有写明的读法（[A]）")
    return "\n".join(parts)


def main(words: list[str]) -> int:
    text = render(collect())
    if words == ["--check"]:
        fresh = TARGET.is_file() and TARGET.read_text("utf-8") == text
        if not fresh:
            print("docs/law-to-code.md is stale: run script/law-to-code and commit it.", file=sys.stderr)
        return 0 if fresh else 1
    TARGET.write_text(text, "utf-8")
    return 0


def _parameters() -> Iterator[Entry]:
    for path in sorted((SOURCE / "regulation" / "parameters").glob("*.yaml")):
        one = parameter(path.stem)
        for value in one.values:
            words = f"{value.value}{UNITS[one.unit]}（自 {value.since} 起）"
            yield Entry(f"regulation/parameters/{path.name}", one.name, one.label, words, value.citation)


def _modules() -> Iterator[Entry]:
    walked = pkgutil.walk_packages(gongkai.regulation.__path__, "gongkai.regulation.")
    for name in (*(info.name for info in walked), "gongkai.papers.letters.template"):
        module = importlib.import_module(name)
        found = module.cited() if hasattr(module, "cited") else _of_globals(module)
        folder = Path(str(module.__file__)).parent.relative_to(SOURCE)
        yield from (replace(entry, file=(folder / entry.file).as_posix()) for entry in found)


def _of_globals(module: ModuleType) -> Iterator[Entry]:
    """What carries `citation` or `citations` among the names that the module itself assigns."""
    path = Path(str(module.__file__))
    if path.with_suffix(".yaml").is_file():
        return
    for name in _assigned(ast.parse(path.read_text("utf-8"))):
        yield from _carried(path.name, name, getattr(module, name, None))


def _carried(file: str, name: str, value: object) -> Iterator[Entry]:
    if isinstance(value, Mapping):
        value = tuple(value.values())
    if isinstance(value, tuple | list | frozenset):
        for inner in value:
            yield from _carried(file, f"{name}.{getattr(inner, 'name', '')}".rstrip("."), inner)
    elif not isinstance(value, type | Citation | Entry):
        found = getattr(value, "citations", None) or [getattr(value, "citation", None)]
        label = str(getattr(value, "label", ""))
        yield from (Entry(file, name, label, "", one) for one in found if isinstance(one, Citation))


def _assigned(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        yield from (target.id for target in targets if isinstance(target, ast.Name))


def _of_table(table: Table) -> Iterator[Entry]:
    for keys, entry, reference in table.references():
        label = str(entry.get("label") or entry.get("title") or entry.get("caption") or "")
        yield Entry(table.file, ".".join(keys), label, "", cite(reference))


def _references(keys: tuple[str, ...], value: object) -> Iterator[tuple[tuple[str, ...], Mapping[str, Any], str]]:
    if isinstance(value, list):
        for inner in value:
            yield from _references(keys, inner)
    if isinstance(value, Mapping):
        given = value.get("reference", [])
        yield from ((keys, value, text) for text in ([given] if isinstance(given, str) else given))
        for key, inner in value.items():
            yield from _references((*keys, str(key)), inner)


def _literals() -> Iterator[Entry]:
    for path in sorted(SOURCE.rglob("*.py")):
        file = path.relative_to(SOURCE).as_posix()
        for node in ast.parse(path.read_text("utf-8")).body:
            yield from (Entry(file, _name(node), "", "", cite(text)) for text in _cited_in(node))


def _cited_in(node: ast.AST) -> Iterator[str]:
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "cite":
            (argument,) = call.args
            if isinstance(argument, ast.Constant):
                yield str(argument.value)


def _name(node: ast.stmt) -> str:
    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
        return node.targets[0].id
    return str(getattr(node, "name", ""))


def _order(entry: Entry) -> tuple[int, int, int, int, str, str, str, str]:
    one = entry.citation
    place = (one.article or 0, one.paragraph or 0, one.item or 0)
    return (list(documents()).index(one.document.key), *place, entry.file, entry.name, entry.label, entry.value)


def _document(document: Document, found: list[Entry]) -> Iterator[str]:
    dates = f"，自 {document.in_force} 起" if document.in_force else ""
    yield f"\n## {document}（{document.key}{dates}）"
    if document.note:
        yield f"\n{document.note}"
    for article, of_article in groupby(found, key=lambda entry: entry.citation.article):
        yield f"\n### 第{chinese(article)}条\n" if article else "\n### 全文\n"
        yield from _rows(of_article)


def _rows(found: Iterable[Entry]) -> Iterator[str]:
    yield "| 款项 | | 规则 | 内容 | 所在 |\n|---|---|---|---|---|"
    for entry in found:
        one = entry.citation
        place = replace(one, article=None).place if one.paragraph or one.item else ""
        where = f"`{entry.file}` {entry.name}".rstrip()
        yield _line(place, MARKS[one.certainty], entry.label, entry.value, where)


def _to_check(found: Iterable[Entry], certainty: Certainty, title: str) -> Iterator[str]:
    yield f"\n## {title}\n\n| 出处 | 规则 | 内容 | 所在 |\n|---|---|---|---|"
    for entry in found:
        if entry.citation.certainty is certainty:
            yield _line(str(entry.citation), entry.label, entry.value, f"`{entry.file}` {entry.name}".rstrip())


def _line(*texts: str) -> str:
    return "| " + " | ".join(text.replace("|", "\\|").replace("\n", " ") for text in texts) + " |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
