#!/usr/bin/env python3
"""Compares whole builds of one corpus by several generators, interleaved.

usage: run.py CORPUS [--runs 5] [--tools hotseat,floor,…] [--table FILE] [--json FILE]

CORPUS was made by corpus.py. Each run is a build into a fresh folder, with hotseat's own
cache removed; wall time, CPU time and peak memory are those of the whole process with its
children. The row `hotseat` also gives `hotseat-rebuild` (once more, nothing changed) and
`hotseat-edit` (once more, one page changed). Programs come from the environment: HOTSEAT,
FLOOR, MDBOOK, HUGO, ELEVENTY (a node_modules folder). A program that is missing is skipped.
"""

import argparse
import json
import os
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

TOOLS = ["hotseat", "hotseat-all", "floor", "mdbook", "hugo", "eleventy"]
PAGE_OF_FLOOR = "12"
# At build, in the same process; mdBook leaves highlighting to the browser.
HIGHLIGHTING = ["eleventy", "hugo"]
# Folders that go when all is measured, and how many bytes are to be left on the disk.
OUTPUTS: list[str] = []
ROOM = 20e9


def complain(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


class Tool:
    def __init__(self, name: str, corpus: Path):
        self.name = name
        self.corpus = corpus
        self.site = corpus / ("hotseat" if name == "floor" else name)
        variable = "HOTSEAT" if name.startswith("hotseat") else name.upper()
        self.program = os.environ.get(variable) or shutil.which(name) or ""

    def missing(self) -> str | None:
        if not self.program or not os.path.exists(self.program):
            return "not installed"
        return None if self.site.is_dir() else "not in the corpus"

    def command(self, output: str) -> list[str]:
        site = str(self.site)
        match self.name:
            case "floor":
                return [self.program, f"{site}/content", output, PAGE_OF_FLOOR]
            case "mdbook":
                return [self.program, "build", site, "-d", output]
            case "hugo":
                return [self.program, "-s", site, "-d", output, "--ignoreCache", "--quiet"]
            case "eleventy":
                return ["node", "node_modules/@11ty/eleventy/cmd.cjs", "--quiet", f"--output={output}"]
            case _:
                return [self.program, "--root", site, "build", "--output", output, "--quiet"]

    def forget(self) -> None:
        """A build after this one knows nothing of those before."""
        if self.name.startswith("hotseat"):
            shutil.rmtree(self.site / ".hotseat", ignore_errors=True)
        if self.name == "eleventy" and not (self.site / "node_modules").exists():
            (self.site / "node_modules").symlink_to(self.program)


def measure(tool: Tool, output: str, limit: float) -> dict | None:
    """Runs the tool once; nothing if it took longer than `limit`."""
    # The corpus may lie in a repository, whose history is none of its business.
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(tool.corpus.parent)}
    start = time.monotonic()
    child = subprocess.Popen(
        tool.command(output),
        cwd=tool.site,
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    signal.signal(signal.SIGALRM, lambda *_: os.killpg(child.pid, signal.SIGKILL))
    signal.setitimer(signal.ITIMER_REAL, limit)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    signal.setitimer(signal.ITIMER_REAL, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        why = f"over {limit:.0f} s" if wall >= limit else f"ended with {child.returncode}"
        complain(f"{tool.name}: {why}, left out")
        return None
    cpu = usage.ru_utime + usage.ru_stime
    return {"wall": wall, "cpu": cpu, "rss": usage.ru_maxrss / 1024}


def size(folder: str) -> dict:
    files = [file for file in Path(folder).rglob("*") if file.is_file()]
    return {
        "files": len(files),
        "html": sum(file.suffix == ".html" for file in files),
        "output": sum(file.stat().st_size for file in files) / 1e6,
    }


def edited_page(site: Path) -> Path:
    pages = sorted((site / "content").rglob("*.md"))
    return next(page for page in pages if page.name != "_index.md")


def turn(tool: Tool, rows: dict, limit: float) -> bool:
    """One build of the tool and what follows it; whether it ended well."""
    top = tempfile.mkdtemp(prefix="out-", dir=tool.corpus.parent)
    output = f"{top}/site"
    tool.forget()
    try:
        cold = measure(tool, output, limit)
        if not cold:
            return False
        rows.setdefault(tool.name, []).append({**cold, **size(output)})
        if tool.name == "hotseat":
            again = measure(tool, output, limit)
            page = edited_page(tool.site)
            text = page.read_bytes()
            try:
                page.write_bytes(text + b"\nOne more sentence.\n")
                edited = measure(tool, output, limit)
            finally:
                page.write_bytes(text)
            rows.setdefault("hotseat-rebuild", []).extend([again] if again else [])
            rows.setdefault("hotseat-edit", []).extend([edited] if edited else [])
        return True
    finally:
        OUTPUTS.append(top)
        # While there is room: to remove files slows down making new ones, on ext4 for minutes.
        while OUTPUTS and shutil.disk_usage(tool.corpus.parent).free < ROOM:
            shutil.rmtree(OUTPUTS.pop(0), ignore_errors=True)


def medians(rows: dict) -> dict:
    def median(runs: list, key: str) -> float | None:
        values = [run[key] for run in runs if key in run]
        return statistics.median(values) if values else None

    keys = ["wall", "cpu", "rss", "files", "html", "output"]
    return {name: {key: median(runs, key) for key in keys} for name, runs in rows.items() if runs}


def table(rows: dict, middle: dict) -> list[str]:
    own = middle.get("hotseat")
    lines = [
        "| | runs | wall s (least–most) | CPU s | wall × | CPU × | peak MB | files | output MB |",
        "|---|--:|--:|--:|--:|--:|--:|--:|--:|",
    ]
    for name, one in sorted(middle.items(), key=lambda row: row[1]["wall"]):
        walls = [run["wall"] for run in rows[name]]
        cells = [
            name,
            str(len(walls)),
            f"{one['wall']:.3f} ({min(walls):.3f}–{max(walls):.3f})",
            f"{one['cpu']:.3f}",
            f"{one['wall'] / own['wall']:.2f}" if own else "",
            f"{one['cpu'] / own['cpu']:.2f}" if own else "",
            f"{one['rss']:.0f}",
            f"{one['files']:.0f}" if one["files"] else "",
            f"{one['output']:.1f}" if one["output"] else "",
        ]
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def ratios(middle: dict, pages: int) -> list[str]:
    """What the figures say about hotseat, in words."""
    own = middle.get("hotseat")
    if not own:
        return []
    lines = []
    peers = [name for name in HIGHLIGHTING if name in middle]
    if peers:
        wall = min(peers, key=lambda name: middle[name]["wall"])
        cpu = min(peers, key=lambda name: middle[name]["cpu"])
        lines.append(
            f"Against the fastest peer that highlights while it builds: 1/{middle[wall]['wall'] / own['wall']:.1f} of the "
            f"wall time ({wall}), 1/{middle[cpu]['cpu'] / own['cpu']:.1f} of the CPU time ({cpu})."
        )
    if "floor" in middle:
        floor = middle["floor"]
        lines.append(f"Against the floor: {own['wall'] / floor['wall']:.1f} × wall, {own['cpu'] / floor['cpu']:.1f} × CPU.")
    lines.append(f"CPU a page: {own['cpu'] / pages * 1000:.3f} ms.")
    if "hotseat-rebuild" in middle and "hotseat-edit" in middle:
        again, edited = middle["hotseat-rebuild"]["wall"], middle["hotseat-edit"]["wall"]
        lines.append(
            f"Nothing changed: 1/{own['wall'] / again:.1f} of the cold build; one page edited: {edited / again:.2f} × that."
        )
    return lines


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--runs", type=int, default=5)
    options.add_argument("--tools", default=",".join(TOOLS))
    options.add_argument("--limit", type=float, default=900, help="seconds after which a build is stopped")
    options.add_argument("--patience", type=float, default=60, help="a peer that took longer is not run again")
    options.add_argument("--table", type=Path, help="where the Markdown goes, beside standard output")
    options.add_argument("--json", type=Path, help="where every single run goes")
    wanted = options.parse_args()
    corpus = wanted.corpus.resolve()
    pages = json.loads((corpus / "corpus.json").read_text())["pages"]
    tools = [Tool(name, corpus) for name in wanted.tools.split(",")]
    skipped = {tool.name: tool.missing() for tool in tools if tool.missing()}
    for name, why in skipped.items():
        complain(f"{name}: {why}, skipped")
    tools = [tool for tool in tools if tool.name not in skipped]
    rows: dict[str, list] = {}
    for number in range(wanted.runs):
        for tool in list(tools):
            start = time.monotonic()
            is_good = turn(tool, rows, wanted.limit)
            took = time.monotonic() - start
            complain(f"{number + 1}/{wanted.runs} {tool.name}: {took:.1f} s")
            is_own = tool.name.startswith("hotseat") or tool.name == "floor"
            if not is_good or (took > wanted.patience and not is_own):
                tools.remove(tool)
    middle = medians(rows)
    text = table(rows, middle) + [""] + [f"- {line}" for line in ratios(middle, pages)]
    if skipped:
        text.append("- Left out: " + ", ".join(f"{name} ({why})" for name, why in skipped.items()) + ".")
    print("\n".join(text))
    if wanted.table:
        wanted.table.write_text("\n".join(text) + "\n")
    if wanted.json:
        wanted.json.write_text(json.dumps({"pages": pages, "medians": middle, "runs": rows}, indent=1) + "\n")


if __name__ == "__main__":
    try:
        main()
    finally:
        for output in OUTPUTS:
            shutil.rmtree(output, ignore_errors=True)
