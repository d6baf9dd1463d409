import asyncio
from collections.abc import AsyncIterator


class Batcher:
    """Groups what arrives into batches of one size."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.items: list[str] = []

    async def run(self, source: AsyncIterator[str]) -> int:
        async for item in source:
            self.items.append(item)
            if len(self.items) >= self.size:  # full
                print(f"flush {len(self.items)} items, last {item!r}")
        return await asyncio.sleep(0.1, result=len(self.items))
