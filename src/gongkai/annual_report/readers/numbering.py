"""What a word processor draws before the paragraphs of a DOCX: 一、 （一） 1. from its lists and styles."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.annual_report.readers.enumerators import enumerator
from gongkai.annual_report.readers.numbers import figure
from gongkai.annual_report.readers.package import Element, local, value

_PLACE = re.compile(r"%([1-9])")
_UNDRAWN = ("bullet", "none")
_CHAIN = 20
"""How many styles may stand on one another."""
_JOINED = re.compile(r"[、，．）】〕）。]$")


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list. text: %1 stands for the number of the first level. restarts: behind which levels above it
    begins anew (counted from 1; 0: behind none)."""

    start: int = 1
    style: str = "decimal"
    text: str = ""
    is_decimal: bool = False
    restarts: int | None = None


Levels = Mapping[int, Level]


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the document: the scheme whose count it shares, its levels, and those that it begins anew."""

    scheme: str
    levels: Levels
    anew: Mapping[int, int]


@dataclass(slots=True)
class Numbering:
    """The lists of a document, and how far each has been counted. styles: name → (list, level)."""

    lists: Mapping[str, _List] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def numbered(self, paragraph: Element, text: str) -> str:
        """The text of the next paragraph with the number that is drawn before it.

        None is put before a blank or a figure: 「1.」 before 「5」 must never read 1.5.
        """
        found = self._place(paragraph)
        if found is None:
            return text
        drawn = self._next(*found)
        shown = text.lstrip()
        if not drawn or not shown or figure(shown) is not None:
            return text
        return drawn + ("" if _JOINED.search(drawn) else " ") + shown

    def _place(self, paragraph: Element) -> tuple[str, int] | None:
        """List and level of a paragraph: its own, else its style's."""
        properties = _child(paragraph, "pPr")
        if properties is None or not self.lists:
            return None
        styled = self.styles.get(_text(properties, "pStyle"))
        own = _child(properties, "numPr")
        if own is not None:
            name = _text(own, "numId") or (styled[0] if styled else "")
            return (name, _whole(_text(own, "ilvl"), 0)) if name in self.lists else None
        return styled if styled and styled[0] in self.lists else None

    def _next(self, name: str, index: int) -> str:
        found = self.lists[name]
        level = found.levels.get(index)
        if level is None:
            return ""
        counts = self.counts.setdefault(found.scheme, {})
        if index in found.anew and (name, index) not in self.begun:
            counts.pop(index, None)
        self.begun.add((name, index))
        counts[index] = counts[index] + 1 if index in counts else found.anew.get(index, level.start)
        for below in [other for other in counts if other > index]:
            after = found.levels.get(below, Level()).restarts
            if after is None or (after and index < after):
                del counts[below]
        return (
            ""
            if level.style in _UNDRAWN
            else _PLACE.sub(lambda m: _drawn(found, counts, int(m[1]) - 1, level), level.text)
        )


def numbering_of(numbering: "Element | None", styles: "Element | None") -> Numbering:
    """From the parts word/numbering.xml and word/styles.xml, either of which a document may lack."""
    if numbering is None:
        return Numbering()
    schemes = {_attribute(scheme, "abstractNumId"): scheme for scheme in _children(numbering, "abstractNum")}
    links = {_text(scheme, "styleLink"): name for name, scheme in schemes.items() if _text(scheme, "styleLink")}
    lists = {}
    for entry in _children(numbering, "num"):
        name = _text(entry, "abstractNumId")
        name = links.get(_text(schemes[name], "numStyleLink"), name) if name in schemes else name
        if name in schemes:
            overrides = list(_children(entry, "lvlOverride"))
            levels = {
                **dict(_levels(schemes[name])),
                **{at: level for over in overrides for at, level in _levels(over)},
            }
            anew = {
                _whole(_attribute(over, "ilvl"), 0): _whole(_text(over, "startOverride"), 1)
                for over in overrides
                if _child(over, "startOverride") is not None
            }
            lists[_attribute(entry, "numId")] = _List(name, levels, anew)
    return Numbering(lists, dict(_styled(styles, schemes, lists)) if styles is not None else {})


def _levels(parent: Element) -> Iterator[tuple[int, Level]]:
    for level in _children(parent, "lvl"):
        restart = _text(level, "lvlRestart")
        yield (
            _whole(_attribute(level, "ilvl"), 0),
            Level(
                start=_whole(_text(level, "start"), 0),
                style=_format(level),
                text=_text(level, "lvlText"),
                is_decimal=_child(level, "isLgl") is not None,
                restarts=_whole(restart, 0) if restart else None,
            ),
        )


def _format(level: Element) -> str:
    """The number format; newer ones stand in a branch beside one for older programs."""
    own = _text(level, "numFmt")
    if own:
        return own
    return next((_attribute(entry, "val") for entry in level.iter() if local(entry) == "numFmt"), "decimal")


def _styled(
    styles: Element, schemes: Mapping[str, Element], lists: Mapping[str, _List]
) -> Iterator[tuple[str, tuple[str, int]]]:
    """Every style that numbers its paragraphs, be it by the style that it is based on."""
    known = {_attribute(style, "styleId"): style for style in _children(styles, "style")}
    for name in known:
        base = name
        for _ in range(_CHAIN):
            style = known.get(base)
            if style is None:
                break
            properties = _child(style, "pPr")
            own = _child(properties, "numPr") if properties is not None else None
            number = _text(own, "numId") if own is not None else ""
            if own is not None and number:
                level = _text(own, "ilvl")
                linked = _linked(schemes, lists, number, base)
                yield name, (number, _whole(level, 0) if level else linked)
                break
            base = _text(style, "basedOn")


def _linked(schemes: Mapping[str, Element], lists: Mapping[str, _List], number: str, style: str) -> int:
    """The level of a list that names the style."""
    scheme = schemes.get(lists[number].scheme) if number in lists else None
    levels = _children(scheme, "lvl") if scheme is not None else ()
    return next((_whole(_attribute(level, "ilvl"), 0) for level in levels if _text(level, "pStyle") == style), 0)


def _drawn(found: _List, counts: Mapping[int, int], index: int, shown: Level) -> str:
    level = found.levels.get(index, Level())
    style = "decimal" if shown.is_decimal else level.style
    return enumerator(counts.get(index, level.start), style)


def _child(parent: Element, name: str) -> "Element | None":
    return next(_children(parent, name), None)


def _children(parent: Element, name: str) -> Iterator[Element]:
    return (child for child in parent if local(child) == name)


def _text(parent: Element, name: str) -> str:
    """The value of the child of that name, empty without one."""
    child = _child(parent, name)
    return _attribute(child, "val") if child is not None else ""


def _attribute(element: Element, name: str) -> str:
    return value(element, name) or ""


def _whole(text: str, otherwise: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else otherwise
