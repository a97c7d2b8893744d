"""Print the table of speeds."""

import os
import platform
from importlib import import_module

MODULES = (
    "annual_report",
    "pdf",
    "corpus",
    "regulation",
    "office",
    "sign_in",
    "intake",
    "papers",
    "applications",
    "moving",
)


def main() -> None:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.2f}\n")
    print(f"{'ms':>12}  {'per second':>12}  what")
    for module in MODULES:
        for row in import_module(f"tests.bench.{module}").rows():
            print(f"{row.ms:12.3f}  {row.per_second:12,.0f}  {row.what}{row.instead and f'; {row.instead}'}")


if __name__ == "__main__":
    main()
