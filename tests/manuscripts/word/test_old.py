"""Old files are turned by LibreOffice where there is one; a program of our own stands for it here."""

import os
import time

import pytest

from manuscripts.word import WordError, can_convert, convert_old, read_docx
from tests.manuscripts.word.papers import TITLE, finished, opened

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


@pytest.fixture
def old(tmp_path):
    path = tmp_path / "来稿 2026;rm -rf.doc"
    path.write_bytes(OLE)
    return path


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a `soffice` made of shell lines first on the path."""

    def put(lines: str) -> None:
        folder = tmp_path / "bin"
        folder.mkdir()
        file = folder / "soffice"
        file.write_text(f"#!/bin/sh\n{lines}\n")
        file.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")

    return put


OUTDIR = 'while [ "$1" != --outdir ]; do shift; done; mkdir -p "$2"; '


def test_without_libreoffice_a_sentence_says_how_to_save(old, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert not can_convert()
    with pytest.raises(WordError, match="另存为"):
        convert_old(old)


def test_what_libreoffice_makes_is_handed_back_and_its_folder_is_gone(old, program, tmp_path):
    paper = opened()
    finished(paper)
    made = tmp_path / "made.docx"
    made.write_bytes(paper.bytes())
    program(f'echo "$@" > {tmp_path}/called; {OUTDIR} cp {made} "$2/in.docx"')
    data = convert_old(old)
    called = (tmp_path / "called").read_text()
    assert read_docx(data).title == TITLE
    assert "rm -rf" not in called and "UserInstallation=file:///" in called
    folder = called.split("UserInstallation=file://")[1].split("/profile")[0]
    assert not os.path.exists(folder)  # noqa: PTH110


def test_a_conversion_that_hangs_is_killed_with_all_it_started(old, program, tmp_path):
    program(f"(sleep 1; touch {tmp_path}/alive) & wait")
    started = time.monotonic()
    with pytest.raises(WordError, match="已停止"):
        convert_old(old, seconds=0.3)
    assert time.monotonic() - started < 1
    time.sleep(1.5)
    assert not (tmp_path / "alive").exists()


@pytest.mark.parametrize("lines", ["exit 77", "true"])
def test_a_conversion_that_fails_says_so(old, program, lines):
    program(lines)
    with pytest.raises(WordError, match="转换不成功"):
        convert_old(old)


def test_only_old_files_are_converted(tmp_path):
    other = tmp_path / "a.doc"
    other.write_bytes(b"MZ")
    with pytest.raises(WordError):
        convert_old(other)
