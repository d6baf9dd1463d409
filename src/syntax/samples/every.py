"""Every construct that has a role of its own."""
from __future__ import annotations

import asyncio as aio
from typing import Annotated, Literal, Protocol

LIMIT: int = 0x_FF + 1_000j - 1e-9
_cache: dict[str, list[Node]] = {}
type Pair[T: int, *Ts, **P] = tuple[T, *Ts]


@app.route("/items/<id>", methods=["GET"])
@functools.cache
async def load(self, url: str, /, *args: int, limit=10, **options: "Any") -> Page | None:
    r'''Loads a page.'''
    async with open(url, mode="rb") as file, lock:
        text: bytes = await file.read()[1:-1, ...]
    if limit is not None and url not in _cache or not text:  # again
        raise ValueError(f"seen {url!r:>{LIMIT}} {len(text):,.2f} {'a' 'b'}\n{{}}") from None
    return Page(text @ 2 ** 3 // 4 % 5 << 1 & ~6 | 7 ^ 8, key=lambda x, *y: x[0] <= y)


class Page(Protocol, metaclass=abc.ABCMeta):
    kind: Literal["a", "b"] = "a"
    size: Annotated[int, Field(gt=0)]

    def __init__(self, list, type=None):
        super().__init__()
        self.items = [id for id in list if isinstance(id, (int, str))]
        self.match = type(self) is Page
        global total; total += 1

    @property
    def first(cls): return cls.items[0] if cls.items else ...


match command.split():
    case ["go", ("north" | "south") as way, *_]: print(way, end="")
    case Point(x=0, y=-1) | {"key": str(), **rest} if rest: pass
    case Color.RED | None | -1.5: del rest
    case _: match = case = type = 1

try:
    total = sum(x for x in range(10) if (y := x % 2) != 0)
except* (OSError, socket.timeout) as error:
    assert error, t"{error=}"
finally:
    while True: break
    else: yield from b'\x00' + u"é" + rb"\d"
