"""One measured process: `python -m bench.child bare|press|worker MANIFEST FOLDER`. Prints one line of JSON."""

from __future__ import annotations

import json
import resource
import sys
import time
from pathlib import Path

BARE = """
#set page(width: 210mm, height: 285mm, margin: (x: 19.8mm, y: 24mm), columns: 2)
#set columns(gutter: 21pt)
#set text(font: "Noto Serif SC", size: 10.5pt, lang: "zh", region: "cn")
#set par(justify: true, first-line-indent: (amount: 2em, all: true))
#for words in json("texts.json") { par(words) }
"""


def bare(manifest: dict, folder: Path) -> int:
    """Have Typst alone set the same text in plain columns, as its own manual would; returns the number of pages."""
    import typst

    from bench.issue import texts
    from typesetting.composition.faces import font_folders

    (folder / "texts.json").write_text(json.dumps(texts(manifest), ensure_ascii=False), encoding="utf-8")
    (folder / "bare.typ").write_text(BARE, encoding="utf-8")
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=list(font_folders()))
    pdf = typst.Compiler(str(folder / "bare.typ"), root=str(folder), font_paths=fonts).compile(format="pdf")
    (folder / "bare.pdf").write_bytes(pdf)
    return pdf.count(b"/MediaBox")


def press(manifest: dict, folder: Path) -> int:
    """The whole press: compose, photos, both PDFs, preflight."""
    from typesetting.render import render

    made = render(manifest, photo_root=folder / "photos", out_dir=folder / "out", cache_dir=folder / "cache")
    return len(made.plan.pages)


def worker(manifest: dict, folder: Path) -> float:
    """The press twice, as in a worker that has been up for a while; seconds of the second run."""
    press(manifest, folder)
    started = time.perf_counter()
    press(manifest, folder)
    return time.perf_counter() - started


def main() -> None:
    kind, manifest, folder = sys.argv[1:]
    data = json.loads(Path(manifest).read_text(encoding="utf-8"))
    found = {"bare": bare, "press": press, "worker": worker}[kind](data, Path(folder))
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds" if kind == "worker" else "pages": found, "megabytes": megabytes}))


if __name__ == "__main__":
    main()
