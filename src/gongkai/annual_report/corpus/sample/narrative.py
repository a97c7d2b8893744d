"""The running text of a made report, in words of our own, with counts that agree with its tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random
from typing import Any

import yaml

from gongkai.annual_report.corpus.sample.organs import Organ
from gongkai.annual_report.corpus.sample.wordings import Counts, Wording, plainly
from gongkai.annual_report.report import Value
from gongkai.regulation.numerals import chinese


@dataclass(frozen=True, slots=True)
class Narrative:
    """What stands around the tables. sections: number → paragraphs."""

    preface: str
    contact: str
    sections: Mapping[int, tuple[str, ...]]


@cache
def _words() -> dict[str, Any]:
    text = resources.files("gongkai.annual_report.corpus.sample").joinpath("narrative.yaml").read_text("utf-8")
    words: dict[str, Any] = yaml.load(text, yaml.CSafeLoader)
    return words


def narrative(
    organ: Organ, year: int, cells: Mapping[str, Value], *, chance: Random, wording: Wording = plainly
) -> Narrative:
    """The text of that organ's report. wording: how it says how many applications there were."""
    words = _words()
    facts = _facts(chance) | {
        "year": year,
        "us": organ.pronoun,
        "organ": organ.name,
        "office": organ.office,
        "address": organ.address,
        "phone": organ.phone,
    }
    said = wording(Counts.of(cells, year))
    return Narrative(
        preface=words["preface"].format(**facts),
        contact=words["contact"].format(**facts),
        sections={1: _general(facts, said, chance), 5: _problems(chance), 6: _others(facts, said, chance)},
    )


def _facts(chance: Random) -> dict[str, Any]:
    website, wechat, weibo = (int(chance.lognormvariate(5, 1)) for _ in range(3))
    return {
        "website": website,
        "wechat": wechat,
        "weibo": weibo,
        "total": website + wechat + weibo,
        "interpretations": chance.randrange(1, 40),
        "trainings": chance.randrange(1, 6),
        "people": chance.randrange(15, 400),
    }


def _general(facts: Mapping[str, Any], said: Mapping[str, str], chance: Random) -> tuple[str, ...]:
    words = _words()
    counted = {1: words["channels"].format(**facts), 2: said["applications"] + said["remedies"]}
    paragraphs = [chance.choice(words["opening"]).format(**facts)]
    for number, sentences in words["parts"].items():
        chosen = [sentence.format(**facts) for sentence in chance.sample(sentences, 2)]
        text = "".join([chosen[0], counted.get(number, ""), chosen[1]])
        paragraphs.append(f"（{chinese(number)}）{words['heads'][number - 1]}。{text}")
    return tuple(paragraphs)


def _problems(chance: Random) -> tuple[str, ...]:
    pairs = chance.sample(_words()["problems"], 2)
    return (
        f"存在的主要问题：一是{pairs[0][0]}；二是{pairs[1][0]}。",
        f"改进措施：一是{pairs[0][1]}；二是{pairs[1][1]}。",
    )


def _others(facts: Mapping[str, Any], said: Mapping[str, str], chance: Random) -> tuple[str, ...]:
    fees = said.get("fees") or _words()["fees"].format(**facts)
    return (fees, _words()["nothing_else"]) if chance.random() < 0.5 else (fees,)
