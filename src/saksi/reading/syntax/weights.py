"""The file of a trained reader: an .npz of named arrays and a JSON note, with no code in it."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from saksi.errors import PackError

Array = NDArray[np.float32]
VERSION = 1
TABLES = ("word", "trait")  # kept as bytes with a scale per row


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """Arrays by the names of the network's parameters, words of the word table (row = index + 1), and labels.

    ``lexicon``: the parts of speech that the pack's tables gave a word when the weights were trained; kept here, so that
    a later change of a table does not change what the network sees.
    """

    arrays: Mapping[str, NDArray[Any]]
    words: tuple[str, ...]
    tags: tuple[str, ...]
    relations: tuple[str, ...]
    lexicon: Mapping[str, tuple[str, ...]]
    note: Mapping[str, Any]

    def matrix(self, name: str) -> Array:
        """An array as float32, contiguous."""
        return np.ascontiguousarray(self.arrays[name], dtype=np.float32)

    def number(self, name: str) -> int:
        return int(self.note["sizes"][name])


def quantise(table: Array) -> dict[str, NDArray[Any]]:
    """A table as signed bytes and a float16 scale a row."""
    scale = (np.abs(table).max(1) / 127).astype(np.float16)
    safe = np.where(scale > 0, scale, 1).astype(np.float32)
    return {"bytes": np.clip(np.rint(table / safe[:, None]), -127, 127).astype(np.int8), "scale": scale}


def save_weights(
    path: Path, arrays: Mapping[str, Array], words: tuple[str, ...], lexicon: Mapping[str, tuple[str, ...]], note: Mapping[str, Any]
) -> None:
    """Writes weights; equal input gives equal bytes (zip members carry no clock)."""
    kept: dict[str, NDArray[Any]] = {}
    for name, array in sorted(arrays.items()):
        if name in TABLES:
            kept |= {f"{name}.{part}": value for part, value in quantise(array).items()}
        else:
            kept[name] = array.astype(np.float16)
    kept["words"] = _text("\n".join(words))
    kept["lexicon"] = _text("\n".join(" ".join((word, *entries)) for word, entries in sorted(lexicon.items())))
    kept["note"] = _text(json.dumps({**note, "version": VERSION}, sort_keys=True, ensure_ascii=False))
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as stream:
        np.savez_compressed(stream, allow_pickle=False, **kept)


def _text(text: str) -> NDArray[np.uint8]:
    return np.frombuffer(text.encode(), dtype=np.uint8)


def load_weights(path: Path | Traversable) -> Weights:
    """Raises PackError when the file is not there, damaged, or of another version."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            arrays = {name: file[name] for name in file.files}
        note = json.loads(arrays.pop("note").tobytes())
        words = tuple(arrays.pop("words").tobytes().decode().split("\n"))
        lexicon = arrays.pop("lexicon", np.zeros(0, np.uint8)).tobytes().decode()
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        raise PackError(f"{path.name}: not a file of syntax weights ({error}); train it anew with `saksi train`") from None
    if note.get("version") != VERSION:
        raise PackError(f"{path.name}: weights of version {note.get('version')}, this program reads version {VERSION}; train them anew")
    listed = {word: tuple(entries) for word, *entries in (line.split(" ") for line in lexicon.split("\n"))}
    return Weights(arrays, words, tuple(note["tags"]), tuple(note["relations"]), listed, note)
