"""Read a text that is pasted in: nothing is stored."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

import saksi
from saksi.errors import InputError, SaksiError
from saksi.pack import load_pack, pack_codes
from saksi.web.pages import page
from saksi.web.views.article import parts

DEMO = ("id_visit.txt", "en_sanctions.txt")


async def show(request: Request) -> Response:
    if request.method == "GET":
        return _form(request, "", "", "", 200)
    longest = request.app.state.settings.longest_paste
    length = request.headers.get("content-length", "")
    if not length.isdigit() or int(length) > 12 * longest:  # a character takes at most 12 bytes in a form
        raise InputError(f"send at most {longest:,} characters")
    form = await request.form(max_fields=4, max_part_size=12 * longest)
    text, date = str(form.get("text", "")), str(form.get("date", "")).strip()
    if len(text) > longest:
        raise InputError(f"the text has {len(text):,} characters; at most {longest:,} are read")
    if not text.strip():
        return _form(request, text, date, "Paste a text first.")
    try:
        reading = await run_in_threadpool(saksi.read_text, text.replace("\r\n", "\n"), date=date)
    except SaksiError as error:
        return _form(request, text, date, str(error))
    return page(request, "article.html", {"stored": None, "versions": (), "near": (None, None), "given": {}, "names": {}, **parts(reading)})


def _form(request: Request, text: str, date: str, message: str, code: int = 400) -> Response:
    shown = {"text": text, "date": date, "message": message, "samples": samples(), "languages": languages()}
    return page(request, "paste.html", shown, code)


@cache
def languages() -> tuple[str, ...]:
    """English names of the languages that are read."""
    return tuple(load_pack(code).settings.name for code in pack_codes())


def samples() -> list[tuple[str, str]]:
    """(first line, text) of the articles that come with the program."""
    texts = [(files("saksi") / "demo" / name).read_text(encoding="utf-8") for name in DEMO]
    return [(text.lstrip().partition("\n")[0], text) for text in texts]
