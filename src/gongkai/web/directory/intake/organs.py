"""Organs from a table: one line an organ. The one above may stand in the file, before or after, or be there already."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from gongkai.regulation.organs import KIND_LABELS, LEVEL_LABELS, Kind, Level
from gongkai.web.audit.acting import Actor, together
from gongkai.web.audit.kinds import batched
from gongkai.web.directory import organ_acts
from gongkai.web.directory.intake.result import Result, chosen, entering, faults_of
from gongkai.web.directory.intake.table import Fault, Line, read
from gongkai.web.organs.models import Organ

COLUMNS = ("机关代码", "名称", "层级", "类别")
OPTIONAL = ("简称", "统一社会信用代码", "上级代码")
_FIELDS = {"code": "机关代码", "name": "名称", "short_name": "简称", "credit_code": "统一社会信用代码"}
LEVELS: Mapping[str, Level] = {label: level for level, label in LEVEL_LABELS.items()}
KINDS: Mapping[str, Kind] = {label: kind for kind, label in KIND_LABELS.items()}


def enter(data: bytes, *, by: Actor, on: date, is_rehearsal: bool) -> Result:
    """Enter the organs of a file, or rehearse it. Raises UnreadableTable, and what `perform` raises."""
    lines = read(data, columns=COLUMNS, optional=OPTIONAL)
    faults = list(_faults(lines))
    if not faults:
        with entering(is_rehearsal=is_rehearsal), together():
            _enter(lines, by=by, on=on)
    return Result({"机关": len(lines)}, sorted(faults, key=lambda fault: fault.line), is_rehearsal)


def _enter(lines: Sequence[Line], *, by: Actor, on: date) -> None:
    """Those above first. Each is read fresh below its upper organ: treebeard counts children on the row itself."""
    for line in _from_the_top(lines):
        organ_acts.register(
            by=by,
            on=on,
            code=line["机关代码"],
            name=line["名称"],
            short_name=line["简称"],
            credit_code=line["统一社会信用代码"] or None,
            level=LEVELS[line["层级"]],
            kind=KINDS[line["类别"]],
            under=Organ.objects.get(code=line["上级代码"]) if line["上级代码"] else None,
        )


def _from_the_top(lines: Sequence[Line]) -> Iterator[Line]:
    """Lines in an order in which nobody comes before the organ above. Those in a circle never come."""
    waiting: dict[str, list[Line]] = {}
    in_file = {line["机关代码"] for line in lines}
    ready = []
    for line in lines:
        above = line["上级代码"]
        (waiting.setdefault(above, []) if above in in_file else ready).append(line)
    while ready:
        line = ready.pop(0)
        yield line
        ready.extend(waiting.pop(line["机关代码"], ()))


def _faults(lines: Sequence[Line]) -> Iterator[Fault]:
    for line in lines:
        found: list[Fault] = []
        chosen(line, "层级", LEVELS, found)
        chosen(line, "类别", KINDS, found)
        row = Organ(**{field: line[column] or None for field, column in _FIELDS.items() if field != "short_name"})
        row.short_name = line["简称"]
        yield from [*found, *faults_of(line, row, _FIELDS)]
    yield from _taken(lines, "机关代码", "code")
    yield from _taken(lines, "统一社会信用代码", "credit_code")
    yield from _without_above(lines)


def _taken(lines: Sequence[Line], column: str, field: str) -> Iterator[Fault]:
    counts = Counter(line[column] for line in lines if line[column])
    there: set[str] = set()
    for some in batched(counts):
        there.update(Organ.objects.filter(**{f"{field}__in": some}).values_list(field, flat=True))
    for line in lines:
        if line[column] in there:
            yield Fault(line.number, column, f"“{line[column]}”已经登记过。")
        elif counts[line[column]] > 1:
            yield Fault(line.number, column, f"“{line[column]}”在文件中出现了 {counts[line[column]]} 次。")


def _without_above(lines: Sequence[Line]) -> Iterator[Fault]:
    known = {line["机关代码"] for line in lines}
    asked = {line["上级代码"] for line in lines if line["上级代码"]} - known
    for some in batched(asked):
        known.update(Organ.objects.filter(code__in=some, state="active").values_list("code", flat=True))
    reached = {line.number for line in _from_the_top(lines)}
    for line in lines:
        if line["上级代码"] and line["上级代码"] not in known:
            yield Fault(line.number, "上级代码", f"没有代码为“{line['上级代码']}”的在册机关，文件里也没有。")
        elif line.number not in reached:
            yield Fault(line.number, "上级代码", "上下级绕成了圈：顺着上级找，又回到了它自己。")
