#!/usr/bin/env python3
"""Measures `hotseat serve`: from the write of a file to the reload event a client receives.

usage: serve.py CORPUS [--edits 20] [--more 480] [--seconds 120] [--titles] [--table FILE]

Edits one page after another, as an editor that writes in place does, with pauses as hands
make them, and takes the median; then MORE edits without pauses, for at most SECONDS, to see
whether the resident memory grows. With --titles an edit changes the page's title, which
other pages show, and not its text. Everything is put back in the end. HOTSEAT names the program.
"""

import argparse
import os
import select
import socket
import statistics
import subprocess
import sys
import time
from pathlib import Path

PAUSE = 0.3
PAGES = 50


class Events:
    """A client of the server's event stream, as an open page is one."""

    def __init__(self, address: str):
        host, port = address.removeprefix("http://").rstrip("/").split(":")
        self.socket = socket.create_connection((host, int(port)))
        request = f"GET /__hotseat/events HTTP/1.1\r\nHost: {host}:{port}\r\nAccept: text/event-stream\r\n\r\n"
        self.socket.sendall(request.encode())
        self.rest, self.name = b"", ""
        self.wait("hello")
        self.drain(0.2)

    def read(self, seconds: float) -> list[tuple[str, str]]:
        """The events that have come, with their data; none if nothing comes in time."""
        if not select.select([self.socket], [], [], seconds)[0]:
            return []
        got = self.socket.recv(1 << 20)
        if not got:
            sys.exit("the server closed the stream")
        *lines, self.rest = (self.rest + got).split(b"\n")
        events = []
        for line in lines:
            if line.startswith(b"event:"):
                self.name = line[6:].strip().decode()
            elif line.startswith(b"data:"):
                events.append((self.name, line[5:].strip().decode()))
        return events

    def wait(self, name: str, text: str = "", seconds: float = 30) -> None:
        """Reads until an event of this name whose data holds `text`."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0:
            events = self.read(left)
            if any(event == name and text in data for event, data in events):
                return
            if any(event == "problems" for event, _ in events):
                sys.exit("the server found problems in the corpus")
        sys.exit(f"no `{name}` within {seconds:.0f} s")

    def drain(self, seconds: float) -> int:
        """Reads for so long; how many reloads came."""
        end, count = time.monotonic() + seconds, 0
        while (left := end - time.monotonic()) > 0:
            count += sum(name == "reload" for name, _ in self.read(left))
        return count


def resident(process: int) -> float:
    """In MB."""
    if Path(f"/proc/{process}/statm").exists():
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6
    return int(subprocess.check_output(["ps", "-o", "rss=", "-p", str(process)])) * 1024 / 1e6


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("corpus", type=Path)
    options.add_argument("--edits", type=int, default=20)
    options.add_argument("--more", type=int, default=480)
    options.add_argument("--seconds", type=float, default=120)
    options.add_argument("--titles", action="store_true")
    options.add_argument("--table", type=Path)
    wanted = options.parse_args()
    site = wanted.corpus.resolve() / "hotseat"
    program = os.environ.get("HOTSEAT") or "target/release/hotseat"
    pages = sorted(page for page in (site / "content").rglob("*.md") if page.name != "_index.md")
    step = max(1, len(pages) // PAGES)
    pages = pages[::step][:PAGES]
    before = {page: page.read_text(encoding="utf-8") for page in pages}
    command = [str(Path(program).resolve()), "--root", str(site), "serve", "--port", "0"]
    environment = {**os.environ, "GIT_CEILING_DIRECTORIES": str(site.parent.parent)}
    start = time.monotonic()
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        line = server.stdout.readline()
        ready = time.monotonic() - start
        if "http://" not in line:
            sys.exit("the server did not start")
        events = Events(line[line.index("http://") :].strip())
        first = resident(server.pid)
        times, memory, twice = [], [], 0
        end = None
        for number in range(wanted.edits + wanted.more):
            if number == wanted.edits:
                end = time.monotonic() + wanted.seconds
            if end and time.monotonic() > end:
                break
            page = pages[number % len(pages)]
            text = f"{before[page]}\nEdit {number}.\n"
            if wanted.titles:
                text = before[page].replace("title: ", f"title: Edit {number} ", 1)
            start = time.monotonic()
            page.write_text(text, encoding="utf-8")
            # Of this edit, and not of what one before has changed elsewhere.
            events.wait("reload", f'"{page.relative_to(site / "content").with_suffix(".html")}"')
            times.append(time.monotonic() - start)
            is_by_hand = number < wanted.edits
            twice += events.drain(PAUSE if is_by_hand else 0.005)
            if (number + 1) % 100 == 0 or number + 1 == wanted.edits:
                memory.append((number + 1, resident(server.pid)))
        if memory[-1][0] != len(times):
            memory.append((len(times), resident(server.pid)))
    finally:
        for page, text in before.items():
            page.write_text(text, encoding="utf-8")
        server.terminate()
        server.wait()
    by_hand = [1000 * one for one in times[: wanted.edits]]
    lines = [
        f"- `serve`: ready after {ready:.2f} s; from the write of a file to the reload event: median of {len(by_hand)} edits "
        f"{statistics.median(by_hand):.0f} ms, least {min(by_hand):.0f}, most {max(by_hand):.0f}, 95 % within "
        f"{statistics.quantiles(by_hand, n=20, method='inclusive')[-1]:.0f}.",
        f"- Resident memory in MB: {first:.0f} at first; "
        + ", ".join(f"{size:.0f} after {count}" for count, size in memory)
        + " edits.",
    ]
    if twice:
        lines.append(f"- Reloads beyond one for each edit: {twice}.")
    print("\n".join(lines))
    if wanted.table:
        wanted.table.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
