"""A folder for a new language pack: every table with its columns and a comment that says what belongs there, and nothing else."""

from __future__ import annotations

import dataclasses
from pathlib import Path

from saksi.errors import InputError
from saksi.pack import LEXICON, MORPHOLOGY
from saksi.reading.syntax.guess import GuessRow
from saksi.tables import Row

# In the order of work: what a table holds, and what to begin with.
TABLES = {
    "closed": "Function words. Begin here: prepositions, articles, pronouns, auxiliaries, the words that open a clause, negation.",
    "reporting": "Words that report words. The thirty verbs of speech of a news agency find most statements.",
    "calendar": "Months, days of the week, units, words such as today and last; the kinds are those that rules/dates.toml names.",
    "numbers": "Number words.",
    "demonyms": "Adjectives and peoples of states. The names of states are made by scripts/build_countries.py from Unicode CLDR.",
    "metonyms": "Capitals, palaces and nicknames that stand for a government.",
    "names": "Organisations, armed groups, media, and what the news calls states besides their names.",
    "titles": "Words that make an actor out of a name: minister, army, police, rebels, former.",
    "modality": "What a word does to the act it governs: will, may, not, plan to, fail to.",
    "events": "Verbs and phrases that name acts, each with a sense of lang/base/senses.tsv.",
    "nouns": "Nouns that name acts: attack, visit, sanctions.",
    "classes": "Nouns by kind, for the conditions (need, veto) of events.tsv and nouns.tsv.",
    "placewords": "Words beside a name that say what kind of place it is: river, province, street.",
    "noise": "Page furniture: regular expressions of what is no news.",
    "abbreviations": "Forms whose full stop ends no sentence.",
    "countries": "Built by scripts/build_countries.py: add the code to LANGUAGES there.",
}
FORMS = {
    "morphology": "How forms are made from a lemma. The lemma itself is always a form.",
    "irregular": "Forms that no row of morphology.tsv makes.",
    "syntax": "How to guess the part of speech of a word that no table lists; read by the syntax without weights.",
}
PACK = """code = "{code}"
name = "{name}"

[tokens]
split_hyphen = "none"

[quotes]
pairs = ["«»", "“”", "\\"\\""]

[numbers]
thousands = "."
decimal = ","
"""
SENTENCES = """# Whole sentences of your own, and what should be read in them. The marks are those of docs/reference/sentences.md:
#
# France denied attacking Mali.
#   says: France | denied | attacking Mali | deny
#   event: ASSAULT FRA -> MLI | denied | attacking
"""
DATES = """# Time expressions; see docs/reference/pack.md.
#
# [[rule]]
# name = "today, yesterday"
# pattern = ["{relday}"]
# value = "shift={relday} unit=D"
# yes = ["... = 2024-06-18"]
"""
README = "# {name} (`{code}`)\n\nSources and licences, what was measured, known gaps.\n"


def scaffold(root: Path, code: str, name: str) -> Path:
    """Writes the folder ``root/code``. Raises InputError when it is there or the code is none."""
    folder = root / code
    if not (code.isalpha() and code.islower() and len(code) in (2, 3)):
        raise InputError(f"{code!r} is no code of a language: two or three small letters, as in ISO 639")
    if folder.exists():
        raise InputError(f"{folder} is there already")
    files = {
        "pack.toml": PACK.format(code=code, name=name),
        **{f"lexicon/{table}.tsv": _empty(LEXICON[table], text) for table, text in TABLES.items()},
        **{f"{table}.tsv": _empty(MORPHOLOGY.get(table, GuessRow), text) for table, text in FORMS.items()},
        "rules/dates.toml": DATES,
        "sentences/first.txt": SENTENCES,
        "README.md": README.format(code=code, name=name),
    }
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    return folder


def _empty(row: type[Row], text: str) -> str:
    """A table without rows: what it is for, and its columns."""
    columns = [f.name for f in dataclasses.fields(row) if f.name != "where"]
    return f"# {text} Columns: docs/reference/pack.md.\n" + "\t".join(columns) + "\n"
