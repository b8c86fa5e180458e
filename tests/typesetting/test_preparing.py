"""Photos of the issues in hand are prepared before anyone asks for a proof."""

from pathlib import Path

import pytest
from django.core.cache import cache

from issues.models import Issue, Layout
from tests.factories import Office, make_issue, make_photo
from typesetting import tasks
from typesetting.actions import preparing, running
from typesetting.making import renditions
from typesetting.models import RunState

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def press_cache(settings, tmp_path) -> Path:
    settings.PRESS_CACHE = tmp_path / "cache"
    cache.clear()
    return settings.PRESS_CACHE


def issue_with(photos: list, office: Office | None = None, **fields) -> Issue:
    figures = "".join(f'<figure><img src="/photos/{photo.key}/" alt="合影"></figure><p>正文。</p>' for photo in photos)
    return make_issue(office or Office(), articles=1, body=f"<p>清晨六点，大家都到了。</p>{figures}", **fields)


def prepared(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.jpg")}


@pytest.mark.parametrize("layout", Layout.values)
def test_a_run_finds_every_photo_prepared(press_cache, monkeypatch, layout):
    office = Office()
    photos = [make_photo(office.editor, width=width, height=height) for width, height in ((900, 600), (600, 900))]
    issue = issue_with(photos, office, layout=layout, column="试排")
    issue.cover_photo = make_photo(office.editor, caption="合影")
    issue.save()
    tasks.prepare()
    found = prepared(press_cache)
    assert len(found) == 6
    run = running.carry_out(run=running.ask(issue=issue, by=None))
    assert run.state == RunState.DONE, run.error
    assert prepared(press_cache) == found


def test_nothing_is_done_for_an_issue_that_did_not_change(press_cache, monkeypatch):
    office = Office()
    issue = issue_with([make_photo(office.editor)], office)
    assert preparing.prepare_unreleased() == 1
    monkeypatch.setattr(preparing, "compose", None)
    assert preparing.prepare_unreleased() == 0
    monkeypatch.undo()
    issue.cover_photo = make_photo(office.editor)
    issue.save()
    assert preparing.prepare_unreleased() == 2


def test_a_call_ends_in_time_and_the_next_goes_on(press_cache, monkeypatch):
    office = Office()
    issue = issue_with([make_photo(office.editor) for _ in range(3)], office)
    assert preparing.prepare_photos(issue=issue, until=0) == 0
    assert prepared(press_cache) == set()
    assert preparing.prepare_photos(issue=issue) == 3
    assert len(prepared(press_cache)) == 6


def test_a_photo_that_cannot_be_used_does_not_keep_the_others_waiting(press_cache, caplog):
    office = Office()
    bad, good = make_photo(office.editor), make_photo(office.editor)
    Path(bad.file.path).write_text("这不是图片")
    issue_with([bad, good], office)
    with caplog.at_level("INFO"):
        assert preparing.prepare_unreleased() == 2
    assert len(prepared(press_cache)) == 2
    assert "重新上传" in caplog.text or "不是同一个文件" in caplog.text


def test_released_issues_are_left_alone_and_so_is_everything_while_the_press_runs(press_cache):
    office = Office()
    issue_with([make_photo(office.editor)], office, released=True)
    assert preparing.prepare_unreleased() == 0
    waiting = issue_with([make_photo(office.editor)], office)
    run = running.ask(issue=waiting, by=None)
    assert preparing.prepare_unreleased() == 0
    running.carry_out(run=run)
    assert preparing.prepare_unreleased() == 1


def test_prepared_again_after_the_recipe_changed(press_cache, monkeypatch):
    office = Office()
    issue_with([make_photo(office.editor)], office)
    preparing.prepare_unreleased()
    for module in (preparing, renditions):
        monkeypatch.setattr(module, "RECIPE", renditions.RECIPE + 1)
    assert preparing.prepare_unreleased() == 1
    assert len(prepared(press_cache)) == 4


def test_an_issue_with_a_cover_and_no_article_yet_is_prepared(press_cache):
    office = Office()
    issue = make_issue(office, articles=0)
    issue.cover_photo = make_photo(office.editor)
    issue.save()
    assert preparing.prepare_unreleased() == 1
    assert len(prepared(press_cache)) == 2
