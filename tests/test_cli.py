"""The command line, run as a process: exit codes, one-line errors, pipes."""

from __future__ import annotations

import argparse
import io
import json
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import jsonschema
import pytest
from command_line import ENGLISH, INDONESIAN, complaints, saksi

from saksi.bench.suites import shared_folder
from saksi.cli import build_parser, main
from saksi.errors import InputError
from saksi.export.schema import schema
from saksi.export.tsv import COLUMNS
from saksi.ledger import Ledger
from saksi.pack import pack_codes

SWAHILI = "Rais alisema kwamba serikali itafanya kazi na watu wote wa nchi hiyo kwa ajili ya amani."
ROW = {"id": "a", "lang": "en", "date": "2024-05-01", "text": "Chad attacked Mali on Monday."}
BAD_INPUTS = {
    "missing.txt": None,
    "empty.txt": b"",
    "blank.txt": b" \n\n",
    "binary.txt": bytes(range(256)) * 20,
    "page.pdf": None,
    "cut.txt.gz": b"\x1f\x8b\x08\x00\x00",
    "utf16.txt": b"\xff\xfeA",
    "broken.jsonl": b'{"text": "half\n',
    "list.jsonl": b"[1, 2]\n",
    "no-text.jsonl": b'{"title": "A"}\n',
    "number.json": b"3",
    "swahili.jsonl": json.dumps({"lang": "sw", "text": SWAHILI}).encode(),
}


