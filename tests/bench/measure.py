"""How a row is measured: many runs on one core, and of them the median; of what is compared, run in turns, the tenth
percentile of the processor's time, which other work on the machine disturbs least."""

import gc
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median
from time import perf_counter, process_time


@dataclass(frozen=True)
class Measured:
    """One row of the table. per_second: how many `units` a second one core does at that time."""

    what: str
    ms: float
    units: float
    unit: str
    instead: str = ""

    @property
    def per_second(self) -> float:
        return self.units / self.ms * 1000


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


def measure_in_turns(
    acts: Mapping[str, Callable[[], object]], *, runs: int = 100, unit: str = "次"
) -> Iterator[Measured]:
    """These acts one after the other, and again, so many times: what the machine does beside hits them all alike.

    In each turn an act runs twice, and the second counts: nobody pays for what another left in the caches, or for
    garbage that another left. Each act but the first says how its time compares with that of the first.
    """
    times: dict[str, list[float]] = {what: [] for what in acts}
    for _ in range(runs):
        for what, act in acts.items():
            gc.collect()
            act()
            start = process_time()
            act()
            times[what].append((process_time() - start) * 1000)
    tenth = {what: sorted(each)[runs // 10] for what, each in times.items()}
    first = next(iter(tenth.values()))
    for what, ms in tenth.items():
        yield Measured(what, ms, 1, unit, "" if ms == first else f"{ms / first:.2f} times the first of these")
