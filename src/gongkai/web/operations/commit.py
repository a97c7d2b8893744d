"""From which state of the source this program was made, where that can be known."""

import os
from functools import cache
from pathlib import Path

import gongkai


@cache
def commit() -> str:
    """GONGKAI_COMMIT; else what the source directory says of itself; else nothing."""
    return os.environ.get("GONGKAI_COMMIT", "") or _of_the_source(Path(gongkai.__file__).resolve().parents[2])


def _of_the_source(root: Path) -> str:
    git = root / ".git"
    if git.is_file():  # a further working tree names its own directory
        git = root / git.read_text("utf-8").removeprefix("gitdir:").strip()
    head = git / "HEAD"
    if not head.is_file():
        return ""
    said = head.read_text("utf-8").strip()
    return said if not said.startswith("ref:") else _of_branch(git, said.removeprefix("ref:").strip())


def _of_branch(git: Path, branch: str) -> str:
    shared = git / "commondir"
    home = git / shared.read_text("utf-8").strip() if shared.is_file() else git
    if (home / branch).is_file():
        return (home / branch).read_text("utf-8").strip()
    packed = home / "packed-refs"
    lines = packed.read_text("utf-8").splitlines() if packed.is_file() else []
    return next((line.split()[0] for line in lines if line.endswith(f" {branch}")), "")
