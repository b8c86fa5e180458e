"""Arranging an issue: what stands where. Each step is one action, begun from a version of the plan that was seen.

A step from an older version is refused, so that two planners at once never undo each other unseen. What was there before the
last step is kept with it, and can be brought back.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from accounts.refusals import NotAllowed
from issues.actions.plan_rows import arrangement_of, keep, opened
from issues.arrangement import Arrangement, Slot
from issues.models import Article, Column, Issue, Layout, Periodical, Placement
from issues.workflow import LIVE, State

PLACEABLE = (*LIVE, State.PUBLISHED)
NAME_LENGTH = Column._meta.get_field("name").max_length


@transaction.atomic
def move_article(
    *, issue: Issue, article: Article, column: Column, by: User, version: int, position: int | None = None
) -> Issue:
    """Put an article of the issue at `position` (from 0; None: the end) of a column of the issue."""
    issue = opened(issue, by, version)
    plan = arrangement_of(issue)
    _check_is_in(plan, article, issue)
    _check_has(plan, column, issue)
    plan.put(article.pk, column.pk, position)
    return keep(issue, plan, by=by, what=_moved(plan, article, column), target=article)


@transaction.atomic
def shift_article(*, issue: Issue, article: Article, step: int, by: User, version: int) -> Issue:
    """One place up (-1) or down (1); from the edge of a column into the next one."""
    issue = opened(issue, by, version)
    plan = arrangement_of(issue)
    _check_is_in(plan, article, issue)
    plan.shift(article.pk, step)
    column = Column.objects.get(pk=plan.slot_of(article.pk).column)
    return keep(issue, plan, by=by, what=_moved(plan, article, column), target=article)


def _moved(plan: Arrangement, article: Article, column: Column) -> str:
    place = plan.slot(column.pk).articles.index(article.pk) + 1
    return f"把《{article.title}》移到“{column.name}”第 {place} 篇"


@transaction.atomic
def place_articles(*, issue: Issue, articles: Iterable[Article], column: Column, by: User, version: int) -> Issue:
    """Put articles that stand in no issue at the end of a column, in the order given."""
    issue = opened(issue, by, version)
    plan = arrangement_of(issue)
    _check_has(plan, column, issue)
    chosen = [article.pk for article in articles]
    if not chosen:
        raise NotAllowed("还没有选文章。请先在要编入的文章前打勾。")
    for article in _held(chosen):
        check_can_place(article, issue)
        plan.put(article.pk, column.pk)
    first = Article.objects.get(pk=chosen[0])
    more = f"等 {len(chosen)} 篇" if len(chosen) > 1 else ""
    return keep(issue, plan, by=by, what=f"把《{first.title}》{more}编入“{column.name}”")


def _held(keys: list[int]) -> list[Article]:
    """The articles in the order of `keys`, held, so that no other issue takes them meanwhile."""
    rows = Article.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk").in_bulk()
    return [rows[key] for key in keys if key in rows]


def check_can_place(article: Article, issue: Issue) -> None:
    """Raise NotAllowed unless the article may be put into the issue: of its periodical, not withdrawn, in no other issue."""
    if article.periodical_id != issue.periodical_id:
        raise NotAllowed(f"《{article.title}》不是{issue.periodical}的文章，不能编入这一期。")
    if article.state not in PLACEABLE:
        raise NotAllowed(f"《{article.title}》现在是“{article.get_state_display()}”，不能编入。请先恢复，再编入。")
    other = Placement.objects.filter(article=article).exclude(issue=issue).select_related("issue").first()
    if other:
        raise NotAllowed(f"《{article.title}》已经编入{other.issue.label}。请先从那一期移出，再编入这一期。")


@transaction.atomic
def take_out(*, issue: Issue, article: Article, by: User, version: int) -> Issue:
    """Take an article out of the issue; it goes back among those that wait for one."""
    issue = opened(issue, by, version)
    plan = arrangement_of(issue)
    _check_is_in(plan, article, issue)
    plan.take_out(article.pk)
    return keep(issue, plan, by=by, what=f"把《{article.title}》移出本期", target=article)


@transaction.atomic
def move_column(*, issue: Issue, column: Column, position: int, by: User, version: int) -> Issue:
    """Put a column with all in it at `position` among the issue's columns, from 0."""
    issue = opened(issue, by, version)
    plan = arrangement_of(issue)
    _check_has(plan, column, issue)
    plan.put_column(column.pk, position)
    return keep(issue, plan, by=by, what=_column_moved(plan, column), target=column)


@transaction.atomic
def shift_column(*, issue: Issue, column: Column, step: int, by: User, version: int) -> Issue:
    """One place up (-1) or down (1)."""
    issue = opened(issue, by, version)
    plan = arrangement_of(issue)
    _check_has(plan, column, issue)
    plan.shift_column(column.pk, step)
    return keep(issue, plan, by=by, what=_column_moved(plan, column), target=column)


