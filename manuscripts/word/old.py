"""Old Word and WPS files (.doc, .wps), turned into .docx by LibreOffice where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from manuscripts.word.importing import read_docx
from manuscripts.word.package import SAVE_AS_DOCX, is_locked, is_old_office
from manuscripts.word.result import WordError, WordReport

TIME_LIMIT = 60  # seconds; an ordinary report takes two, the first start of all ten
_FAILED = f"这个旧格式的文件转换不成功。{SAVE_AS_DOCX}"


def can_convert() -> bool:
    """Whether this machine has LibreOffice."""
    return _program() is not None


def convert_old(path: Path, *, seconds: float = TIME_LIMIT) -> bytes:
    """The .docx that LibreOffice makes of a .doc or .wps file. The file itself is left as it is.

    LibreOffice runs with a profile of its own in a folder that is deleted afterwards, so that two can run at once and no
    macro or setting is kept; after `seconds` it is killed with all it started. Raises WordError, with the sentence to
    show, where it is not installed, fails, or takes too long.
    """
    program = _program()
    if program is None:
        raise WordError(f"这是旧格式的文件（.doc 或 .wps），本站没有安装转换程序。{SAVE_AS_DOCX}")
    with path.open("rb") as file:
        if not is_old_office(file.read(8)):
            raise WordError("这不是 .doc 或 .wps 文件。请检查选的是不是这篇稿件。")
    with tempfile.TemporaryDirectory(prefix="word-") as name:
        folder = Path(name)
        source = folder / "in.doc"  # LibreOffice goes by the content; the sender's name never reaches a command
        shutil.copyfile(path, source)
        _run(_command(program, source, folder), seconds)
        made = folder / "out" / "in.docx"
        if not made.is_file():
            raise WordError(_FAILED)
        return made.read_bytes()


def read_word(data: bytes) -> WordReport:
    """The report in a Word file of any age: one of the old format is converted first, where that can be done.

    Raises WordError, with the sentence to show, where the file cannot be taken.
    """
    if is_old_office(data) and not is_locked(data):
        with tempfile.NamedTemporaryFile(suffix=".doc") as file:
            file.write(data)
            file.flush()
            data = convert_old(Path(file.name))
    return read_docx(data)


def _program() -> str | None:
    return shutil.which("soffice") or shutil.which("libreoffice")


def _command(program: str, source: Path, folder: Path) -> list[str]:
    return [
        program,
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard"),
        *("--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")),
        str(source),
    ]


def _run(command: list[str], seconds: float) -> None:
    """Run a command in a group of its own; after the time, end the whole group."""
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        code = process.wait(timeout=seconds)
    except subprocess.TimeoutExpired as error:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        raise WordError(f"这个旧格式的文件转换超过 {seconds:.0f} 秒，已停止。{SAVE_AS_DOCX}") from error
    if code:
        raise WordError(_FAILED)
