"""From a frozen manifest to two checked PDFs: compose, prepare the photos, draw, finish, preflight.

Knows no Django. Everything is made in a folder beside the wanted one and moved into place only when all of it is right, so a
failure of any kind leaves the last good PDFs as they were.
"""

from __future__ import annotations

import gc
import json
import logging
import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from typesetting.composition import compose
from typesetting.composition.ahead import set_ahead, to_set_ahead
from typesetting.composition.faces import MissingFont
from typesetting.composition.metrics import standard_fonts
from typesetting.composition.plan import Plan
from typesetting.errors import FontError, PressError, storage_error
from typesetting.making.drawing import Drawing, Need, drawing_of, placeholder_name, placeholder_png
from typesetting.making.engine import draw, lay_sources, make_ready
from typesetting.making.keeping import forget_oldest
from typesetting.making.second_hand import HandLost, SecondHand, learn, second_hand
from typesetting.manifest import check_sealed
from typesetting.printing.how import Printing, printing_of

if TYPE_CHECKING:
    import typst

    from typesetting.making.editions import PrintEdition
    from typesetting.making.renditions import Rendition
    from typesetting.preflight.findings import Findings

logger = logging.getLogger(__name__)

PRINT_NAME = "print.pdf"
SCREEN_NAME = "screen.pdf"
Progress = Callable[[str, int, int], None]


@dataclass
class Rendered:
    """What the press made. `preflight` is a report of `preflight.findings`: lists "errors" and "warnings"."""

    print_pdf: Path
    screen_pdf: Path
    plan: Plan
    page_map: dict[str, tuple[int, int]]
    preflight: dict[str, list[dict]]
    seconds: float


def render(
    manifest: dict,
    *,
    photo_root: Path,
    out_dir: Path,
    progress: Progress | None = None,
    cache_dir: Path | None = None,
) -> Rendered:
    """Typeset a manifest into `out_dir`/print.pdf and `out_dir`/screen.pdf.

    Photos are read under `photo_root`, their renditions kept in `cache_dir` (by default `press-cache` beside it).
    `progress` is called with a Chinese name of the stage, what is done of it and how much there is.
    Raises PressError with a sentence for the desk; the PDFs that were in `out_dir` are then untouched.
    """
    started = time.perf_counter()
    tell = progress or (lambda stage, done, total: None)
    try:
        check_sealed(manifest)
    except ValueError as error:
        raise PressError(str(error)) from error
    with collector_resting(), second_hand() as hand, ThreadPoolExecutor(max_workers=1) as pool:
        if hand:
            _set_ahead(manifest, hand)
            hand.do(learn, "typesetting.making.editions")
        ready = pool.submit(make_ready)
        try:
            plan = compose(manifest, progress=progress)
        except MissingFont as error:
            raise FontError(str(error)) from error
        made = draw_plan(
            plan,
            manifest,
            photo_root=photo_root,
            out_dir=out_dir,
            tell=tell,
            cache_dir=cache_dir or Path(photo_root).parent / "press-cache",
            fonts=ready.result(),
            hand=hand,
        )
    made.seconds = time.perf_counter() - started
    return made


def _set_ahead(manifest: dict, hand: SecondHand) -> None:
    """Have the last articles' lines broken by the second hand, while the first has the first ones to lay out.

    Nobody waits for it: what has not come when it is wanted, the first hand sets itself, and meets what may be wrong with it.
    """

    def note(done: Future) -> None:
        if not done.cancelled() and (error := done.exception()):
            logger.info("the second hand could not set ahead: %s", error)

    articles = to_set_ahead(manifest)
    if articles:
        take = standard_fonts().set_before.take_over
        hand.do(set_ahead, articles, manifest["photos"], take=take).add_done_callback(note)


def draw_plan(
    plan: Plan,
    manifest: dict,
    *,
    photo_root: Path,
    out_dir: Path,
    cache_dir: Path,
    tell: Progress = lambda stage, done, total: None,
    fonts: typst.Fonts | None = None,
    hand: SecondHand | None = None,
) -> Rendered:
    """Draw, finish and check a composed issue, with the fonts that are ready and a second hand, if there is one.

    Raises as `render` does.
    """
    started = time.perf_counter()
    fonts = fonts or make_ready()
    drawing = drawing_of(plan, manifest)
    out_dir = Path(out_dir).absolute()  # the second hand stands elsewhere
    try:
        out_dir.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=out_dir.parent, prefix=".press-") as scratch:
            folder = Path(scratch)
            bench = _Bench(folder, plan, manifest, drawing, tell, hand)
            report = bench.make(fonts, Path(photo_root), Path(cache_dir).absolute())
            _put_in_place(folder, out_dir)
    except OSError as error:
        raise storage_error(error) from error
    try:
        forget_oldest(Path(cache_dir))
    except OSError as error:  # the PDFs are made; a cache that grows is for the operator to hear of
        logger.warning("the press cache %s could not be tidied: %s", cache_dir, error)
    return Rendered(
        print_pdf=out_dir / PRINT_NAME,
        screen_pdf=out_dir / SCREEN_NAME,
        plan=plan,
        page_map=plan.page_map,
        preflight=report,
        seconds=time.perf_counter() - started,
    )


