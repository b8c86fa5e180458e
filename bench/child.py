"""One measured process: `python -m bench.child bare|press|worker MANIFEST FOLDER`. Prints one line of JSON."""

from __future__ import annotations

import json
import sys
import threading
import time
from pathlib import Path

BARE = """
#set page(width: 210mm, height: 285mm, margin: (x: 19.8mm, y: 24mm), columns: 2)
#set columns(gutter: 21pt)
#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
#for words in json("texts.json") { par(words) }
"""


def bare(manifest: dict, folder: Path) -> dict:
    """Have Typst alone set the same text in plain columns, as its own manual would."""
    import typst

    from bench.issue import texts
    from typesetting.composition.faces import font_folders

    (folder / "texts.json").write_text(json.dumps(texts(manifest), ensure_ascii=False), encoding="utf-8")
    (folder / "bare.typ").write_text(BARE, encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders()))
    pdf = typst.Compiler(str(folder / "bare.typ"), root=str(folder), font_paths=fonts).compile(format="pdf")
    (folder / "bare.pdf").write_bytes(pdf)
    return {"pages": pdf.count(b"/MediaBox")}


def press(manifest: dict, folder: Path) -> dict:
    """The whole press: compose, photos, both PDFs, preflight."""
    from typesetting.render import render

    made = render(manifest, photo_root=folder / "photos", out_dir=folder / "out", cache_dir=folder / "cache")
    return {"pages": len(made.plan.pages)}


def worker(manifest: dict, folder: Path) -> dict:
    """The press twice, as in a worker that has been up for a while; seconds of the second run."""
    press(manifest, folder)
    started = time.perf_counter()
    found = press(manifest, folder)
    return found | {"seconds": time.perf_counter() - started}


class Memory(threading.Thread):
    """Watches how much memory this process and the one it has beside it take together: `peak` in megabytes.

    Each is counted with the most it ever had, as the kernel remembers it, so nothing between two looks is missed. One that
    is not yet a programme of its own still shares the memory of this.
    """

    EVERY = 0.02  # seconds

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.children: dict[str, int] = {}
        self.over = threading.Event()

    def run(self) -> None:
        while not self.over.wait(self.EVERY):
            for task in Path("/proc/self/task").iterdir():
                for child in self._read(task / "children").split():
                    if self._read(Path("/proc", child, "cmdline")) != self._read(Path("/proc/self/cmdline")):
                        self.children[child] = max(self._most(child), self.children.get(child, 0))

    @property
    def peak(self) -> float:
        return (self._most("self") + max(self.children.values(), default=0)) / 1024

    def _most(self, pid: str) -> int:
        """The most kilobytes a process had in memory; none where it has ended."""
        lines = self._read(Path("/proc", pid, "status")).splitlines()
        return next((int(line.split()[1]) for line in lines if line.startswith("VmHWM:")), 0)

    @staticmethod
    def _read(path: Path) -> str:
        """A file of the kernel's; nothing where what it tells of is over."""
        try:
            return path.read_text()
        except (FileNotFoundError, ProcessLookupError):
            return ""


def main() -> None:
    kind, manifest, folder = sys.argv[1:]
    memory = Memory()
    memory.start()
    data = json.loads(Path(manifest).read_text(encoding="utf-8"))
    found = {"bare": bare, "press": press, "worker": worker}[kind](data, Path(folder))
    memory.over.set()
    print(json.dumps(found | {"megabytes": memory.peak}))


if __name__ == "__main__":
    main()
