"""The PDF that an issue's page offers, and the words that were changed after it was typeset."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.utils import timezone

from issues.actions import changing, planning, publishing, reviewing
from issues.actions.importing import import_back_issue
from issues.models import Issue
from issues.workflow import IssueState, State
from manuscripts.backissue.result import BackIssue, FoundArticle, FoundColumn
from tests.factories import Office, make_article, make_issue, make_periodical, make_person
from typesetting.models import RunState, TypesetRun
from typesetting.wording import present_wording

pytestmark = pytest.mark.django_db
OUTDATED, REPLACED = "其后内容有更正，请以网页为准", "旧 PDF 不再提供"


@pytest.fixture(autouse=True)
def member(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    client.force_login(make_person())


@pytest.fixture
def office():
    return Office()


def typeset(issue: Issue, page_map: dict | None = None) -> TypesetRun:
    """The issue's last good run, of the words as they are now."""
    now = timezone.now()
    run = TypesetRun(issue=issue, state=RunState.DONE, pages=80, page_map=page_map or {}, started_at=now)
    run.finished_at, run.wording = now, present_wording(issue)
    run.screen_pdf.save("issue.pdf", ContentFile(b"%PDF-"))
    return run


def take_in(text: str, sha256: str, *, printed_page: int = 3, imprint: dict | None = None, **options) -> Issue:
    article = FoundArticle(title="把课堂搬到塔下", html=f"<p>{text}</p>", printed_page=printed_page)
    back = BackIssue(year=2019, number=2, columns=[FoundColumn("学习强会", [article])], imprint=imprint or {})
    return import_back_issue(
        periodical=make_periodical(), year=2019, number=2, back=back, sha256=sha256 * 64, by=None, **options
    )[0]


def test_a_pdf_of_the_words_as_they_are_is_offered_without_a_word(client, office):
    issue = make_issue(office, released=True)
    typeset(issue)
    page = client.get(issue.get_absolute_url()).text
    assert "下载 PDF" in page
    assert OUTDATED not in page and REPLACED not in page


def test_releasing_an_issue_does_not_outdate_the_pdf_it_was_released_with(client, office):
    issue = make_issue(office)
    typeset(issue)
    issue = publishing.release(issue=issue, by=office.chief)
    assert OUTDATED not in client.get(issue.get_absolute_url()).text


def test_after_a_correction_the_pdf_stays_and_says_of_what_day_it_is(client, office):
    issue = make_issue(office, released=True)
    run = typeset(issue)
    run.finished_at = datetime.datetime(2026, 5, 20, 4, tzinfo=datetime.UTC)
    run.save()
    article = issue.placements.first().article
    changing.correct(article=article, by=office.chief, note="“六点”应为“七点”。", body="<p>清晨七点。</p>")
    page = client.get(issue.get_absolute_url()).text
    assert "下载 PDF" in page
    assert "PDF 排于2026年5月20日，其后内容有更正，请以网页为准。" in page
    typeset(issue)
    assert OUTDATED not in client.get(issue.get_absolute_url()).text


@pytest.mark.parametrize("what", ["board", "imprint", "cover", "an article more"])
def test_whatever_else_the_issue_says_outdates_the_pdf_too(client, office, what):
    issue = make_issue(office)
    typeset(issue)
    if what in {"board", "imprint"}:
        rows = {"board": [], "imprint": []} | {what: [("主办", "青海省总工会" if what == "imprint" else ["甲乙"])]}
        planning.set_board_and_imprint(issue=issue, by=office.editor, **rows)
    elif what == "cover":
        planning.set_cover(issue=issue, by=office.editor, photo=None, caption="湖边的早晨")
    else:
        column = planning.column_named(make_periodical(), "基层活动")
        planning.place(issue=issue, column=column, article=make_article(office), by=office.editor)
    issue = publishing.release(issue=issue, by=office.chief)
    assert OUTDATED in client.get(issue.get_absolute_url()).text


def test_a_draft_in_a_proof_has_no_settled_words_and_the_issue_is_typeset_again_for_release(office):
    issue = make_issue(office, articles=0)
    article = make_article(office, State.DRAFT)
    planning.place(
        issue=issue, column=planning.column_named(make_periodical(), "基层活动"), article=article, by=office.editor
    )
    proof = present_wording(issue)
    for decide, by in ((reviewing.submit, office.editor), (reviewing.pass_on, office.second_editor)):
        article = decide(article=article, by=by)
    assert present_wording(issue) != proof
    submitted = present_wording(issue)
    reviewing.pass_on(article=article, by=office.deputy)
    assert present_wording(issue) == submitted


def test_after_the_issue_was_taken_in_from_another_file_the_old_pdf_is_not_offered(client):
    issue = take_in("旧文字。", "a", printed_page=3)
    article = issue.placements.get().article
    typeset(issue, {str(article.pk): [7, 8]})
    assert 'class="entry__page"><span class="visually-hidden">第</span>7<' in client.get(issue.get_absolute_url()).text
    take_in("新文字。", "b", printed_page=4, replace=True)
    page = client.get(issue.get_absolute_url()).text
    assert REPLACED in page
    assert "下载 PDF" not in page and "80 页" not in page
    assert 'class="entry__page"><span class="visually-hidden">第</span>4<' in page
    assert "第 4 页" in client.get(article.get_absolute_url()).text
    missing = client.get(issue.get_absolute_url() + "issue.pdf")
    assert missing.status_code == 404
    assert "还没有排好" in missing.text
    typeset(issue)
    assert "下载 PDF" in client.get(issue.get_absolute_url()).text
    assert client.get(issue.get_absolute_url() + "issue.pdf").status_code == 200


def test_another_files_imprint_alone_takes_the_old_pdf_away_too(client):
    issue = take_in("同样的文字。", "a")
    typeset(issue)
    take_in("同样的文字。", "b", imprint={"印刷数量": "1700册"}, replace=True)
    assert REPLACED in client.get(issue.get_absolute_url()).text


def test_the_same_file_again_leaves_the_pdf_on_offer(client):
    issue = take_in("同样的文字。", "a")
    typeset(issue)
    assert take_in("同样的文字。", "a").state == IssueState.RELEASED
    page = client.get(issue.get_absolute_url()).text
    assert "下载 PDF" in page and OUTDATED not in page


def test_a_run_from_before_wordings_were_noted_passes_as_current(client, office):
    issue = make_issue(office, released=True)
    run = typeset(issue)
    TypesetRun.objects.filter(pk=run.pk).update(wording="", started_at=None)
    page = client.get(issue.get_absolute_url()).text
    assert "下载 PDF" in page and OUTDATED not in page
