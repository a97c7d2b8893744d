"""The tags of a template: read as a syntax tree, of which only names, loops and conditions may stand."""

from collections.abc import Iterator, Mapping
from io import BytesIO

from docx.opc.exceptions import PackageNotFoundError
from docxtpl import DocxTemplate
from jinja2 import TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

_ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.For,
    nodes.If,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Getattr,
)
LOOP = {"loop": frozenset({"index"})}


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates are read and filled: nothing can be called or changed. A value that the record lacks prints
    nothing; that no name is unknown is checked before."""
    return ImmutableSandboxedEnvironment(autoescape=True)


class Tags:
    """What a template asks for. names: the values; attributes: loop variable → what is asked of it; problems: tags
    that are no names, loops or conditions, a sentence each."""

    def __init__(self, data: bytes) -> None:
        self.names: set[str] = set()
        self.problems: list[str] = []
        self._loops: dict[str, str] = {}
        self.asked: list[tuple[str, str]] = []
        try:
            for text in _texts(data):
                self._read(text)
        except (PackageNotFoundError, KeyError, ValueError):
            self.problems.append("模板已经损坏，打不开。请用 Word、WPS 另存后再上传。")

    def _read(self, text: str) -> None:
        try:
            tree = environment().parse(text)
        except TemplateSyntaxError as error:
            self.problems.append(f"模板里的标记写错了（{error.message}）。请检查成对的“{{{{ }}}}”“{{% %}}”。")
            return
        bound = {name.name for loop in tree.find_all(nodes.For) for name in _targets(loop)} | {"loop"}
        for loop in tree.find_all(nodes.For):
            if isinstance(loop.iter, nodes.Name):
                self._loops |= {name.name: loop.iter.name for name in _targets(loop)}
        for node in _all(tree):
            self._take(node, bound)

    def _take(self, node: nodes.Node, bound: set[str]) -> None:
        if not isinstance(node, _ALLOWED):
            what = type(node).__name__
            self.problems.append(f"模板里有不允许的写法（{what}）。只能写名称、循环和条件，不能写计算、过滤器和调用。")
        elif isinstance(node, nodes.Getattr):
            if not isinstance(node.node, nodes.Name) or node.node.name not in bound:
                self.problems.append(f"模板里有不允许的写法（.{node.attr}）。只有循环里的表格行可以写成“行.列”。")
            else:
                self.asked.append((node.node.name, node.attr))
        elif isinstance(node, nodes.Name) and node.ctx == "load" and node.name not in bound:
            self.names.add(node.name)

    def wrong_columns(self, columns: Mapping[str, frozenset[str]]) -> Iterator[str]:
        """Columns that the tables do not have. columns: name of the table → its columns."""
        for variable, attribute in self.asked:
            known = LOOP["loop"] if variable == "loop" else columns.get(self._loops.get(variable, ""), frozenset())
            if attribute not in known:
                names = "、".join(sorted(known)) or "（无）"
                yield f"模板里的“{variable}.{attribute}”没有这一列。可用的列：{names}。"


def _texts(data: bytes) -> Iterator[str]:
    """Body, headers and footers, with the tags made whole that Word cut into pieces."""
    template = DocxTemplate(BytesIO(data))
    template.init_docx()
    yield template.patch_xml(template.get_xml())
    for uri in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(uri):
            yield template.patch_xml(template.get_part_xml(part))


def _targets(loop: nodes.For) -> list[nodes.Name]:
    return [loop.target] if isinstance(loop.target, nodes.Name) else list(loop.target.find_all(nodes.Name))


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from _all(child)
