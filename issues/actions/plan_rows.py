"""The rows of an issue's plan: opened at a version that was seen, and written over as one step that can be undone.

A step is what stands where (`issues.arrangement`) and how articles are set there (`issues.layout_choices`). What was there
before the last step is kept with it.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.afterwards import pages_changed
from issues.arrangement import Arrangement, Slot
from issues.layout_choices import CHOICES, choices_of
from issues.models import Article, Column, Issue, IssueColumn, Placement
from issues.workflow import IssueState

# What is known of an article's place beside where it is: what the press noted on it, until it is typeset anew.
NOTED = ("printed_page", "typeset_first", "typeset_last", "typeset_digest")


class StalePlan(NotAllowed):
    """The step was begun from a plan that another step has changed since."""


def check_can_plan(user: User | None) -> None:
    """Raise NotAllowed unless `user` may plan issues. None is the system itself: a command of the operator."""
    if user is not None:
        workflow.check_holds(user, workflow.EDITORS, "编排一期")


def check_can_arrange(issue: Issue, user: User | None) -> None:
    """Raise NotAllowed unless `user` may change what `issue` is made of: planned still."""
    check_can_plan(user)
    if issue.state != IssueState.PLANNING:
        raise NotAllowed(f"{issue}已经出刊，不能再编排。")


def can_arrange(issue: Issue, user: User) -> bool:
    try:
        check_can_arrange(issue, user)
    except NotAllowed:
        return False
    return True


def opened(issue: Issue, by: User | None, version: int | None = None) -> Issue:
    """The issue's row, held until the transaction ends. Raises StalePlan where its plan is no longer at `version`."""
    issue = Issue.objects.select_for_update(of=("self",)).select_related("periodical", "cover_photo").get(pk=issue.pk)
    check_can_arrange(issue, by)
    if version is not None and version != issue.plan_version:
        last = issue.plan_last
        who = f"{last['by']}刚才{last['what']}。" if last else "编排刚才有了改动。"
        raise StalePlan(f"{who}您的这一步没有做，免得盖掉别人的。下面已经是最新的编排，请看一看再做。")
    return issue


def arrangement_of(issue: Issue) -> Arrangement:
    """What stands where now. A column that has articles but no row of its own (an imported issue) counts too."""
    slots = {
        column: Slot(column) for column in IssueColumn.objects.filter(issue=issue).values_list("column_id", flat=True)
    }
    for column, article in Placement.objects.filter(issue=issue).values_list("column_id", "article_id"):
        slots.setdefault(column, Slot(column)).articles.append(article)
    return Arrangement(list(slots.values()))


def keep(
    issue: Issue,
    new: Arrangement,
    *,
    by: User | None,
    what: str,
    target: Article | Column | None = None,
    choices: Mapping[int, dict] | None = None,
) -> Issue:
    """Write `new` over the rows of an `opened` issue, with the audit row, and what was there before for undoing.

    `choices` gives, by article, how it is to be set from now on; articles not named stay as they are. An article that the
    last step took out, and this one brings back, is set as it was, and has its pages again unless the issue was typeset
    meanwhile. Nothing is written, and nothing recorded, where all is so already.
    """
    before = arrangement_of(issue)
    former = _write_choices(issue, choices or {})
    if new == before and not former:
        return issue
    if [slot.column for slot in new.slots] != [slot.column for slot in before.slots]:
        _write_columns(issue, new)
    gone = _write_placements(issue, new) if new != before else {}
    issue.plan_version += 1
    issue.plan_last = {
        "what": what,
        "by": by.name if by else "系统",
        "before": before.as_json(),
        "choices": former,
        "gone": gone,
        "typeset_at": _typeset_at(issue),
    }
    issue.planned_at = timezone.now()
    issue.save(update_fields=["plan_version", "plan_last", "planned_at"])
    audit.record(by=by, verb="编排", target=target or issue, issue=str(issue), what=what)
    pages_changed(issue)
    return issue


def _write_choices(issue: Issue, choices: Mapping[int, dict]) -> dict[str, dict]:
    """Set how articles are set. Gives, of those that were set otherwise, how: by the article's key."""
    former, changed = {}, []
    for placement in issue.placements.filter(article__in=choices) if choices else ():
        was = choices_of(placement)
        wanted = was | choices[placement.article_id]
        if wanted != was:
            former[str(placement.article_id)] = was
            for name, value in wanted.items():
                setattr(placement, name, value)
            changed.append(placement)
    if changed:
        Placement.objects.bulk_update(changed, CHOICES)
    return former


def _write_columns(issue: Issue, new: Arrangement) -> None:
    issue.planned_columns.all().delete()
    IssueColumn.objects.bulk_create(
        IssueColumn(issue=issue, column_id=slot.column, order=order) for order, slot in enumerate(new.slots)
    )


def _typeset_at(issue: Issue) -> str:
    return issue.typeset_at.isoformat() if issue.typeset_at else ""


def _write_placements(issue: Issue, new: Arrangement) -> dict[str, dict]:
    """Rows that stay keep what is known of them. Gives what was known of those taken out, by the article's key."""
    back = issue.plan_last.get("gone", {})
    if issue.plan_last.get("typeset_at") != _typeset_at(issue):
        back = {key: {name: row[name] for name in CHOICES if name in row} for key, row in back.items()}
    known = {placement.article_id: placement for placement in issue.placements.all()}
    changed, fresh = [], []
    for column_order, slot in enumerate(new.slots):
        for order, article in enumerate(slot.articles):
            place = {"column_id": slot.column, "column_order": column_order, "order": order}
            placement = known.pop(article, None)
            if placement is None:
                fresh.append(Placement(issue=issue, article_id=article, **place, **back.get(str(article), {})))
            elif any(getattr(placement, name) != value for name, value in place.items()):
                for name, value in place.items():
                    setattr(placement, name, value)
                changed.append(placement)
    issue.placements.filter(article_id__in=known).delete()
    Placement.objects.bulk_update(changed, ["column", "column_order", "order"])
    Placement.objects.bulk_create(fresh)
    return {str(article): {name: getattr(row, name) for name in (*NOTED, *CHOICES)} for article, row in known.items()}