@pytest.mark.parametrize("name", BAD_INPUTS)
def test_a_bad_input_is_one_line_and_exit_code_1(name: str, tmp_path: Path) -> None:
    content = BAD_INPUTS[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = saksi("read", name, state=tmp_path, cwd=tmp_path)
    assert done.returncode == 1
    assert len(complaints(done)) == 1
    assert complaints(done)[0].startswith("saksi: ")
    assert done.stdout == b""


def test_the_others_go_on_and_exit_code_is_3(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = saksi("read", "empty.txt", ENGLISH, "missing.txt", INDONESIAN, state=tmp_path, cwd=tmp_path)
    assert done.returncode == 3
    assert [json.loads(line)["pack"] for line in done.stdout.splitlines()] == ["en", "id"]
    assert complaints(done)[-1] == "saksi: 2 of 4 inputs could not be read (1 empty, 1 missing)"


def test_a_line_of_50_megabytes_stops_nothing(tmp_path: Path) -> None:
    lines = [json.dumps({"text": "x" * 50_000_000}), json.dumps(ROW)]
    done = saksi("read", "-", state=tmp_path, stdin="\n".join(lines).encode())
    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 1
    assert "line of 50 MB" in complaints(done)[0]


def test_another_encoding_is_read_with_a_note(tmp_path: Path) -> None:
    text = "The mayor of Orl\xe9ans said the town council had not met, and that the talks would go on."
    (tmp_path / "old.txt").write_bytes(text.encode("cp1252"))
    done = saksi("read", "old.txt", state=tmp_path, cwd=tmp_path)
    assert done.returncode == 0
    assert len(complaints(done)) == 1
    assert "Windows-1252" in complaints(done)[0]


@pytest.mark.parametrize(
    "arguments",
    [
        ("read",),
        ("read", "--bogus", "x"),
        ("read", "--format", "xml", "x"),
        ("read", "--lang", "tlh", "x"),
        ("read", "--date", "soon", "x"),
        ("read", "--syntax", "magic", "x"),
        ("why", "not an id"),
        ("bench",),
        ("pack",),
        ("bogus",),
    ],
)
def test_usage_errors_are_one_line_and_exit_code_2(arguments: tuple[str, ...], tmp_path: Path) -> None:
    done = saksi(*arguments, state=tmp_path)
    assert done.returncode == 2
    assert len(complaints(done)) == 1


def test_a_pipe_gets_json_lines_that_fit_the_schema(tmp_path: Path) -> None:
    done = saksi("read", ENGLISH, INDONESIAN, state=tmp_path)
    assert done.returncode == 0
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(readings) == 2
    validator = jsonschema.Draft202012Validator(schema())
    for reading in readings:
        validator.validate(reading)
        assert reading["claims"]


def test_standard_input_is_read(tmp_path: Path) -> None:
    done = saksi("read", "-", "--date", "2024-05-01", "--lang", "en", state=tmp_path, stdin=b"Chad attacked Mali on Monday.")
    assert json.loads(done.stdout)["article"]["date"] == "2024-05-01"


def test_tsv_has_a_row_a_claim(tmp_path: Path) -> None:
    done = saksi("read", "--format", "tsv", ENGLISH, state=tmp_path)
    head, *rows = [line.split("\t") for line in done.stdout.decode().splitlines()]
    assert tuple(head) == COLUMNS
    assert rows
    assert {len(row) for row in rows} == {len(COLUMNS)}


def test_out_writes_a_file_in_the_format_of_its_name(tmp_path: Path) -> None:
    for name, start in (("a.tsv", "claim\t"), ("a.txt", "Norway"), ("a.jsonl", '{"format"')):
        assert saksi("read", ENGLISH, "--out", name, state=tmp_path, cwd=tmp_path).returncode == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_file_that_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    done = saksi("read", ENGLISH, "--out", str(tmp_path / "no" / "a.jsonl"), state=tmp_path)
    assert done.returncode == 1
    assert len(complaints(done)) == 1


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    rows = [{**ROW, "id": str(i), "text": ROW["text"] * 20} for i in range(200)]
    (tmp_path / "many.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path)}
    command = [sys.executable, "-m", "saksi", "read", "many.jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment, cwd=tmp_path) as process:
        assert process.stdout and process.stderr
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 0


def test_an_ascii_terminal_gets_question_marks(tmp_path: Path) -> None:
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path), "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "saksi", "read", ENGLISH, "--format", "table"]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    assert done.returncode == 0
    assert done.stdout.isascii()


def test_version_is_told_without_loading_the_reader() -> None:
    code = "import sys, saksi.cli\ntry: saksi.cli.main(['--version'])\nexcept SystemExit: pass\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.startswith("saksi ")
    assert not {"numpy", "saksi.pack", "saksi.records", "json"} & set(done.stdout.split())


def test_a_file_of_text_is_read_without_what_other_inputs_need() -> None:
    code = f"import sys, saksi.cli; saksi.cli.main(['read', {ENGLISH!r}]); print(*sys.modules, file=sys.stderr)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert done.stdout.startswith("{")
    assert not {"ssl", "http.client", "sqlite3", "saksi.ledger", "saksi.fetch.client"} & set(done.stderr.split())


def test_demo_doctor_and_packs_run(tmp_path: Path) -> None:
    demo = saksi("demo", state=tmp_path)
    assert demo.returncode == 0
    assert b"What next" in demo.stdout
    doctor = saksi("doctor", state=tmp_path)
    assert doctor.returncode == 0
    assert b"Indonesian" in doctor.stdout
    listed = saksi("pack", "list", state=tmp_path)
    assert [line.split()[0] for line in listed.stdout.decode().splitlines()] == list(pack_codes())
    assert saksi("pack", "check", "tlh", state=tmp_path).returncode == 1


@pytest.mark.parametrize("code", ["en", "id"])
def test_the_packs_have_no_faults(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exit_code = main(["pack", "check", code])
    assert exit_code == 0, capsys.readouterr().err


def test_a_suite_that_is_not_there_is_one_line(tmp_path: Path) -> None:
    done = saksi("bench", "gsr", "--shared", str(tmp_path), state=tmp_path)
    assert done.returncode == 1
    assert len(complaints(done)) == 1
    assert "bench/score.py" in complaints(done)[0]


def test_standoff_writes_the_exchange_form(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps(ROW), encoding="utf-8")
    done = saksi("bench", "--standoff", "in.jsonl", state=tmp_path, cwd=tmp_path)
    row = json.loads(done.stdout)
    assert row["id"] == "a"
    assert row["events"][0]["type"] == "ASSAULT"
    assert row["dates"] == [{"start": 22, "end": 28, "value": "2024-04-29"}]


def test_a_suite_runs_and_is_scored(tmp_path: Path) -> None:
    try:
        shared = shared_folder()
    except InputError:
        pytest.skip("needs the suites in ../shared")
    floors = tmp_path / "floors.json"
    floors.write_text('{"relative": {"en": 100.1}}', encoding="utf-8")
    done = saksi("bench", "relative", "--shared", str(shared), "--floors", str(floors), state=tmp_path)
    assert done.returncode == 1
    assert "the floor is 100.1" in complaints(done)[0]
    assert saksi("bench", "relative", "--shared", str(shared), "--floors", str(floors), "--raise", state=tmp_path).returncode == 1
    assert json.loads(floors.read_text(encoding="utf-8"))["relative"].keys() >= {"en", "id"}


def test_train_tells_how_it_is_used(tmp_path: Path) -> None:
    assert saksi("train", "--help", state=tmp_path).returncode == 0


def test_no_arguments_print_the_help() -> None:
    stream, sys.stderr = sys.stderr, io.StringIO()
    try:
        assert main([]) == 2
        assert "COMMAND" in sys.stderr.getvalue()
    finally:
        sys.stderr = stream


def test_every_command_has_help() -> None:
    assert "read" in build_parser().format_help()


def test_what_is_written_is_not_what_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text("Chad attacked Mali on Monday, the Foreign Ministry of Mali said on Thursday.", encoding="utf-8")
    done = saksi("read", str(file), "--out", str(file), state=tmp_path)
    assert (done.returncode, complaints(done)) == (1, [f"saksi: {file}: is what is read; it would be lost, name another file"])
    assert file.read_text(encoding="utf-8") == "Chad attacked Mali on Monday, the Foreign Ministry of Mali said on Thursday."
    done = saksi("read", str(tmp_path), "--out", str(tmp_path / "all.jsonl"), state=tmp_path / "state")
    assert (done.returncode, complaints(done)) == (0, [])
    assert len((tmp_path / "all.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_a_device_is_written_and_stays_one(tmp_path: Path) -> None:
    assert saksi("read", ENGLISH, "--out", os.devnull, state=tmp_path).returncode == 0
    assert not Path(os.devnull).is_file()


@pytest.mark.parametrize(
    ("arguments", "meant"),
    [(("raed", "x"), "read"), (("read", ENGLISH, "--format", "tvs"), "tsv"), (("ledger", "chek", "x"), "check")],
)
def test_a_mistyped_word_is_guessed(arguments: tuple[str, ...], meant: str, tmp_path: Path) -> None:
    done = saksi(*arguments, state=tmp_path)
    (line,) = complaints(done)
    assert done.returncode == 2
    assert f"did you mean {meant}?" in line


def test_a_mistyped_file_is_guessed(tmp_path: Path) -> None:
    (tmp_path / "strait.txt").write_text("Chad attacked Mali on Monday, the Foreign Ministry of Mali said on Thursday.", encoding="utf-8")
    done = saksi("read", "strat.txt", state=tmp_path, cwd=tmp_path)
    assert complaints(done) == ["saksi: strat.txt: no such file; did you mean strait.txt?"]


def test_readings_of_another_encoding_are_rejected_by_line(tmp_path: Path) -> None:
    saksi("init", "news.db", state=tmp_path, cwd=tmp_path)
    done = saksi("ingest", "--readings", "-", "--ledger", "news.db", "--quiet", state=tmp_path, cwd=tmp_path, stdin=b"\xff\n")
    assert (done.returncode, complaints(done)) == (1, ["saksi: -:1: is not UTF-8, as readings are; write them again with `saksi read`"])


def test_options_that_are_no_counts_are_refused(tmp_path: Path) -> None:
    (line,) = complaints(saksi("ingest", "x", "--ledger", "y", "--jobs", "-2", state=tmp_path))
    assert "-2 is not a whole number from 1" in line


def test_two_jobs_write_what_one_writes(tmp_path: Path) -> None:
    (tmp_path / "many.jsonl").write_text("".join(json.dumps({**ROW, "id": str(n)}) + "\n" for n in range(40)), encoding="utf-8")
    alone, both = (saksi("read", "many.jsonl", "no.txt", "--jobs", n, state=tmp_path, cwd=tmp_path) for n in ("1", "2"))
    assert alone.stdout == both.stdout
    assert (both.returncode, len(both.stdout.splitlines())) == (3, 40)
    assert complaints(both)[-1] == "saksi: 1 of 41 inputs could not be read (1 missing)"


def test_a_limit_that_is_no_time_is_refused(tmp_path: Path) -> None:
    (line,) = complaints(saksi("read", ENGLISH, "--timeout", "soon", state=tmp_path))
    assert "soon is not a number of seconds" in line


def test_why_looks_in_a_ledger(tmp_path: Path) -> None:
    saksi("init", "news.db", state=tmp_path, cwd=tmp_path)
    saksi("ingest", ENGLISH, "--ledger", "news.db", state=tmp_path, cwd=tmp_path)
    with Ledger(tmp_path / "news.db", readonly=True) as ledger:
        claim = ledger.claims()[0]
    for wanted in (claim.id[:8], f"{claim.article}:e{claim.event}"):
        done = saksi("why", wanted, "--ledger", "news.db", state=tmp_path, cwd=tmp_path)
        assert (done.returncode, complaints(done)) == (0, [])
        assert f"{claim.type}" in done.stdout.decode()
    done = saksi("why", "ffff0000ffff", "--ledger", "news.db", state=tmp_path, cwd=tmp_path)
    assert (done.returncode, complaints(done)) == (1, ["saksi: nothing has the id ffff0000ffff in news.db"])


@pytest.mark.parametrize("port", ["99999", "taken"])
def test_a_port_that_cannot_be_had_is_one_line(port: str, tmp_path: Path) -> None:
    pytest.importorskip("uvicorn")
    with socket.create_server(("127.0.0.1", 0)) as other:
        wanted = str(other.getsockname()[1]) if port == "taken" else port
        done = saksi("serve", "--port", wanted, state=tmp_path)
    (line,) = complaints(done)
    assert done.returncode == 1
    assert f"--port {wanted}: " in line


def test_every_option_is_described() -> None:
    page = (Path(__file__).resolve().parent.parent / "docs/reference/cli.md").read_text(encoding="utf-8")
    assert [option for option in options_of(build_parser()) if option not in page] == []


def options_of(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Long options of a parser and of those below it."""
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from options_of(inner)
        yield from (o for o in action.option_strings if o.startswith("--") and o not in ("--help", "--version"))
