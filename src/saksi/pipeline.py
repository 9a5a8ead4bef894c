"""The flow of an article, on one screen.

bytes -> ingest -> Article -> clean -> language -> segment -> lexicon -> syntax -> clauses -> actors, dates, statements, events
-> claims. Stages are plain functions over frozen records and work in offsets of the cleaned body; ``saksi.assemble`` turns what
they found into records whose spans point into the raw input.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import islice
from typing import TypeVar

from saksi.actors_file import world_with
from saksi.assemble import Found, assemble, folded, unfolded
from saksi.chapters import chapters, joined
from saksi.clean import Cleaned, clean
from saksi.errors import InputError, SaksiError
from saksi.garbage import no_collection
from saksi.ingest import Failure
from saksi.language import choose
from saksi.noise import noise_rules
from saksi.ontology import with_ontology
from saksi.options import DEFAULTS, Options
from saksi.pack import Pack, load_pack
from saksi.reading.actors import read_actors
from saksi.reading.clauses import ReadSentence, build_clauses, by_table, words_of_sentence
from saksi.reading.dates import date_from_text, find_dates
from saksi.reading.document import Match, Parse, Segments, Sentence, Syntax
from saksi.reading.events import find_events
from saksi.reading.events.triggers import event_nouns
from saksi.reading.headlines import recased, with_voice
from saksi.reading.lexicon import compile_lexicon, listed_words
from saksi.reading.mend import mend
from saksi.reading.places import read_places
from saksi.reading.predicates import form_effects
from saksi.reading.segment import segment
from saksi.reading.speakers import first_persons, name_speakers
from saksi.reading.statements import find_statements
from saksi.reading.syntax import load_syntax
from saksi.reading.tree import build_tree
from saksi.reading.voice import name_tags, voice_forms
from saksi.records import Article, Reading, TimeExpression
from saksi.world import World

Made = TypeVar("Made")
BATCH = 16  # articles read together, so that the syntax sees many sentences at once


@dataclass(frozen=True, slots=True)
class Draft:
    """An article on its way: cleaned, in the hands of a pack, cut into sentences and matched."""

    article: Article
    pack: Pack
    notes: tuple[str, ...]
    cleaned: Cleaned
    segments: Segments
    matches: tuple[tuple[Match, ...], ...]
    world: World


def read_article(article: Article, options: Options = DEFAULTS) -> Reading:
    """Reads one article. Raises LanguageError when no pack reads its language."""
    draft = prepare(article, options)
    parses = _syntax(draft.pack.code, options.syntax).parse([s.words for s in draft.segments.sentences])
    return understand(draft, parses, options)


def read_articles(articles: Iterable[Article], options: Options = DEFAULTS) -> Iterator[Reading | Failure]:
    """Reads many, in order and in batches. What cannot be read is a Failure in its place; nothing stops the others."""
    stream = iter(articles)
    while batch := list(islice(stream, BATCH)):
        yield from _read_batch(batch, options)


def _read_batch(batch: Sequence[Article], options: Options) -> Iterator[Reading | Failure]:
    drafts = [_guarded(article, partial(prepare, article, options)) for article in batch]
    sentences: dict[str, list[Sequence[str]]] = {}
    for draft in drafts:
        if isinstance(draft, Draft):
            sentences.setdefault(draft.pack.code, []).extend(s.words for s in draft.segments.sentences)
    parses = {code: iter(_syntax(code, options.syntax).parse(words)) for code, words in sentences.items()}
    for article, draft in zip(batch, drafts, strict=True):
        if isinstance(draft, Failure):
            yield draft
            continue
        mine = list(islice(parses[draft.pack.code], len(draft.segments.sentences)))
        yield _guarded(article, partial(understand, draft, mine, options))


def _guarded(article: Article, stage: Callable[[], Made]) -> Made | Failure:
    """What the stage makes of an article, or the Failure in its place: a fault of ours costs the article it stands in and no other."""
    try:
        with no_collection():  # an article is thousands of small records and hardly a cycle
            return stage()
    except InputError as error:
        return Failure(article.id, str(error), error.reason)
    except SaksiError:
        raise  # a faulty pack concerns every article
    except Exception as error:
        what = f"reading it failed inside Saksi ({type(error).__name__}: {error}); please report it with the article"
        return Failure(article.id, what, "fault")


def prepare(article: Article, options: Options = DEFAULTS) -> Draft:
    """Clean, choose the pack, segment, match: all that comes before the syntax."""
    choice = choose(article, options.lang, listed_words)
    world, _ = world_with(options.actors)
    pack = with_ontology(choice.pack, options.ontology)
    cleaned = clean(article.raw, noise_rules(pack))
    lexicon = compile_lexicon(pack, world)
    segments = with_voice(recased(segment(cleaned.body, pack, cleaned.datelines), lexicon), lexicon, pack.morphology)
    matches = tuple(lexicon.match(s) for s in segments.sentences)
    dated = _dated(article, pack, cleaned)
    return Draft(dated, pack, choice.notes, cleaned, segments, matches, world)


def _dated(article: Article, pack: Pack, cleaned: Cleaned) -> Article:
    """The article with its date: metadata, else the dateline or a line of dates, what the run gives, a caption, the first full date of
    the text."""
    given = article.date_origin == "given"
    if article.date and not given:
        return replace(article, lang=pack.code, date_origin=article.date_origin or "metadata")
    for line in cleaned.dates:
        found = date_from_text(line.text, pack) if line.kind != "caption" or not given else ""
        if found:
            return replace(article, lang=pack.code, date=found, date_origin=line.kind)
    if given:
        return replace(article, lang=pack.code)
    found = date_from_text(cleaned.body, pack)
    return replace(article, lang=pack.code, date=found, date_origin="text" if found else "")


def understand(draft: Draft, parses: Sequence[Parse], options: Options = DEFAULTS) -> Reading:
    """From parsed sentences to claims, chapter by chapter; news are one."""
    dates = find_dates(draft.cleaned.body, draft.pack, draft.article.date[:10])
    first, readings = 0, []
    for chapter in chapters(draft.segments):
        end = first + len(chapter.sentences)
        rows = zip(chapter.sentences, parses[first:end], draft.matches[first:end], strict=True)
        sentences = [_read_sentence(s, p, m, draft.pack) for s, p, m in rows]
        readings.append(_understand(draft, chapter, sentences, _within(dates, chapter, draft.segments), options))
        first = end
    return joined(readings)


def _within(dates: tuple[TimeExpression, ...], chapter: Segments, whole: Segments) -> tuple[TimeExpression, ...]:
    """The time expressions of a chapter."""
    if chapter is whole or not chapter.sentences:
        return dates
    start, end = chapter.sentences[0].span.start, chapter.sentences[-1].span.end
    at = [bisect_left(dates, offset, key=lambda date: date.span.start) for offset in (start, end)]
    return dates[at[0] : at[1]]


def _understand(
    draft: Draft, segments: Segments, sentences: list[ReadSentence], dates: tuple[TimeExpression, ...], options: Options
) -> Reading:
    pack, world = draft.pack, draft.world
    lexicon = compile_lexicon(pack, world)
    resolver = read_actors(sentences, world, draft.article.date[:10])
    statements = find_statements(segments, sentences)
    speakers = name_speakers(statements, resolver)
    resolver = resolver.hearing(first_persons(statements, speakers, resolver))
    found = Found(
        statements=statements,
        speakers=speakers,
        acts=find_events(sentences, resolver, lexicon, pack.senses),
        dates=dates,
        places=read_places(sentences, resolver.names, world, pack),
    )
    layer = folded if options.fold else unfolded
    return assemble(draft.article, pack, draft.cleaned, sentences, resolver, found, draft.notes, layer)


def _read_sentence(sentence: Sentence, parse: Parse, matches: tuple[Match, ...], pack: Pack) -> ReadSentence:
    tables = by_table(matches)
    words = words_of_sentence(sentence, tables)
    parse = mend(name_tags(parse, matches), words, matches)
    tree = build_tree(parse)
    forms = voice_forms(sentence, parse.upos, matches, pack)
    told = form_effects(matches, pack.settings.forms, f"lang/{pack.code}/pack.toml")
    clauses = build_clauses(tree, words, forms, event_nouns(matches, parse.upos), told)
    return ReadSentence(sentence, tree, words, matches, clauses, tables)


@cache
def _syntax(code: str, choice: str) -> Syntax:
    return load_syntax(load_pack(code), choice)
