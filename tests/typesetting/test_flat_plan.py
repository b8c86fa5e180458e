"""The flat plan's pictures: made for those who look, again after each change, and only where something changed."""

from __future__ import annotations

import datetime
import json
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from issues.actions import choosing, planning, writing
from issues.models import Issue, Layout
from issues.workflow import State
from tests.factories import Office, make_article, make_issue, make_person, make_photo
from typesetting import flat_store, tasks
from typesetting.actions import previewing
from typesetting.models import Preview

pytestmark = pytest.mark.django_db
LONG = "".join(f"<p>{'班组长已经在车间门口等着大家。' * 12}</p>" for _ in range(14))


@pytest.fixture(autouse=True)
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRESS_CACHE = tmp_path / "cache"


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def issue(office) -> Issue:
    issue = make_issue(office, articles=3, year=2026, number=7, layout=Layout.FEATURE, column="工作研究", body=LONG)
    draft = make_article(office, State.DRAFT, body=LONG, title="还在写的一篇")
    planning.place(issue=issue, column=issue.placements.first().column, article=draft, by=office.editor)
    return issue


def looked_at(issue: Issue) -> Preview:
    preview, asked = previewing.watch(issue)
    previewing.make(issue.pk)
    preview.refresh_from_db()
    return preview


def draft_of(issue: Issue):
    return issue.placements.get(article__state=State.DRAFT).article


def address(name: str, issue: Issue, *more) -> str:
    return reverse(f"typesetting:{name}", args=[issue.periodical.slug, issue.year, issue.number, *more])


def test_whoever_looks_gets_a_picture_of_every_page(issue):
    preview = looked_at(issue)
    assert preview.error == ""
    assert not preview.is_wanted
    assert [page["number"] for page in preview.pages] == list(range(1, preview.sums["pages"] + 1))
    assert [preview.pages[0]["kind"], preview.pages[-1]["kind"]] == ["cover", "back"]
    assert all(flat_store.has_picture(page["picture"]) for page in preview.pages)
    assert set(preview.spans) == {str(pk) for pk in issue.placements.values_list("article_id", flat=True)}


def test_a_saved_edit_draws_the_changed_pages_alone_and_says_what_moved(
    issue, office, monkeypatch, django_capture_on_commit_callbacks
):
    looked_at(issue)
    drawn = []
    draw_pages = previewing.draw_pages

    def counted(plan, manifest, numbers, **options):
        drawn.extend(numbers)
        return draw_pages(plan, manifest, numbers, **options)

    monkeypatch.setattr(previewing, "draw_pages", counted)
    draft = draft_of(issue)
    with django_capture_on_commit_callbacks(execute=True):
        writing.rewrite(article=draft, by=office.editor, body=LONG + LONG)
    preview = Preview.objects.get(issue=issue)
    assert not preview.is_wanted
    (moved,) = preview.moved["articles"]
    assert moved["id"] == str(draft.pk)
    assert moved["after"][1] > moved["before"][1]
    assert set(drawn) <= set(preview.moved["pages"])
    assert min(drawn) > 4  # the articles before it stand as they stood


