"""The sentences of every letter, read from templates/*.yaml and joined with what regulation/letters.yaml says it holds.

A sentence holds names in braces: {unclear} a value of the record, {REG 30、REG 41} places of the law, quoted,
{=fee_payment_period} a number of the law on the letter's day.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Any

from gongkai.papers.words import quoted
from gongkai.regulation.citation import Citation, cite
from gongkai.regulation.cited import Entry, entries
from gongkai.regulation.datafile import parse
from gongkai.regulation.letters import Letter, Recipient, letters
from gongkai.regulation.outcomes import Finding, Outcome, outcome_rules

COMMON = "common"
CITIZEN, ORGANISATION = "citizen", "organisation"
_APPLICANTS = {Recipient.APPLICANT: "applicant"}
_QUOTED = re.compile(r"\{([A-Z][A-Z0-9]+(?: [^{}]*)?)\}")
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Field:
    """A value that a letter needs. kind: text, day, count, yuan, list, rows; columns: those of rows, key → words."""

    key: str
    label: str
    where: str
    kind: str = "text"
    columns: Mapping[str, str] = field(default_factory=dict)
    required: bool = True


@dataclass(frozen=True, slots=True)
class Part:
    """A step of a letter's body: a sentence, a list, a table; `when` it stands only where the record has that value,
    `unless` only where it has not."""

    text: str = ""
    when: str = ""
    unless: str = ""
    each: str = ""
    schedule: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """One letter as sentences (body) or as a sheet (layout). defaults: what the law itself fills in, key → sentence.

    recorded: held by the record, not printed. above: who stands above a sheet. tall: where a blank one leaves room.
    """

    letter: Letter
    fields: Mapping[str, Field]
    body: tuple[Part, ...] = ()
    layouts: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    defaults: Mapping[str, str] = field(default_factory=dict)
    addressee: str = ""
    remedy: str = ""
    slip: Mapping[str, Any] | None = None
    recorded: frozenset[str] = frozenset()
    above: str = "填报单位"
    tall: frozenset[str] = frozenset()

    @property
    def is_sheet(self) -> bool:
        """Whether it is a table that stays in the file, not a letter."""
        return bool(self.layouts)


@dataclass(frozen=True, slots=True)
class FindingWords:
    """How a reply speaks of a finding."""

    outcome: Outcome
    finding: Finding
    result: str
    body: tuple[Part, ...]
    fields: Mapping[str, Field]
    basis: tuple[Citation, ...]


@dataclass(slots=True)
class _Entry:
    """A file of templates/, its keys taken out one by one, so that an unknown one is noticed."""

    name: str
    data: dict[str, Any] = field(default_factory=dict)

    def take(self, key: str, default: Any) -> Any:
        return self.data.pop(key, default)

    def done(self) -> None:
        if self.data:
            raise ValueError(f"{self.name}：不认识的键 {'、'.join(self.data)}")


@cache
def common_fields() -> Mapping[str, Field]:
    """What every paper shares, by key."""
    table: dict[str, Any] = parse(_text("fields.yaml"))
    return MappingProxyType({key: Field(key, **entry) for key, entry in table.items()})


@cache
def template(key: str) -> Template:
    """The template of one letter. Raises KeyError for a letter that regulation.letters does not know."""
    letter = letters()[key]
    entry = _Entry(f"{key}.yaml", parse(_text(f"templates/{key}.yaml")))
    kinds, columns, optional = entry.take("kinds", {}), entry.take("columns", {}), entry.take("optional", [])
    gathers, extra = entry.take("gathers", {}), entry.take("extra", {})
    own = {**letter.fields, **extra}
    for name, gathered in gathers.items():
        own = {name: "、".join(gathered.values())} | {k: words for k, words in own.items() if k not in gathered}
        columns[name] = gathered
    fields = {
        name: _field(letter.title, name, words, kinds.get(name), columns.get(name, _NOTHING), name not in optional)
        for name, words in own.items()
    }
    fields |= {name: _relaxed(common_fields()[name]) for name in optional if name not in fields}
    layouts = entry.take("layouts", None) or ({"": rows} if (rows := entry.take("layout", None)) else {})
    made = Template(
        letter=letter,
        fields=MappingProxyType(fields),
        body=_parts(entry.take("body", [])),
        layouts={name: tuple(tuple(row) for row in rows) for name, rows in layouts.items()},
        defaults=entry.take("defaults", {}),
        addressee=entry.take("to", _APPLICANTS.get(letter.to, "")),
        remedy=entry.take("remedy", ""),
        slip=entry.take("slip", None),
        recorded=frozenset(entry.take("recorded", [])),
        above=entry.take("above", "填报单位"),
        tall=frozenset(entry.take("tall", _single(layouts))),
    )
    entry.done()
    return made


@cache
def finding_words() -> Mapping[tuple[Outcome, str], FindingWords]:
    """Every finding of every outcome, as a reply says it. Raises ValueError where one is missing or unknown."""
    table: dict[str, Any] = parse(_text("templates/findings.yaml"))
    known = {
        (rule.outcome, key): finding for rule in outcome_rules().values() for key, finding in rule.findings.items()
    }
    if {f"{outcome}/{key}" for outcome, key in known} != set(table):
        raise ValueError("findings.yaml 应当与 outcomes.yaml 的各项认定逐一对应。")
    return MappingProxyType(
        {place: _finding_words(place[0], finding, table[f"{place[0]}/{place[1]}"]) for place, finding in known.items()}
    )


def law(names: str) -> str:
    """The places named in a sentence ({REG 10、REG 41}), as the law is quoted."""
    return quoted(cite(name.strip()) for name in names.split("、"))


def _finding_words(outcome: Outcome, finding: Finding, data: dict[str, Any]) -> FindingWords:
    entry = _Entry(f"findings.yaml {finding.key}", data)
    kinds, optional = entry.take("kinds", {}), entry.take("optional", [])
    fields = {
        key: _field(finding.title, key, words, kinds.get(key), _NOTHING, key not in optional)
        for key, words in finding.elements.items()
    }
    basis = tuple(cite(name) for name in entry.take("basis", [])) or finding.citations
    made = FindingWords(outcome, finding, entry.take("result", ""), _parts(entry.take("body", [])), fields, basis)
    entry.done()
    return made


def _field(title: str, key: str, words: str, kind: str | None, columns: Mapping[str, str], required: bool) -> Field:
    shared = common_fields().get(key)
    kind = kind or ("rows" if columns else shared.kind if shared else "text")
    return Field(key, words, shared.where if shared else f"《{title}》拟稿页", kind, columns, required)


def _relaxed(one: Field) -> Field:
    return Field(one.key, one.label, one.where, one.kind, one.columns, required=False)


def _single(layouts: Mapping[str, list[list[str]]]) -> list[str]:
    """The fields that have a row of their own: there is room in them to write by hand."""
    return [row[0] for rows in layouts.values() for row in rows if len(row) == 1]


def _parts(body: list[Any]) -> tuple[Part, ...]:
    return tuple(_expanded(body))


def _expanded(body: list[Any]) -> Iterator[Part]:
    shared: dict[str, str] = parse(_text("templates/common.yaml"))
    for step in body:
        if isinstance(step, str):
            yield Part(step)
        elif "use" in step:
            yield Part(shared.get(step["use"], ""), each="" if step["use"] in shared else f"@{step['use']}")
        else:
            yield Part(**step)


def _text(name: str) -> str:
    return resources.files("gongkai.papers.letters").joinpath(name).read_text("utf-8")


def cited() -> Iterator[Entry]:
    """Every place of the law that a letter quotes, for docs/law-to-code.md."""
    for key in letters():
        text = _text(f"templates/{key}.yaml")
        found = dict.fromkeys(name.strip() for names in _QUOTED.findall(text) for name in names.split("、"))
        title = letters()[key].title
        yield from entries(f"templates/{key}.yaml", key, label=f"{title}引用", citations=map(cite, found))
    for (outcome, key), words in finding_words().items():
        label = f"答复书的依据：{words.finding.label}"
        yield from entries("templates/findings.yaml", f"{outcome}/{key}", label=label, citations=words.basis)
