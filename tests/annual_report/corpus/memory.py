"""How much memory and time a build takes: `gongkai corpus build` in a process of its own, watched from outside."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

_CODE = """
import json, resource, sys, time
from gongkai.cli import main
WHO = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
start = time.monotonic()
main(["corpus", "build", *sys.argv[1:]], standalone_mode=False)
cpu = sum(resource.getrusage(who).ru_utime + resource.getrusage(who).ru_stime for who in WHO)
own, workers = (resource.getrusage(who).ru_maxrss // 1024 for who in WHO)
seconds = time.monotonic() - start
print(json.dumps({"seconds": seconds, "cpu_seconds": cpu, "own_mb": own, "worker_mb": workers}))
"""


@dataclass(frozen=True)
class Cost:
    """Wall seconds; the work of all processes together; the most memory of the parent, and of any one worker."""

    seconds: float
    cpu_seconds: float
    own_mb: int
    worker_mb: int


def cost(directory: Path, out: Path, *, workers: int) -> Cost:
    """Build once, from nothing."""
    command = [sys.executable, "-c", _CODE, str(directory), "-o", str(out), "--workers", str(workers), "--fresh"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Cost(**json.loads(done.stdout.splitlines()[-1]))


def copied(directory: Path, into: Path, times: int) -> Path:
    """The directory's files so many times over, as links that take no room."""
    for copy in range(times):
        target = into / f"{copy:04d}"
        target.mkdir(parents=True)
        for file in directory.rglob("*"):
            if file.is_file() and file.suffix != ".jsonl":
                (target / file.name).hardlink_to(file)
    return into