def test_nobody_looks_so_nothing_is_made(issue, office, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        writing.rewrite(article=draft_of(issue), by=office.editor, body="<p>改了。</p>")
    assert not Preview.objects.exists()
    preview = looked_at(issue)
    Preview.objects.update(watched_at=timezone.now() - datetime.timedelta(days=1))
    with django_capture_on_commit_callbacks(execute=True):
        writing.rewrite(article=draft_of(issue), by=office.editor, body="<p>又改了。</p>")
    again = Preview.objects.get()
    assert (again.asked, again.turn) == (preview.asked, preview.turn)
    assert looked_at(issue).asked == preview.asked + 1  # who comes back gets the newest


@pytest.mark.parametrize("what", ["cover", "back", "board", "goals", "layout", "place"])
def test_every_change_of_the_issue_asks_for_its_pages(issue, office, django_capture_on_commit_callbacks, what):
    before = looked_at(issue).asked
    version = Issue.objects.get(pk=issue.pk).plan_version
    article = issue.placements.first().article
    changes = {
        "cover": lambda: planning.set_cover(issue=issue, by=office.editor, photo=None, headlines=["新的要目"]),
        "back": lambda: planning.set_back_cover(issue=issue, by=office.editor, photo=make_photo(office.editor)),
        "board": lambda: planning.set_board_and_imprint(
            issue=issue, by=office.editor, board=[("主编", ["甲某"])], imprint=[]
        ),
        "goals": lambda: planning.set_goals(
            issue=issue, by=office.editor, serial=9, date=None, deadline=None, target_pages=None
        ),
        "layout": lambda: choosing.choose_layout(
            issue=issue, article=article, by=office.editor, version=version, text_columns=1
        ),
        "place": lambda: planning.place(
            issue=issue, column=issue.placements.first().column, article=make_article(office), by=office.editor
        ),
    }
    with django_capture_on_commit_callbacks(execute=True):
        changes[what]()
    preview = Preview.objects.get(issue=issue)
    assert preview.asked > before
    assert preview.made == preview.asked


def test_the_newest_wins_and_an_old_setting_shows_nothing(issue, monkeypatch):
    looked_at(issue)
    composed = []
    compose = previewing.compose

    def interrupted(manifest, **options):
        composed.append(manifest["issue"]["serial"])
        if len(composed) == 1:
            Issue.objects.filter(pk=issue.pk).update(serial=8)
            previewing.ask(issue.pk)
        return compose(manifest, **options)

    monkeypatch.setattr(previewing, "compose", interrupted)
    Issue.objects.filter(pk=issue.pk).update(serial=7)
    previewing.ask(issue.pk)
    before = Preview.objects.get().turn
    previewing.make(issue.pk)
    assert composed[:2] == [7, 8]
    preview = Preview.objects.get()
    assert preview.made == preview.asked
    assert preview.turn > before


def test_one_worker_at_a_time_and_a_lost_one_is_followed(issue):
    looked_at(issue)
    previewing.ask(issue.pk)
    Preview.objects.update(working="another", heard_at=timezone.now())
    previewing.make(issue.pk)
    assert Preview.objects.get().is_wanted
    assert previewing.lost_previews() == []
    Preview.objects.update(heard_at=timezone.now() - previewing.LOST_AFTER - datetime.timedelta(seconds=1))
    tasks.sweep()
    preview = Preview.objects.get()
    assert (preview.is_wanted, preview.working) == (False, "")


def test_what_kills_its_workers_ends_with_a_sentence(issue):
    looked_at(issue)
    previewing.ask(issue.pk)
    Preview.objects.update(attempts=previewing.MOST_ATTEMPTS)
    previewing.make(issue.pk)
    preview = Preview.objects.get()
    assert "没有做完就中断" in preview.error
    assert not preview.is_wanted
    assert preview.pages  # the last good ones stay


def test_a_fault_is_said_and_the_last_pages_stay(issue, monkeypatch):
    pages = looked_at(issue).pages

    def fail(*args, **options):
        raise RuntimeError("boom")

    monkeypatch.setattr(previewing, "compose", fail)
    Issue.objects.filter(pk=issue.pk).update(serial=7)
    previewing.ask(issue.pk)
    previewing.make(issue.pk)
    preview = Preview.objects.get()
    assert "boom" in preview.error
    assert preview.pages == pages
    assert not preview.is_wanted


def test_a_photo_that_is_gone_is_a_grey_box_and_no_fault(issue, office):
    photo = make_photo(office.editor)
    planning.set_cover(issue=issue, by=office.editor, photo=photo)
    Path(photo.file.path).unlink()
    assert looked_at(issue).error == ""


def test_pictures_nobody_shows_are_cleared_away_after_a_day(issue, office, monkeypatch):
    first = {page["picture"] for page in looked_at(issue).pages}
    writing.rewrite(article=draft_of(issue), by=office.editor, body="<p>改了。</p>")
    previewing.ask(issue.pk)
    previewing.make(issue.pk)
    second = {page["picture"] for page in Preview.objects.get().pages}
    assert previewing.forget_old_pictures() == 0
    monkeypatch.setattr(flat_store, "UNNAMED_FOR", datetime.timedelta(seconds=-5))
    assert previewing.forget_old_pictures() == len(first - second)
    assert all(map(flat_store.has_picture, second))


def test_the_page_shows_spreads_with_ways_to_the_articles(issue, office, client):
    looked_at(issue)
    client.force_login(office.editor)
    page = client.get(address("flat-plan", issue)).content.decode()
    for placement in issue.placements.all():
        assert reverse("issues:article", args=[placement.article_id]) in page
    assert page.count('class="sheet__picture"') == Preview.objects.get().sums["pages"]
    assert "有内容的" in page or "正好是" in page


def test_a_layout_choice_from_the_page_leads_back_to_it_and_is_undone_there(issue, office, client):
    looked_at(issue)
    client.force_login(office.editor)
    issue.refresh_from_db()
    here = address("flat-plan", issue)
    place = [issue.periodical.slug, issue.year, issue.number]
    article = issue.placements.first().article_id
    asked = {
        "version": issue.plan_version,
        "article": article,
        "only": "line_change",
        "line_change": "-2",
        "next": here,
    }
    assert client.post(reverse("issues:step-layout", args=place), asked).url == here
    assert issue.placements.first().line_change == -2
    again = client.post(reverse("issues:step-layout", args=place), asked, follow=True)  # from an older plan
    assert "您的这一步没有做" in again.content.decode()
    issue.refresh_from_db()
    undo = {"version": issue.plan_version, "next": here}
    assert client.post(reverse("issues:step-undo", args=place), undo).url == here
    assert issue.placements.first().line_change == 0


def test_the_state_is_small_and_not_sent_twice(issue, office, client, django_assert_max_num_queries):
    looked_at(issue)
    client.force_login(office.editor)
    first = client.get(address("flat-state", issue))
    assert json.loads(first.content)["working"] == 0
    with django_assert_max_num_queries(6):
        again = client.get(address("flat-state", issue), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    previewing.ask(issue.pk)
    changed = client.get(address("flat-state", issue), headers={"If-None-Match": first["ETag"]})
    assert json.loads(changed.content)["working"] == 1


def test_the_page_asks_the_same_of_the_database_however_much_there_is(issue, office, client, django_assert_num_queries):
    looked_at(issue)
    client.force_login(office.editor)
    client.get(address("flat-plan", issue))
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address("flat-plan", issue))
    for _ in range(6):
        column = issue.placements.first().column
        planning.place(issue=issue, column=column, article=make_article(office, body=LONG), by=office.editor)
    previewing.ask(issue.pk)
    previewing.make(issue.pk)
    with CaptureQueriesContext(connection) as many:
        client.get(address("flat-plan", issue))
    assert len(many) <= len(few) + 1 <= 13


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_only_the_desk_sees_pages_and_pictures(issue, client, role):
    picture = looked_at(issue).pages[0]["picture"]
    client.force_login(make_person(role))
    shown = reverse("typesetting:flat-picture", args=[picture])
    for path in (address("flat-plan", issue), address("flat-state", issue), shown):
        assert client.get(path).status_code == 403


def test_a_picture_is_kept_by_the_browser_of_whoever_may_see_it(issue, office, client):
    picture = looked_at(issue).pages[0]["picture"]
    client.force_login(office.editor)
    answer = client.get(reverse("typesetting:flat-picture", args=[picture]))
    assert answer["Content-Type"] == "image/webp"
    assert "private" in answer["Cache-Control"]
    assert b"".join(answer.streaming_content)[:4] == b"RIFF"
    assert client.get(reverse("typesetting:flat-picture", args=["0" * 40])).status_code == 404
    assert client.get("/press/pages/..%2f..%2fsecret_key.webp").status_code == 404


def test_an_issue_without_articles_says_what_to_do(office, client):
    empty = make_issue(office, articles=0)
    client.force_login(office.editor)
    page = client.get(address("flat-plan", empty)).content.decode()
    assert "还没有文章" in page
    assert not Preview.objects.exists()
