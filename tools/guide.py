"""The pictures of the user guide: `python -m tools.guide [issue] [letters] [proofs]`. Tells the stories of an issue, of the
unions' reports and of an issue's proofs in a browser and keeps what is seen; named, some of them alone.

It works on a copy of JOURNAL_VAR, where the sample is loaded first if it is not there. The browser's own words (选择文件)
are Chinese where it has them: on Debian with the package chromium-l10n.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import django
import pypdfium2
from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from sample.photos import draw
from tests.journeys import browser, letters_story, proofs_story, story
from tests.journeys.at_the_desk import without_proofs
from tests.journeys.letters_story import LettersStory
from tests.journeys.proofs_story import ProofsStory
from tests.journeys.story import DESK, EDITOR, Story
from tools import sample, serve
from tools.copies import copy_var
from tools.setup import ROOT, var_folder

TARGET = ROOT / "docs" / "guide" / "pictures"
HEAVIEST = 80 * 1024  # bytes a picture
COLOURS = (200, 128, 80, 48, 32)  # tried in turn until it is light enough
PHOTO, PHOTO_SENT = "rail-bridge", "salt-boat"
QUALITY, QUALITY_SENT = 86, 97  # what is sent is an original
SHEET_SCALE = 1.2  # pixels a point
UNFINISHED = "/desk/qinghai-gongyun/2026-6/"
REWRITTEN = "给工会主席的一封信"  # of the sample: changed between two reviews


@dataclass(frozen=True)
class Shot:
    """What of a page is kept: its first `bottom` CSS pixels; 0: the screen as it is, as on every phone."""

    bottom: int = 0


SHOTS = {
    "sign-in": Shot(bottom=560),
    "desk": Shot(bottom=900),
    "new": Shot(bottom=640),
    "headings": Shot(),
    "photo": Shot(),
    "written": Shot(bottom=980),
    "submit": Shot(bottom=480),
    "remark": Shot(),
    "second-desk": Shot(),
    "second-article": Shot(),
    "final-decision": Shot(),
    "compare": Shot(bottom=820),
    "messages": Shot(bottom=520),
    "board": Shot(bottom=900),
    "issue-new": Shot(bottom=700),
    "plan": Shot(bottom=900),
    "pool": Shot(bottom=760),
    "cover": Shot(bottom=1100),
    "imprint": Shot(bottom=900),
    "typeset": Shot(bottom=620),
    "sheet": Shot(),
    "release": Shot(),
    "issue": Shot(),
    "read": Shot(),
}
LETTER_SHOTS = {
    "own-reports": Shot(),
    "report-text": Shot(),
    "report-broken": Shot(),
    "report-photo": Shot(),
    "report-contact": Shot(),
    "report-check": Shot(),
    "report-sent": Shot(),
    "report-word": Shot(),
    "report-returned": Shot(),
    "report-printed": Shot(),
    "below": Shot(),
    "countersign": Shot(),
    "inbox": Shot(bottom=1000),
    "letter": Shot(bottom=900),
    "adopt": Shot(bottom=660),
    "beside": Shot(bottom=800),
    "merge": Shot(bottom=760),
    "return": Shot(bottom=760),
    "call-new": Shot(bottom=1100),
    "call": Shot(bottom=960),
    "figures": Shot(bottom=1200),
    "notice": Shot(bottom=1100),
    "enrol": Shot(bottom=480),
}
PROOF_SHOTS = {
    "proofs": Shot(bottom=900),
    "proof": Shot(bottom=900),
    "mark": Shot(),
    "marked": Shot(),
    "marks": Shot(bottom=760),
    "settle": Shot(bottom=900),
    "red": Shot(bottom=760),
    "side-by-side": Shot(bottom=900),
    "before-print": Shot(),
    "signed": Shot(),
}
ALL_SHOTS = SHOTS | LETTER_SHOTS | PROOF_SHOTS
LATER = frozenset({"board", "plan"})  # of the sample's issue in progress, which shows more than the story's own


def main() -> None:
    wanted = sys.argv[1:] or list(STORIES)
    if unknown := set(wanted) - set(STORIES):
        sys.exit(f"没有名为“{'、'.join(sorted(unknown))}”的故事，可以写的有：{'、'.join(STORIES)}。")
    with tempfile.TemporaryDirectory(prefix="guide-") as folder:
        copy = Path(folder) / "var"
        if var_folder().exists():
            copy_var(var_folder(), copy)
        port = serve.free_port()
        site = f"http://{serve.HOST}:{port}"
        os.environ |= {"JOURNAL_VAR": str(copy), "SITE_URL": site, "DJANGO_SETTINGS_MODULE": "journal.settings"}
        if not serve.prepare_site():
            sys.exit("样刊没有装好，不能拍图。请先运行 make sample，或者换一个 JOURNAL_VAR。")
        sample.typeset()  # senders read on which page their reports were printed
        sample.typeset_unfinished()
        with serve.running({"网站": serve.site(port), "后台任务": serve.worker()}) as children:
            serve.wait_until_it_answers(site, children)
            take(site, wanted)
    print(f"拍好了，在 {TARGET.relative_to(ROOT)}。")


def take(site: str, wanted: list[str]) -> None:
    """Tell the stories on `site`, keeping the pictures named in ALL_SHOTS."""
    django.setup()
    from sample.people import PASSWORD  # it holds models, which are there only now

    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = browser.find(playwright)
        if path is None:
            sys.exit("这台机器没有 Chromium 或 Chrome，也取不到，不能拍图。")
        chromium = playwright.chromium.launch(
            executable_path=path, args=[*browser.FLAGS, "--lang=zh-CN"], env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        for name in wanted:
            STORIES[name](chromium, site, PASSWORD)
        chromium.close()


def tell_of_an_issue(chromium: Browser, site: str, password: str) -> None:
    """The story of an issue, and what the sample's issue in progress shows besides."""
    without_proofs()
    photo = painted(PHOTO, QUALITY)
    told = Story(site, password, lambda name: opened(chromium, story.SCREENS[name]), keep_unless_later, photo)
    told.told()
    see_the_unfinished(told)
    keep_sheet(told.sheets[0])


