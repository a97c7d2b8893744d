"""The one script that is not ours is the one that script/vendor names, byte for byte."""

import hashlib
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
STATIC = ROOT / "src/gongkai/web/ui/static/ui"


def test_it_is_what_its_digest_says() -> None:
    pinned = re.search(r"^digest=([0-9a-f]{64})$", (ROOT / "script/vendor").read_text("utf-8"), re.MULTILINE)
    assert pinned is not None
    (vendored,) = (STATIC / "vendor").iterdir()
    assert hashlib.sha256(vendored.read_bytes()).hexdigest() == pinned[1]


def test_no_other_script_is_served_than_it_and_our_own() -> None:
    assert {path.name for path in STATIC.rglob("*.js")} == {"htmx.min.js", "office.js", "upload.js"}
