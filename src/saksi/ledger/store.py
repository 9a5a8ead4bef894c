"""The SQLite file: opened, made, migrated, locked; what SQLite complains of, in one line that says what to do."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from saksi.errors import LedgerError
from saksi.ledger import migrate

PATIENCE = 30.0  # seconds a writer waits for another
WRITER_KB = 65_536  # of pages kept in memory by a connection
READER_KB = 8_192  # a site has dozens; what they read lies in the memory map, which all share
_MAKE = "make it with `saksi init {path}`, or check the name"
_ADVICE = (
    ("disk is full", "the disk is full; what was committed is kept: free space and run the same command again"),
    ("disk i/o error", "the disk reports an error; check the disk, then run `saksi ledger check {path}`"),
    ("readonly", "is read-only; give yourself the right to write it, or work on a copy"),
    ("read-only", "is read-only; give yourself the right to write it, or work on a copy"),
    ("locked", "another program has been writing to it for {patience:.0f} seconds; wait until it is done and run the same command again"),
    ("malformed", "is damaged; run `saksi ledger check {path}`, restore a backup, or ingest again into a new ledger"),
    ("not a database", "is no ledger but another kind of file; check the name"),
    ("unable to open", "cannot be opened; check the folder and its rights"),
)


def explained(error: sqlite3.Error, path: Path) -> LedgerError:
    """What SQLite says, as one line that names the file and the remedy."""
    text = str(error)
    advice = next((advice for sign, advice in _ADVICE if sign in text.lower()), f"SQLite says: {text}")
    return LedgerError(f"{path}: {advice.format(path=path, patience=PATIENCE)}")


class Store:
    """Connections to one ledger file, one for each thread. Raises LedgerError for everything SQLite complains of."""

    def __init__(self, path: str | os.PathLike[str], *, readonly: bool = False) -> None:
        self.path, self.readonly = Path(path), readonly
        self._local = threading.local()
        self._open: dict[threading.Thread, sqlite3.Connection] = {}
        self._opening = threading.Lock()
        with self.errors():
            self._check()

    @classmethod
    def create(cls, path: str | os.PathLike[str]) -> Store:
        """A new, empty ledger. Raises LedgerError when the file is there already."""
        new = Path(path)
        if new.exists():
            raise LedgerError(f"{new}: is there already; choose another name, or ingest into it")
        if not new.parent.is_dir():
            raise LedgerError(f"{new}: there is no folder {new.parent}; make it first")
        try:
            connection = sqlite3.connect(new, isolation_level=None)
            connection.execute("PRAGMA page_size = 8192")
            connection.execute("PRAGMA journal_mode = WAL")
            migrate.migrate(connection)
            connection.close()
        except sqlite3.Error as error:
            new.unlink(missing_ok=True)
            raise explained(error, new) from None
        return cls(new)

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection of this thread."""
        found: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if found is None:
            found = self._local.connection = self._connect()
            self._keep(found)
        return found

    def _keep(self, connection: sqlite3.Connection) -> None:
        """Notes the connection of this thread, and closes those of threads that have ended: a site starts many."""
        with self._opening:
            for thread in [thread for thread in self._open if not thread.is_alive()]:
                self._open.pop(thread).close()
            self._open[threading.current_thread()] = connection

    @contextmanager
    def errors(self) -> Iterator[None]:
        """Turns what SQLite raises inside into a LedgerError."""
        try:
            yield
        except sqlite3.Error as error:
            raise explained(error, self.path) from None

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all that happens inside, or nothing."""
        if self.readonly:
            raise LedgerError(f"{self.path}: was opened for reading only; open it with Ledger(path)")
        with self.errors():
            connection = self.connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # a full disk has rolled back by itself
                    connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[sqlite3.Connection]:
        """Several queries that see the same state, whatever is written meanwhile."""
        with self.errors():
            connection = self.connection
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

    def close(self) -> None:
        while self._open:
            with suppress(sqlite3.Error):
                self._open.popitem()[1].close()
        self._local = threading.local()

    def _connect(self) -> sqlite3.Connection:
        connection = self._reader() if self.readonly else self._opened("mode=rw")
        connection.execute(f"PRAGMA busy_timeout = {int(PATIENCE * 1000)}")
        connection.execute("PRAGMA synchronous = FULL")  # a committed article outlives a power cut
        connection.execute(f"PRAGMA cache_size = -{READER_KB if self.readonly else WRITER_KB}")
        connection.execute("PRAGMA mmap_size = 1073741824")
        connection.execute("PRAGMA temp_store = MEMORY")
        return connection

    def _reader(self) -> sqlite3.Connection:
        """For reading. On a medium where SQLite cannot put its notes beside the file it is read as it stands."""
        connection = self._opened("mode=ro")
        try:
            connection.execute("PRAGMA schema_version")
        except sqlite3.OperationalError as error:
            connection.close()
            if "unable to open" not in str(error) or self.path.with_name(self.path.name + "-wal").exists():
                raise
            connection = self._opened("mode=ro&immutable=1")
        return connection

    def _opened(self, options: str) -> sqlite3.Connection:
        name = f"file:{quote(str(self.path.absolute()))}?{options}"
        return sqlite3.connect(name, uri=True, isolation_level=None, check_same_thread=False, timeout=PATIENCE)

    def _check(self) -> None:
        """That the file is a ledger of a schema we know; an older one is brought up to date."""
        if not self.path.is_file():
            raise LedgerError(f"{self.path}: there is no such ledger; {_MAKE.format(path=self.path)}")
        connection = self.connection
        if not migrate.is_ledger(connection):
            raise LedgerError(f"{self.path}: is a SQLite file but no ledger; {_MAKE.format(path=self.path)}")
        have, known = migrate.version_of(connection), migrate.newest()
        if have > known:
            raise LedgerError(f"{self.path}: was made by a newer Saksi (schema {have}, this one knows {known}); install that version")
        if have < known:
            if self.readonly:
                raise LedgerError(f"{self.path}: has schema {have} of an older Saksi; open it once for writing (`saksi ledger check`)")
            migrate.migrate(connection)
