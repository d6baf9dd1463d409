"""Puts the tables of the last runs between the two markers of a document.

usage: publish.py DOCUMENT FOLDER, which holds a table-N.md for each number of pages
"""

import sys
from pathlib import Path

BEGIN, END = "<!-- figures: bench/bench --write -->\n", "<!-- end of figures -->\n"

document, folder = map(Path, sys.argv[1:])
tables = sorted(folder.glob("table-*.md"), key=lambda path: int(path.stem.removeprefix("table-")))
text = document.read_text(encoding="utf-8")
before, rest = text.split(BEGIN)
after = rest.split(END)[1]
figures = "\n".join(path.read_text(encoding="utf-8").strip() + "\n" for path in tables)
document.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", encoding="utf-8")
