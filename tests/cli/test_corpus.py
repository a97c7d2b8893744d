import json
import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner, Result

from gongkai.cli import main
from tests.annual_report.corpus.tables import a_row, outcomes, written


def run(*words: str | Path | int) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_it_makes_builds_checks_ranks_and_draws(tmp_path: Path) -> None:
    papers, table, page = tmp_path / "papers", tmp_path / "all.parquet", tmp_path / "all.html"
    made = run("corpus", "sample", 60, papers, "--formats", "text", "--defective", 0, "--variant", "tabs", "--seed", 5)
    assert made.exit_code == 0, made.output
    built = run("corpus", "build", papers, "-o", table, "--workers", 1)
    assert built.exit_code == 0, built.output
    assert built.stdout == f"{table}：60 行。\n"
    assert built.stderr == ""
    assert run("corpus", "check", table).stdout.startswith("60 个文件：读不了 0 个")
    ranked = json.loads(run("corpus", "rank", table, "--by", "applications", "--top", 3, "--json").stdout)
    assert len(ranked["places"]) == 3
    assert run("corpus", "overview", table, "-o", page).exit_code == 0
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_it_exits_with_1_where_the_corpus_has_errors(tmp_path: Path) -> None:
    good = written(tmp_path / "good.parquet", a_row())
    bad = written(tmp_path / "bad.parquet", a_row(error="文件是空的。"))
    assert run("corpus", "check", good).exit_code == 0
    assert run("corpus", "check", bad).exit_code == 1


def test_it_ranks_by_level_under_its_english_name(tmp_path: Path) -> None:
    table = written(tmp_path / "all.parquet", a_row(level="county", **outcomes(received=50, granted=25)))
    result = run("corpus", "rank", table, "--by", "granted", "--level", "county", "--year", 2024)
    assert "50.0%  青石县水利局（25/50，1 份报告）" in result.stdout
    assert "予以公开率（2024 年，县级）" in result.stdout


def test_it_says_in_one_sentence_what_it_cannot_do(tmp_path: Path) -> None:
    for words in (
        ("build", tmp_path / "nowhere", "-o", tmp_path / "out.parquet"),
        ("check", tmp_path / "absent.parquet"),
        ("rank", tmp_path / "absent.parquet", "--by", "granted"),
        ("rank", tmp_path / "absent.parquet", "--by", "luck"),
        ("overview", tmp_path / "absent.parquet", "-o", tmp_path / "out.html"),
        ("sample", 3, tmp_path, "--variant", "nothing"),
        ("sample", 3, tmp_path, "--defect", "nothing"),
        ("sample", 3, tmp_path, "--formats", "stone"),
    ):
        result = run("corpus", *words)
        assert result.exit_code == 2, words
        assert result.stdout == ""
        assert len(result.stderr.splitlines()) == 1, result.stderr


def test_it_lists_variants_defects_and_indicators() -> None:
    listed = run("corpus", "names").stdout
    assert "page_break" in listed
    assert "balance_broken" in listed
    assert "reversals" in run("corpus", "indicators").stdout


def test_it_says_what_to_install_where_the_extra_is_missing(tmp_path: Path) -> None:
    code = (
        "import sys; [sys.modules.__setitem__(name, None) for name in ('pyarrow', 'duckdb', 'dask', 'rich')];"
        "from gongkai.cli import main; main(sys.argv[1:])"
    )
    for words in (
        ("build", tmp_path, "-o", "x.parquet"),
        ("check", "x.parquet"),
        ("rank", "x.parquet", "--by", "granted"),
    ):
        done = subprocess.run(
            [sys.executable, "-c", code, "corpus", *words], capture_output=True, text=True, check=False
        )
        assert done.returncode == 2
        assert "pip install 'gongkai[corpus]'" in done.stderr
        assert len(done.stderr.splitlines()) == 1
    done = subprocess.run(
        [sys.executable, "-c", code, "corpus", "sample", "2", tmp_path / "made"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_it_shows_help_without_loading_what_only_a_corpus_needs() -> None:
    code = "import sys; from gongkai.cli import main; main(['corpus', '--help'], standalone_mode=False);"
    code += "extra = ('pyarrow', 'duckdb', 'dask', 'distributed', 'rich', 'django');"
    code += "print([m for m in sys.modules if m.split('.')[0] in extra])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
