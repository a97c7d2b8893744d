"""The worked examples of limits that run from one day: to publish, to seek a remedy, to be carried over."""

import json

import pytest
from click.testing import CliRunner, Result

from gongkai.cli import main


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["limit", *words])


@pytest.mark.parametrize(
    ("kind", "start", "last"),
    [
        ("publication", "2025-01-24", "2025-02-27"),
        ("publication", "2025-09-26", "2025-10-30"),
        ("publication", "2026-04-20", "2026-05-20"),
        ("reconsideration", "2025-08-05", "2025-10-09"),
        ("litigation", "2025-08-05", "2026-02-05"),
        ("litigation", "2025-08-31", "2026-02-28"),
        ("litigation_after_reconsideration", "2025-09-22", "2025-10-09"),
        ("carry_over", "2025-12-01", "2025-12-04"),
    ],
)
def test_it_finds_the_last_day_with_its_steps(kind: str, start: str, last: str) -> None:
    result = run(kind, "--from", start, "--json")
    assert result.exit_code == 0, result.stderr
    data = json.loads(result.stdout)
    assert data["steps"]
    assert all(step["why"] and step["reference"] for step in data["steps"])
    assert data["day"] == last


def test_it_knows_the_special_limits_of_publication() -> None:
    usual = json.loads(run("publication", "--from", "2025-01-24", "--json").stdout)["day"]
    special = json.loads(run("publication", "--from", "2025-01-24", "--special", "budget", "--json").stdout)["day"]
    assert special == "2025-02-13" != usual


def test_it_prints_the_day_in_words_first() -> None:
    assert run("carry_over", "--from", "2025-06-01").stdout.splitlines()[0].endswith("2025年12月4日")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["x", "--from", "2025-01-01"], "没有“x”这种期限"),
        (["litigation", "--from", "2025-02-30"], "不存在"),
        (["litigation", "--from", "昨天"], "昨天"),
        (["litigation", "--from", "2025-01-01", "--special", "budget"], "--special 只用于 publication"),
        (["publication", "--from", "2025-01-01", "--special", "x"], "收到的是“x”"),
        (["publication", "--from", "1990-01-01"], "不能适用"),
        (["publication"], "缺少 --from"),
    ],
)
def test_it_refuses_in_one_plain_line(words: list[str], said: str) -> None:
    result = run(*words)
    assert result.exit_code == 2
    assert said in result.stderr
    assert len(result.stderr.splitlines()) == 1