def tell_of_letters(chromium: Browser, site: str, password: str) -> None:
    photo = painted(PHOTO_SENT, QUALITY_SENT)
    LettersStory(
        site, password, lambda name: opened(chromium, letters_story.SCREENS[name]), keep_unless_later, photo
    ).told()


def tell_of_proofs(chromium: Browser, site: str, password: str) -> None:
    subprocess.run([sys.executable, "-m", "tests.journeys.proof_state"], cwd=ROOT, check=True)
    ProofsStory(
        site, password, lambda name: opened(chromium, proofs_story.SCREENS[name]), keep_unless_later, b""
    ).told()


STORIES = {"issue": tell_of_an_issue, "letters": tell_of_letters, "proofs": tell_of_proofs}


def painted(name: str, quality: int) -> bytes:
    out = io.BytesIO()
    draw(name).save(out, "JPEG", quality=quality)
    return out.getvalue()


def opened(chromium: Browser, screen: tuple[int, int]) -> Page:
    size = {"width": screen[0], "height": screen[1]}
    context = chromium.new_context(viewport=size, locale="zh-CN", timezone_id="Asia/Shanghai", reduced_motion="reduce")
    return context.new_page()


def see_the_unfinished(told: Story) -> None:
    """The board and the plan of an issue in progress, and what was changed in one of its articles."""
    page = told.at(EDITOR)
    page.goto(f"{told.site}{UNFINISHED}")
    keep(page, "board")
    page.goto(f"{told.site}{UNFINISHED}plan/")
    keep(page, "plan")
    page.goto(f"{told.site}/desk/articles/")
    page.get_by_role("link", name=REWRITTEN).first.click()
    page.get_by_role("link", name="版本").first.click()
    page.goto(f"{page.url.split('/versions/')[0]}/compare/?from=1&to=3")
    keep(page, "compare")


def keep_unless_later(page: Page, name: str) -> None:
    if name in ALL_SHOTS and name not in LATER:
        keep(page, name)


def keep(page: Page, name: str) -> None:
    """Keep what `page` shows under `name`, its pictures with it."""
    page.evaluate("for (const one of document.images) one.loading = 'eager'")
    page.wait_for_function("() => [...document.images].every((one) => one.complete)")
    bottom = ALL_SHOTS[name].bottom
    if bottom and page.viewport_size["width"] == DESK[0]:
        whole = page.evaluate("document.documentElement.scrollHeight")
        box = {"x": 0, "y": 0, "width": DESK[0], "height": min(bottom, whole)}
        data = page.screenshot(full_page=True, clip=box)
    else:
        data = page.screenshot()
    save(Image.open(io.BytesIO(data)).convert("RGB"), name)


def keep_sheet(data: bytes) -> None:
    """The first page of a review sheet, down to where it is empty."""
    page = pypdfium2.PdfDocument(data)[0].render(scale=SHEET_SCALE).to_pil().convert("RGB")
    ink = page.convert("L").point([255 if value < 200 else 0 for value in range(256)]).getbbox()
    save(page.crop((0, 0, page.width, min(page.height, ink[3] + ink[1]))), "sheet")


def save(picture: Image.Image, name: str) -> None:
    """Write a picture in as many colours as its weight allows. Ends the program where even the fewest are too heavy."""
    for colours in COLOURS:
        out = io.BytesIO()
        picture.quantize(colours, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        if out.tell() <= HEAVIEST:
            (TARGET / f"{name}.png").write_bytes(out.getvalue())
            return
    sys.exit(f"{name}.png 超过 {HEAVIEST // 1024} kB。请在 tools/guide.py 里把它裁小一些。")


if __name__ == "__main__":
    main()
