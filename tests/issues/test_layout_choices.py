"""How an article is set in its issue, and the covers: chosen, undone, refused, and known to the digests of what was typeset."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.actions import arranging, choosing, planning, publishing
from issues.actions.plan_rows import StalePlan
from issues.layout_choices import CHOICES, USUAL, choice_words, choices_of
from issues.models import Article, Issue
from issues.queries.planning import plan_page
from tests.factories import Office, make_article, make_issue, make_person, make_photo
from typesetting.freeze import freeze
from typesetting.wording import present_wording

pytestmark = pytest.mark.django_db
ALL = {
    "own_page": True,
    "text_columns": 1,
    "photo_size": "wide",
    "photo_place": "top",
    "keep_together": True,
    "line_change": -2,
    "qr_code": True,
}


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def issue(office) -> Issue:
    return fresh(make_issue(office, articles=2, year=2026, number=6))


def fresh(issue: Issue) -> Issue:
    return Issue.objects.select_related("periodical", "cover_photo", "back_photo").get(pk=issue.pk)


def first(issue: Issue) -> Article:
    return issue.placements.first().article


def choose(issue: Issue, office: Office, **choices) -> Issue:
    issue = fresh(issue)
    return choosing.choose_layout(
        issue=issue, article=first(issue), by=office.editor, version=issue.plan_version, **choices
    )


def chosen(issue: Issue) -> dict:
    return choices_of(issue.placements.first())


def typeset(issue: Issue) -> None:
    pages = {str(key): (4, 4) for key in issue.placements.values_list("article_id", flat=True)}
    planning.record_pages(issue=issue, page_map=pages, pages=8)


def test_every_choice_is_kept_said_and_frozen(issue, office):
    done = choose(issue, office, **ALL)
    assert chosen(issue) == ALL
    assert done.plan_last["what"] == (
        f"让《{first(issue).title}》另起一页、排 1 栏、照片通栏宽、照片放篇首、不跨页、缩 2 行、印二维码"
    )
    assert AuditEntry.objects.filter(verb="编排", changes__what=done.plan_last["what"]).exists()
    layout = freeze(fresh(issue))["columns"][0]["articles"][0]["layout"]
    assert (layout["own_page"], layout["columns"], layout["lines"]) == (True, 1, -2)
    assert set(ALL) == set(CHOICES) == set(USUAL)


def test_a_choice_is_undone_and_done_again(issue, office):
    choose(issue, office, photo_size="page")
    done = choose(issue, office, **ALL)
    undone = arranging.undo(issue=done, by=office.editor, version=done.plan_version)
    assert chosen(issue) == USUAL | {"photo_size": "page"}
    arranging.undo(issue=undone, by=office.editor, version=undone.plan_version)
    assert chosen(issue) == ALL


def test_an_article_taken_out_and_brought_back_is_set_as_it_was_also_after_a_typesetting(issue, office):
    done = choose(issue, office, **ALL)
    out = arranging.take_out(issue=done, article=first(issue), by=office.editor, version=done.plan_version)
    typeset(issue)
    out = fresh(out)
    arranging.undo(issue=out, by=office.editor, version=out.plan_version)
    assert chosen(issue) == ALL
    assert issue.placements.first().typeset_first is None


def test_what_is_so_already_is_no_step(issue, office):
    done = choose(issue, office, own_page=True)
    again = choose(issue, office, own_page=True)
    assert again.plan_version == done.plan_version


@pytest.mark.parametrize(
    "choices",
    [{"text_columns": 4}, {"line_change": 3}, {"line_change": -9}, {"photo_size": "huge"}, {"text_columns": -1}],
)
def test_a_choice_there_is_not_is_refused(issue, office, choices):
    with pytest.raises(NotAllowed, match="这样的排法没有"):
        choose(issue, office, **choices)
    assert chosen(issue) == USUAL


def test_a_choice_from_an_older_plan_is_refused(issue, office):
    seen = fresh(issue)
    choose(issue, office, own_page=True)
    with pytest.raises(StalePlan, match="您的这一步没有做"):
        choosing.choose_layout(
            issue=seen, article=first(issue), by=office.editor, version=seen.plan_version, qr_code=True
        )


def test_a_released_issue_and_an_article_of_another_are_refused(issue, office):
    other = make_article(office)
    with pytest.raises(NotAllowed, match="不在"):
        choosing.choose_layout(
            issue=issue, article=other, by=office.editor, version=fresh(issue).plan_version, qr_code=True
        )
    publishing.release(issue=issue, by=office.chief)
    with pytest.raises(NotAllowed, match="已经出刊"):
        choose(issue, office, qr_code=True)


@pytest.mark.parametrize("change", ["layout", "design", "back", "look"])
def test_a_changed_choice_outdates_the_typeset_pages_and_its_undoing_does_not(issue, office, change):
    def act(choosing_it: bool) -> None:
        if change == "layout":
            choose(issue, office, line_change=1 if choosing_it else 0)
        elif change == "design":
            planning.set_cover(issue=issue, by=office.editor, photo=None, design="type" if choosing_it else "")
        elif change == "back":
            caption = "湖边的早晨" if choosing_it else ""
            planning.set_back_cover(issue=issue, by=office.editor, photo=None, caption=caption)
        else:
            issue.periodical.look = {"accent": "navy"} if choosing_it else {}
            issue.periodical.save()

    typeset(issue)
    wording = present_wording(fresh(issue))
    assert plan_page(fresh(issue)).is_fresh
    act(True)
    assert plan_page(fresh(issue)).changes == ["编排、封面或版权页改过"]
    assert (present_wording(fresh(issue)) == wording) == (change == "look")  # a look may change years after
    act(False)
    assert plan_page(fresh(issue)).is_fresh
    assert present_wording(fresh(issue)) == wording


def test_the_form_shows_what_is_chosen_and_keeps_what_is_sent(issue, office, client):
    choose(issue, office, photo_size="wide")
    client.force_login(office.editor)
    place = [issue.periodical.slug, issue.year, issue.number]
    page = client.get(reverse("issues:plan-layout", args=[*place, first(issue).pk])).content.decode()
    assert '<option value="wide" selected>' in page
    sent = {
        "version": fresh(issue).plan_version,
        "article": first(issue).pk,
        "own_page": "on",
        "text_columns": "2",
        "photo_size": "",
        "photo_place": "end",
        "line_change": "1",
    }
    answer = client.post(reverse("issues:step-layout", args=place), sent)
    assert answer.url == reverse("issues:plan", args=place)
    assert chosen(issue) == USUAL | {"own_page": True, "text_columns": 2, "photo_place": "end", "line_change": 1}
    plan = client.get(answer.url).content.decode()
    for words in choice_words(chosen(issue)):
        assert words in plan


@pytest.mark.parametrize("forged", [{"line_change": "7"}, {"photo_size": "<b>"}, {"only": "state"}, {"article": "0"}])
def test_a_forged_form_changes_nothing(issue, office, client, forged):
    client.force_login(office.editor)
    sent = {"version": fresh(issue).plan_version, "article": first(issue).pk, "own_page": "on"} | forged
    place = [issue.periodical.slug, issue.year, issue.number]
    assert client.post(reverse("issues:step-layout", args=place), sent).status_code == 403
    assert chosen(issue) == USUAL


def test_only_the_desk_chooses(issue, client):
    client.force_login(make_person(Role.CORRESPONDENT))
    place = [issue.periodical.slug, issue.year, issue.number]
    assert client.get(reverse("issues:plan-layout", args=[*place, first(issue).pk])).status_code == 403
    assert client.post(reverse("issues:step-layout", args=place), {}).status_code == 403


def test_the_back_cover_is_chosen_and_a_stale_form_is_refused(issue, office, client):
    client.force_login(office.editor)
    here = reverse("issues:back-cover", args=[issue.periodical.slug, issue.year, issue.number])
    photo = make_photo(office.editor)
    planning.set_back_cover(issue=issue, by=office.editor, photo=photo, caption="湖边")
    page = client.get(here)
    form = page.context["form"]
    assert photo.key in page.content.decode()
    sent = {"photo": photo.key, "caption": "湖边的早晨", "credit": "甲某", "seen": form["seen"].value()}
    assert client.post(here, sent).status_code == 302
    found = fresh(issue)
    assert (found.back_photo, found.back_caption, found.back_credit) == (photo, "湖边的早晨", "甲某")
    assert "封底刚才有人改过" in client.post(here, sent).content.decode()
    assert client.post(here, sent | {"photo": "0123456789abcdef"}).status_code == 200


def test_the_cover_keeps_its_design(issue, office, client):
    client.force_login(office.editor)
    here = reverse("issues:cover", args=[issue.periodical.slug, issue.year, issue.number])
    seen = client.get(here).context["form"]["seen"].value()
    assert client.post(here, {"photo": "", "design": "band", "headlines": "", "seen": seen}).status_code == 302
    assert fresh(issue).cover_design == "band"
    wrong = client.post(here, {"photo": "", "design": "round", "seen": seen})
    assert "没有这种样式" in wrong.content.decode()