def _column_moved(plan: Arrangement, column: Column) -> str:
    return f"把栏目“{column.name}”移到第 {plan.slots.index(plan.slot(column.pk)) + 1} 个"


@transaction.atomic
def add_column(*, issue: Issue, name: str, layout: Layout, by: User, version: int) -> Issue:
    """Add a column at the end: the periodical's of that name, else a new one for this issue alone in `layout`."""
    issue = opened(issue, by, version)
    plan = arrangement_of(issue)
    column = _column_for(issue, name, layout)
    if plan.slot(column.pk):
        raise NotAllowed(f"本期已经有“{column.name}”栏目了。请直接把文章放进去，或换一个名称。")
    plan.slots.append(Slot(column.pk))
    return keep(issue, plan, by=by, what=f"加了栏目“{column.name}”", target=column)


@transaction.atomic
def rename_column(*, issue: Issue, column: Column, name: str, by: User, version: int) -> Issue:
    """Give a column another name in this issue alone; other issues keep theirs."""
    issue = opened(issue, by, version)
    plan = arrangement_of(issue)
    _check_has(plan, column, issue)
    renamed = _column_for(issue, name, column.layout)
    if renamed != column and plan.slot(renamed.pk):
        raise NotAllowed(f"本期已经有“{renamed.name}”栏目了。请换一个名称，或把文章移过去。")
    plan.slot(column.pk).column = renamed.pk
    return keep(issue, plan, by=by, what=f"把栏目“{column.name}”改名为“{renamed.name}”", target=renamed)


@transaction.atomic
def drop_column(*, issue: Issue, column: Column, by: User, version: int) -> Issue:
    """Take a column that has no article out of the issue."""
    issue = opened(issue, by, version)
    plan = arrangement_of(issue)
    _check_has(plan, column, issue)
    slot = plan.slot(column.pk)
    if slot.articles:
        raise NotAllowed(f"“{column.name}”里还有 {len(slot.articles)} 篇文章。请先移到别的栏目，或移出本期。")
    plan.slots.remove(slot)
    return keep(issue, plan, by=by, what=f"去掉了栏目“{column.name}”", target=column)


@transaction.atomic
def undo(*, issue: Issue, by: User, version: int) -> Issue:
    """Bring back what was there before the last step. Undone once more, the step is done again."""
    issue = opened(issue, by, version)
    if not issue.plan_last:
        raise NotAllowed("没有可以撤销的一步。")
    former = Arrangement.from_json(issue.plan_last["before"])
    returning = set(former.articles()) - set(arrangement_of(issue).articles())
    for article in _held(sorted(returning)):
        check_can_place(article, issue)
    step = issue.plan_last.get("step") or issue.plan_last["what"]
    undone = not issue.plan_last.get("undone", False)
    choices = {int(key): values for key, values in issue.plan_last.get("choices", {}).items()}
    issue = keep(issue, former, by=by, what=f"{'撤销' if undone else '重做'}了一步（{step}）", choices=choices)
    issue.plan_last |= {"step": step, "undone": undone}
    issue.save(update_fields=["plan_last"])
    return issue


def column_named(periodical: Periodical, name: str, layout: Layout | None = None) -> Column:
    """The periodical's column of that name; a new one is for the occasion, not among the usual ones."""
    last = periodical.columns.order_by("-order").values_list("order", flat=True).first() or 0
    column, _ = Column.objects.get_or_create(
        periodical=periodical,
        name=name,
        defaults={"layout": layout or Layout.NEWS, "order": last + 1, "active": False},
    )
    return column


def _column_for(issue: Issue, name: str, layout: str) -> Column:
    """The column called `name` as typed. Raises NotAllowed where that is no name."""
    name = " ".join("".join(char if char.isprintable() else " " for char in name).split())
    if not name:
        raise NotAllowed("栏目还没有名称。请写上名称再保存。")
    if len(name) > NAME_LENGTH:
        raise NotAllowed(f"栏目名称有 {len(name)} 个字，最多 {NAME_LENGTH} 个字。请写得短些。")
    return column_named(issue.periodical, name, Layout(layout))


def _check_is_in(plan: Arrangement, article: Article, issue: Issue) -> None:
    if plan.slot_of(article.pk) is None:
        raise NotAllowed(f"《{article.title}》不在{issue.label}里。请刷新页面看最新的编排。")


def _check_has(plan: Arrangement, column: Column, issue: Issue) -> None:
    if plan.slot(column.pk) is None:
        raise NotAllowed(f"{issue.label}没有“{column.name}”这个栏目。请先加上这个栏目，或换一个。")
