"""Taking in a back issue that was split into its articles."""

from __future__ import annotations

from dataclasses import asdict

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Union, User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.authors import set_bylines
from issues.actions.following import keep_fingerprint
from issues.actions.planning import column_named, make_issue, set_board_and_imprint
from issues.actions.versions import keep_version
from issues.models import Article, Issue, Layout, Periodical, Placement, VersionName
from issues.words import put_words
from issues.workflow import Move
from manuscripts.backissue.result import BackIssue, FoundArticle, FoundColumn
from manuscripts.normalise import normalise

STATEMENT = "statement"  # 内部资料 免费交流: the periodical's, not a line of the imprint
FOUND_LINES = ("kicker", "title", "subtitle", "contributor", "source")
LONG = 1500  # characters of an average article from which a column is set as feature


@transaction.atomic
def import_back_issue(
    *,
    periodical: Periodical,
    year: int,
    number: int,
    back: BackIssue,
    sha256: str,
    by: User | None,
    replace: bool = False,
    file_sha256: str = "",
) -> tuple[Issue, bool]:
    """The issue made of `back`, and whether anything changed.

    `sha256` is the text's (`backissue.digest`): the same text again changes nothing. Another text for an issue that exists
    raises NotAllowed unless `replace`; then articles of the same title keep their history and get new words, others are
    superseded. `file_sha256` is that of the file's bytes, which issues taken in before texts were digested are known by.
    """
    if by is not None:
        workflow.check_holds(by, workflow.OPERATORS, Move.IMPORT.label)
    issue = (
        Issue.objects.select_for_update(of=("self",))
        .select_related("periodical")
        .filter(periodical=periodical, year=year, number=number)
        .first()
    )
    if issue is None:
        issue = make_issue(periodical=periodical, year=year, number=number, by=None)
    elif issue.source_sha256 and issue.source_sha256 in {sha256, file_sha256}:
        return issue, False
    else:
        _check_can_replace(issue, replace)
    former = _take_out(issue, by)
    for column_order, column in enumerate(back.columns):
        _import_column(issue, column, column_order, former, by)
    _supersede(former, by)
    imprint = [(label, value) for label, value in back.imprint.items() if label != STATEMENT]
    set_board_and_imprint(issue=issue, by=None, board=back.board.items(), imprint=imprint)
    issue.source_sha256 = sha256
    issue.import_report = {
        "unplaced": back.unplaced,
        "leftovers": [asdict(leftover) for leftover in back.leftovers],
        "warnings": back.warnings,
    }
    issue.released_at = issue.released_at or timezone.now()
    workflow.release(issue)
    issue.save()
    audit.record(by=by, verb=Move.IMPORT.label, target=issue, sha256=sha256)
    return issue, True


def _check_can_replace(issue: Issue, replace: bool) -> None:
    if not issue.source_sha256:
        raise NotAllowed(f"{issue}是在编辑台上做的，不能用文件覆盖。请核对期号，或在编辑台上修改。")
    if not replace:
        raise NotAllowed(f"{issue}已经用另一个文件导入过。要换成这个文件，请加 --replace（旧文字会留在版本里）。")


def _take_out(issue: Issue, by: User | None) -> dict[str, list[Article]]:
    """Clear the issue's placements; returns its articles by normalised title, in order."""
    former: dict[str, list[Article]] = {}
    for placement in issue.placements.select_related("article"):
        former.setdefault(normalise(placement.article.title), []).append(placement.article)
    issue.placements.all().delete()
    return former


def _import_column(
    issue: Issue, column: FoundColumn, column_order: int, former: dict[str, list[Article]], by: User | None
) -> None:
    row = column_named(issue.periodical, column.name, layout_for(column))
    for order, found in enumerate(column.articles):
        known = former.get(normalise(found.title))
        article = _import_article(issue, found, known.pop(0) if known else None, by)
        Placement.objects.create(
            issue=issue,
            column=row,
            article=article,
            column_order=column_order,
            order=order,
            printed_page=found.printed_page,
        )


def layout_for(column: FoundColumn) -> Layout:
    """The layout of a column the periodical does not have yet, by how long its articles are."""
    lengths = [article.characters for article in column.articles]
    return Layout.FEATURE if lengths and sum(lengths) / len(lengths) >= LONG else Layout.NEWS


def _import_article(issue: Issue, found: FoundArticle, known: Article | None, by: User | None) -> Article:
    article = known or Article(periodical=issue.periodical)
    if known:
        keep_version(known, VersionName.REPLACED, by)
    else:
        workflow.begin(article, Move.IMPORT)
        article.published_at = timezone.now()
    put_words(article, body=found.html, **{name: getattr(found, name) for name in FOUND_LINES})
    article.union = Union.objects.named(found.contributor)
    article.save()
    set_bylines(article, [(byline.name, byline.post) for byline in found.bylines])
    keep_version(article, VersionName.IMPORTED, by)
    keep_fingerprint(article)
    audit.record(by=by, verb=Move.IMPORT.label, target=article, issue=str(issue))
    return article


def _supersede(former: dict[str, list[Article]], by: User | None) -> None:
    """Articles the new file no longer has: out of readers' sight, with their history."""
    for articles in former.values():
        for article in articles:
            keep_version(article, VersionName.REPLACED, by)
            workflow.advance(article, Move.SUPERSEDE)
            article.save()
            audit.record(by=by, verb=Move.SUPERSEDE.label, target=article)
