#!/usr/bin/env python3
"""Makes one guide of N pages with six questions each, as sites of several generators.

usage: corpus.py N FOLDER [--formats hotseat,hotseat-all,mdbook,hugo,eleventy] [--seed 1]

The same N and seed give the same bytes. A question has about 94 words and one program of
about 17 lines, in Python or Rust by turns; every third has a table or a list.
"""

import argparse
import json
import random
import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

import sites
import snippets
from words import *

QUESTIONS_OF_A_PAGE = 6
PAGES_OF_A_TOPIC = 8
TOPICS_OF_A_TRACK = 12
DIFFICULTIES = ["easy", "medium", "hard"]


@dataclass
class Question:
    id: str
    difficulty: str
    prompt: str
    answer: str


@dataclass
class Page:
    track: str
    topic: str
    name: str
    title: str
    order: int
    difficulty: str
    updated: str
    description: str
    questions: list[Question]


class Writer:
    """Draws everything from one source of chance, in a fixed order."""

    def __init__(self, seed: int):
        self.chance = random.Random(seed)

    def sentence(self, pattern: str) -> str:
        chance = self.chance
        first, second = chance.sample(TERMS, 2)
        code, other = chance.sample(SNIPPETS, 2)
        values = {
            "T": first.capitalize(), "t": first, "u": second, "c": code, "d": other,
            "n": str(chance.randint(2, 90)), "m": str(chance.randint(2, 900)), "s": chance.choice(PAGES),
        }
        return re.sub(r"\{([Ttucdnms])\}", lambda place: values[place[1]], pattern)

    def prose(self, words: int) -> str:
        sentences, count = [], 0
        while count < words:
            sentences.append(self.sentence(self.chance.choice(SENTENCES)))
            count += len(sentences[-1].split())
        return textwrap.fill(" ".join(sentences), 88, break_long_words=False, break_on_hyphens=False)

    def program(self, language: str) -> str:
        pool = snippets.PYTHON if language == "python" else snippets.RUST
        names: dict[str, str] = {}

        def name(place: re.Match) -> str:
            kind = place[1]
            if kind not in names:
                names[kind] = self.name(kind)
            return names[kind]

        return re.sub(r"X([FGCDVWSNM])(?![A-Za-z])", name, self.chance.choice(pool).strip("\n"))

    def name(self, kind: str) -> str:
        chance = self.chance
        if kind in "FG":
            return f"{chance.choice(VERBS)}_{chance.choice(NOUNS)}"
        if kind in "CD":
            return chance.choice(ADJECTIVES) + chance.choice(CLASSES)
        if kind in "VW":
            return chance.choice(NOUNS) + chance.choice(["", "", "_by_id", "_map", "_v2"])
        if kind == "S":
            return chance.choice(STRINGS)
        return str(chance.randint(2, 999))

    def table(self) -> str:
        chance = self.chance
        first, second, third = chance.sample(TERMS, 3)
        rows = [f"| Aspect | {first} | {second} |", "| --- | --- | --- |"]
        aspects = ["Cost", "Memory", "Safety", "Latency", "Ordering", "Typical use", "Failure mode"]
        for aspect in chance.sample(aspects, 4):
            left = chance.choice(["low", "high", "O(1)", "O(n)", f"bounded by the {third}"])
            uses = f"uses `{chance.choice(SNIPPETS).replace('|', '')}`"
            right = chance.choice([uses, "none", "checked at compile time", "checked at run time"])
            rows.append(f"| **{aspect}** | {left} | {right} |")
        return "\n".join(rows)

    def list(self) -> str:
        items = []
        for _ in range(4):
            term = self.chance.choice(TERMS)
            items.append(f"- **{term}**: {self.sentence(self.chance.choice(SENTENCES)).split('; ')[0]}")
        return "\n".join(items)

    def question(self, page: int, index: int, taken: set[str]) -> Question:
        prompt = self.sentence(self.chance.choice(QUESTIONS))
        id = re.sub(r"[^a-z0-9]+", "-", prompt.lower()).strip("-")[:48].strip("-")
        if id in taken:
            id += f"-{index + 1}"
        taken.add(id)
        language = ["python", "rust"][(page * QUESTIONS_OF_A_PAGE + index) % 2]
        answer = f"{self.prose(30)}\n\n```{language}\n{self.program(language)}\n```\n\n{self.prose(8)}"
        if index % 3 == 2:
            answer += "\n\n" + (self.table() if (page + index) % 2 else self.list())
        return Question(id, self.chance.choice(DIFFICULTIES), prompt, answer)

    def page(self, index: int) -> Page:
        chance = self.chance
        topic, place = divmod(index, PAGES_OF_A_TOPIC)
        track, topic_in_track = divmod(topic, TOPICS_OF_A_TRACK)
        round, track = divmod(track, len(TRACKS))
        name = PAGES[(topic * 7 + place * 5) % len(PAGES)]
        taken: set[str] = set()
        questions = [self.question(index, number, taken) for number in range(QUESTIONS_OF_A_PAGE)]
        return Page(
            track=TRACKS[track] + (f"-{round + 1}" if round else ""),
            topic=TOPICS[topic_in_track],
            name=name,
            title=name.replace("-", " ").title(),
            order=place + 1,
            difficulty=chance.choice(DIFFICULTIES),
            updated=f"2025-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}",
            description=f"{name} interview questions on the {chance.choice(TERMS)} and the {chance.choice(TERMS)}.",
            questions=questions,
        )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("pages", type=int)
    options.add_argument("folder", type=Path)
    options.add_argument("--formats", default=",".join(sites.FORMATS))
    options.add_argument("--seed", type=int, default=1)
    wanted = options.parse_args()
    writer = Writer(wanted.seed)
    tree: sites.Tree = {}
    for index in range(wanted.pages):
        page = writer.page(index)
        tree.setdefault(page.track, {}).setdefault(page.topic, []).append(page)
    for format in wanted.formats.split(","):
        sites.write(format, tree, wanted.folder)
    facts = {"pages": wanted.pages, "questions": wanted.pages * QUESTIONS_OF_A_PAGE, "seed": wanted.seed}
    (wanted.folder / "corpus.json").write_text(json.dumps(facts) + "\n")


if __name__ == "__main__":
    main()
