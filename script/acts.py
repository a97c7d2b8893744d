"""docs/acts.md out of the tables of acts: what may be done to which kind of thing, by whom, by which article."""

import atexit
import os
import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

import django

if "GONGKAI_HOME" not in os.environ:  # the site is loaded over a home that is thrown away
    os.environ["GONGKAI_HOME"] = home = tempfile.mkdtemp()
    atexit.register(shutil.rmtree, home)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.web.config.settings")
django.setup()

from gongkai.web.accounts.acts import Act, ActTable, tables  # noqa: E402

TARGET = Path(__file__).resolve().parents[1] / "docs" / "acts.md"
HEAD = """# 行为表

本文件由 `script/acts` 从各行为表生成，请勿手改。每一行是工作人员可以办理的一项行为：在什么状态下，办理后是什么状态，
由什么岗位，依据哪一条。按钮、权限、审计记录都出自这些表。
"""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_table(table) for table in tables().values())


def _table(table: ActTable) -> str:
    rows = [
        f"| {_label(act)} | `{act.name}` | {_states(table, act.allowed_from)} | {_states(table, act.leads_to)} "
        f"| {act.who} | {act.citation.key} |"
        for act in table.acts.values()
    ]
    return "\n".join(
        [
            f"\n## {table.label}（`{table.kind}`）\n",
            "| 行为 | 名称 | 原状态 | 新状态 | 岗位 | 依据 |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    )


def _label(act: Act) -> str:
    return f"{act.label}（没有页面：{act.without_page}）" if act.without_page else act.label


def _states(table: ActTable, names: Iterable[str]) -> str:
    return "、".join(sorted({table.state_label(name) for name in names}))


if __name__ == "__main__":
    text = page()
    if "--check" in sys.argv:
        sys.exit(
            0 if TARGET.exists() and TARGET.read_text("utf-8") == text else "docs/acts.md is stale: run script/acts"
        )
    TARGET.write_text(text, "utf-8")
