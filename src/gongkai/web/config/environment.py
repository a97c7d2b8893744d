"""What the environment says, as values. A word that is not understood stops the start with a plain sentence."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

_YES, _NO = frozenset({"1", "true", "yes", "on"}), frozenset({"", "0", "false", "no", "off"})


def home() -> Path:
    """Where the database, files and keys live: GONGKAI_HOME, or var/ in the working directory. Made where missing."""
    path = Path(os.environ.get("GONGKAI_HOME") or "var").resolve()
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(f"建不成数据目录 {path}。请用 GONGKAI_HOME 指定一个能写的目录。") from error
    return path


def switch(name: str) -> bool:
    """A setting that is on or off; off where it is not set."""
    word = os.environ.get(name, "").strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise ImproperlyConfigured(f"{name} 只能写 1 或 0，现在写的是“{word}”。")


def words(name: str, default: str) -> list[str]:
    """A list parted by commas."""
    return [word.strip() for word in os.environ.get(name, default).split(",") if word.strip()]


def secret_key(kept_in: Path) -> str:
    """GONGKAI_SECRET_KEY, or the key kept in that directory: made on the first start, readable by its owner alone.

    Two processes that start at once end with the same key: it appears complete or not at all.
    """
    given = os.environ.get("GONGKAI_SECRET_KEY")
    if given:
        return given
    path = kept_in / "secret_key"
    if not path.exists():
        _make_key(path)
    return path.read_text("utf-8").strip()


def _make_key(path: Path) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w", encoding="utf-8") as file:
        file.write(get_random_secret_key())
    try:
        os.link(draft, path)
    except FileExistsError:
        pass  # another process was quicker; its key is the one
    finally:
        draft.unlink()
