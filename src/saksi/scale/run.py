"""The job as a whole, on a cluster of Dask: parts handed out, what is done kept, what fails named."""

from __future__ import annotations

import importlib
import logging
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any

from saksi.errors import InputError, MissingExtra, SaksiError
from saksi.scale.outcome import CLAIMS, PARTS, READINGS, REJECTED, Done, Job, begin, finish, recorded
from saksi.scale.parts import BYTES, Part, parts, sources
from saksi.scale.storage import Folder
from saksi.scale.work import read_part

AHEAD = 3  # parts that the scheduler knows of for each thread: it stays small however many there are
RETRIES = 2  # of a part that fails; a part whose worker dies is given to others by Dask itself
Told = Callable[[int, int, int], None]  # parts done, parts in all, claims


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of a job, and what became of those that are done."""

    job: Job
    parts: Sequence[Part]
    done: dict[Part, Done]

    @property
    def waiting(self) -> list[Part]:
        return [part for part in self.parts if part not in self.done]


def plan(inputs: Sequence[str], job: Job, size: int = BYTES) -> Plan:
    """Begins a job in its folder, or looks how far it is. Raises InputError."""
    found = sources(inputs)
    all_parts = list(parts(found, size))
    folder = Folder(job.out)
    begin(folder, job, found, size)
    for name in (CLAIMS, READINGS, REJECTED, PARTS):
        folder.clean(name)
    return Plan(job, all_parts, {part: was for part in all_parts if (was := recorded(folder, part))})


def run(
    planned: Plan, client: Any, tell: Callable[[str], None] = lambda line: None, told: Told = lambda done, of, claims: None
) -> dict[str, Any]:
    """Reads what is not done yet, and gives the manifest. Parts that fail again and again are set aside in it. ``client``: of Dask; is not
    asked when everything is done."""
    done, aside = dict(planned.done), dict[Part, str]()
    for part, outcome in _outcomes(planned.waiting, planned.job, client) if planned.waiting else ():
        if isinstance(outcome, Done):
            done[part] = outcome
        else:
            aside[part] = outcome
            tell(f"{part.place}: set aside ({outcome})")
        told(len(done), len(planned.parts), sum(one.claims for one in done.values()))
    return finish(Folder(planned.job.out), [done[part] for part in planned.parts if part in done], aside)


def _outcomes(waiting: Sequence[Part], job: Job, client: Any) -> Iterator[tuple[Part, Done | str]]:
    """Each part with what became of it, as they end."""
    distributed = importlib.import_module("distributed")
    mark, todo = uuid.uuid4().hex[:8], iter(waiting)

    def submit(part: Part) -> Any:
        future = client.submit(read_part, part, job, key=f"{part.name}-{mark}", retries=RETRIES, pure=False)
        known[future.key] = part
        return future

    known: dict[str, Part] = {}
    threads = sum(client.nthreads().values())
    running = distributed.as_completed([submit(part) for part in islice(todo, AHEAD * max(threads, 1))])
    for future in running:
        part = known.pop(future.key)
        yield part, future.result() if future.status == "finished" else _reason(future)
        future.release()
        if (following := next(todo, None)) is not None:
            running.add(submit(following))


def _reason(future: Any) -> str:
    """Why a part was given up, in one line."""
    error = future.exception()
    if type(error).__name__ == "KilledWorker":
        return "the workers that read it died again and again; look at their memory"
    text = " ".join(str(error).split()) or type(error).__name__
    return text if isinstance(error, SaksiError) else f"{type(error).__name__}: {text}"


@contextmanager
def cluster(workers: int, scheduler: str = "") -> Iterator[Any]:
    """A client of the scheduler at an address, or of one that is started here with so many workers. Raises MissingExtra, InputError."""
    try:
        dask, distributed = importlib.import_module("dask"), importlib.import_module("distributed")
    except ImportError:
        raise MissingExtra("a job needs Dask: pip install 'saksi[scale]'") from None
    with ExitStack() as stack:
        stack.enter_context(dask.config.set({"distributed.worker.memory.terminate": 0.95, "distributed.admin.tick.limit": "1h"}))
        if scheduler:
            try:
                client = stack.enter_context(distributed.Client(scheduler, timeout=20))
            except (OSError, TimeoutError, ValueError) as error:
                raise InputError(f"--scheduler {scheduler}: no scheduler answers ({' '.join(str(error).split())[:120]})") from None
            yield client
            return
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        made = distributed.LocalCluster(n_workers=workers, threads_per_worker=1, dashboard_address=None, silence_logs=logging.CRITICAL)
        yield stack.enter_context(distributed.Client(stack.enter_context(made)))