@dataclass
class _Bench:
    """What the making of two PDFs in one scratch folder has at hand."""

    folder: Path
    plan: Plan
    manifest: dict
    drawing: Drawing
    tell: Progress
    hand: SecondHand | None

    def make(self, fonts: typst.Fonts, photo_root: Path, cache_dir: Path) -> dict[str, list[dict]]:
        """Write and check both PDFs; returns the preflight's report."""
        lay_out(self.folder, self.drawing)
        with ThreadPoolExecutor(max_workers=1) as pool:
            # Typst lets other threads run: while it draws, the photos are prepared and the libraries for what comes after
            # are loaded, which in a fresh process takes as long as half the drawing.
            drawn = pool.submit(draw, self.folder, fonts, timestamp=issue_timestamp(self.manifest))
            from typesetting.making.editions import PrintEdition, screen_edition
            from typesetting.preflight.whereabouts import with_places

            printing = printing_of(self.manifest, photo_root)
            photos = self._prepare(photo_root, cache_dir, printing)
            self.tell("绘制版面", 0, 1)
            sheets = drawn.result()
        self.tell("印前检查", 0, 1)
        printing = PrintEdition.of(self.folder / PRINT_NAME, self.plan, self.manifest, self.drawing, photos, printing)
        with self._meanwhile(printing, sheets) as printed:
            target = self.folder / SCREEN_NAME
            shown = screen_edition(sheets, self.plan, printing, self.drawing, photos, target)
            made, spoken = printed()
        self.tell("印前检查", 1, 1)
        return with_places(made.report(spoken, shown), self.plan, self.manifest)

    @contextmanager
    def _meanwhile(self, printing: PrintEdition, sheets: bytes) -> Iterator[Callable[[], tuple[Findings, Findings]]]:
        """Have the print edition made and checked by the second hand; what is yielded gives what was found in the file and
        in the words. Without a second hand it does all of it here and now.

        However this ends, the second hand has then left the folder.
        """
        tasks = [(printing.write, sheets), (printing.check_file,), (printing.check_words,)]
        orders = [self.hand.do(*task) for task in tasks] if self.hand else []

        def findings() -> tuple[Findings, Findings]:
            try:
                if orders:
                    _, checked, spoken = [order.result() for order in orders]
                    return checked, spoken
            except HandLost as error:
                logger.warning("the print edition is made by the first hand: %s", error)
            printing.write(sheets)
            return printing.check_file(), printing.check_words()

        try:
            yield findings
        finally:
            wait(orders)

    def _prepare(self, photo_root: Path, cache_dir: Path, printing: Printing) -> dict[Need, Rendition]:
        from typesetting.making.renditions import prepare

        return prepare(
            self.drawing.photos,
            self.manifest["photos"],
            photo_root=photo_root,
            cache_dir=cache_dir,
            printing=printing,
            framed=True,
            describe=lambda key: describe_photo(self.manifest, key),
            progress=lambda done, total: self.tell("处理照片", done, total),
        )


@contextmanager
def collector_resting() -> Iterator[None]:
    """Keep Python from looking for garbage: a run makes half a million objects and next to no cycles among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def lay_out(folder: Path, drawing: Drawing) -> None:
    """Lay programme, data and placeholders in a folder of their own, the only one Typst may read."""
    lay_sources(folder)
    (folder / "sheets.json").write_text(json.dumps(drawing.data, ensure_ascii=False), encoding="utf-8")
    for number in range(len(drawing.photos)):
        (folder / placeholder_name(number)).write_bytes(placeholder_png(number))


def _put_in_place(folder: Path, out_dir: Path) -> None:
    """Move the finished PDFs to where they are wanted; where one cannot be moved the other is undone."""
    out_dir.mkdir(exist_ok=True)
    last: dict[Path, Path] = {}
    for name in (PRINT_NAME, SCREEN_NAME):
        target = out_dir / name
        if target.exists():
            last[target] = folder / f"last-{name}"
            _link_or_copy(target, last[target])
    try:
        for name in (PRINT_NAME, SCREEN_NAME):
            (folder / name).replace(out_dir / name)
    except OSError:
        for target, spare in last.items():
            spare.replace(target)
        raise


def _link_or_copy(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:  # a file system without links
        shutil.copyfile(source, target)


def issue_timestamp(manifest: dict) -> int:
    """Seconds since 1970 of the issue's date, midnight in UTC; of its year where it has no date yet."""
    issue = manifest["issue"]
    if issue.get("date"):
        moment = datetime.fromisoformat(issue["date"]).replace(tzinfo=UTC)
    else:
        moment = datetime(int(issue["year"]), 1, 1, tzinfo=UTC)
    return int(moment.timestamp())


def describe_photo(manifest: dict, key: str) -> str:
    """How a sentence names a photo: by article and caption, or as the cover's."""
    photo = manifest["photos"][key]
    words = f"照片“{photo['caption']}”" if photo.get("caption") else "照片"
    for column in manifest["columns"]:
        for article in column["articles"]:
            for block in (*article["blocks"], *article.get("editors_note", ())):
                if block.get("photo") == key:
                    return f"《{article['title']}》的{words}"
    if (manifest["issue"].get("cover") or {}).get("photo") == key:
        return f"封面{words}"
    if (manifest["issue"].get("back") or {}).get("photo") == key:
        return f"封底{words}"
    return words
