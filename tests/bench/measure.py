"""How a row is measured: many runs, the median, one core."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Measured:
    """One row of the table. per_second: how many `units` a second one core does at the median."""

    what: str
    median_ms: float
    units: float
    unit: str
    instead: str = ""

    @property
    def per_second(self) -> float:
        return self.units / self.median_ms * 1000


def measure(
    what: str, act: Callable[[], object], *, runs: int = 200, units: float = 1, unit: str = "次", instead: str = ""
) -> Measured:
    """The median of `runs` runs of `act`, after a tenth as many that do not count."""
    for _ in range(max(1, runs // 10)):
        act()
    times = []
    for _ in range(runs):
        start = perf_counter()
        act()
        times.append((perf_counter() - start) * 1000)
    return Measured(what, median(times), units, unit, instead)
