"""A bounded queue of jobs, worked off by a few tasks."""

import asyncio
from dataclasses import dataclass


@dataclass(frozen=True)
class Job:
    """What is to be done, and how often it may fail."""

    name: str
    retries: int = 3


async def worker(number: int, queue: asyncio.Queue[Job]) -> None:
    while True:
        job = await queue.get()
        try:
            await asyncio.sleep(0.1)
            print(f"worker {number} finished {job.name!r}")
        except OSError as error:
            # Put it back: another worker may be luckier.
            if job.retries > 0:
                await queue.put(Job(job.name, job.retries - 1))
            else:
                raise RuntimeError("gave up") from error
        finally:
            queue.task_done()


async def main() -> None:
    queue: asyncio.Queue[Job] = asyncio.Queue(maxsize=10)
    tasks = [asyncio.create_task(worker(n, queue)) for n in range(3)]
    for name in ("build", "test", "publish"):
        await queue.put(Job(name))
    await queue.join()
    for task in tasks:
        task.cancel()


asyncio.run(main())
