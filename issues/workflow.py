"""The life of an article and of an issue: every legal move, who may make it, whose turn it is.

The one place that assigns a state. `docs/workflow.md` is printed from these tables (`manage.py workflow_diagram`).
Source of the review rules: 《图书质量保障体系》 art. 8 (three levels, no two of them by one person), applied to periodicals
by 新出报刊〔2001〕142号.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import models

from accounts.models import User
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues import gates

if TYPE_CHECKING:
    from issues.models import Article, Issue


class State(models.TextChoices):
    """Where an article stands."""

    DRAFT = "draft", "草稿"
    RETURNED = "returned", "退回"
    FIRST_REVIEW = "first_review", "初审"
    SECOND_REVIEW = "second_review", "复审"
    FINAL_REVIEW = "final_review", "终审"
    APPROVED = "approved", "定稿"
    PUBLISHED = "published", "已发布"
    WITHDRAWN = "withdrawn", "撤稿"


class IssueState(models.TextChoices):
    """Where an issue stands."""

    PLANNING = "planning", "编辑中"
    RELEASED = "released", "已出刊"


class Move(models.TextChoices):
    """What can be done to an article."""

    WRITE = "write", "新建"
    IMPORT = "import", "导入往期"
    SUBMIT = "submit", "送审"
    PASS_FIRST = "pass_first", "初审通过"
    PASS_SECOND = "pass_second", "复审通过"
    APPROVE = "approve", "终审定稿"
    RETURN = "return", "退回修改"
    EDIT = "edit", "改动定稿"
    SLIP = "slip", "校改"
    PUBLISH_AHEAD = "publish_ahead", "网络首发"
    RELEASE = "release", "随刊发布"
    CORRECT = "correct", "更正"
    WITHDRAW = "withdraw", "撤稿"
    SUPERSEDE = "supersede", "由新文件取代"
    RESTORE = "restore", "恢复"


REVIEWS = (State.FIRST_REVIEW, State.SECOND_REVIEW, State.FINAL_REVIEW)
LEVELS = {State.FIRST_REVIEW: 1, State.SECOND_REVIEW: 2, State.FINAL_REVIEW: 3}
STATE_AT = {level: state for state, level in LEVELS.items()}
LIVE = tuple(state for state in State if state not in {State.PUBLISHED, State.WITHDRAWN})

# Who may decide each level: the post named in the design, or one above it.
EDITORS = frozenset({Role.EDITOR, Role.DEPUTY_CHIEF, Role.CHIEF_EDITOR})
DEPUTIES = frozenset({Role.DEPUTY_CHIEF, Role.CHIEF_EDITOR})
CHIEFS = frozenset({Role.CHIEF_EDITOR})
OPERATORS = frozenset({Role.OPERATOR, Role.CHIEF_EDITOR})
REVIEWERS = {
    State.FIRST_REVIEW: EDITORS,
    State.SECOND_REVIEW: DEPUTIES,
    State.FINAL_REVIEW: CHIEFS,
}


@dataclass(frozen=True)
class Rule:
    """One row of the table: from which states, to which, by whom.

    `own`: only the article's own editor, or the chief editor. `review`: bound by the rules of the three reviews.
    Where `targets` has several states, the action says which (see the note).
    """

    move: Move
    sources: tuple[State | None, ...]
    targets: tuple[State, ...]
    roles: frozenset[Role] | None  # None: whoever may decide the level the article waits at
    own: bool = False
    review: bool = False
    note: str = ""


TABLE: tuple[Rule, ...] = (
    Rule(Move.WRITE, (None,), (State.DRAFT,), EDITORS, note="新写，或采用来稿"),
    Rule(Move.IMPORT, (None,), (State.PUBLISHED,), OPERATORS, note="已经出刊的往期文章"),
    Rule(
        Move.SUBMIT,
        (State.DRAFT, State.RETURNED),
        (State.FIRST_REVIEW,),
        EDITORS,
        own=True,
        note="每次送审留一个版本",
    ),
    Rule(
        Move.PASS_FIRST,
        (State.FIRST_REVIEW,),
        (State.SECOND_REVIEW,),
        EDITORS,
        review=True,
    ),
    Rule(
        Move.PASS_SECOND,
        (State.SECOND_REVIEW,),
        (State.FINAL_REVIEW,),
        DEPUTIES,
        review=True,
    ),
    Rule(Move.APPROVE, (State.FINAL_REVIEW,), (State.APPROVED,), CHIEFS, review=True),
    Rule(Move.RETURN, REVIEWS, (State.RETURNED,), None, review=True, note="须写明意见"),
    Rule(
        Move.EDIT,
        (State.APPROVED,),
        REVIEWS,
        EDITORS,
        own=True,
        note="退到文字有变的最低一级重审",
    ),
    Rule(
        Move.SLIP,
        (State.APPROVED,),
        (State.APPROVED,),
        EDITORS,
        own=True,
        note="只改错字，不重审，记入校样的校改单",
    ),
    Rule(
        Move.PUBLISH_AHEAD,
        (State.APPROVED,),
        (State.PUBLISHED,),
        CHIEFS,
        note="先于本期上网",
    ),
    Rule(
        Move.RELEASE,
        (State.APPROVED,),
        (State.PUBLISHED,),
        CHIEFS,
        note="本期出刊时一并发布",
    ),
    Rule(
        Move.CORRECT,
        (State.PUBLISHED,),
        (State.PUBLISHED,),
        CHIEFS,
        note="附更正日期和说明，旧文留档",
    ),
    Rule(Move.WITHDRAW, LIVE, (State.WITHDRAWN,), EDITORS, own=True, note="可以恢复"),
    Rule(
        Move.SUPERSEDE,
        (State.PUBLISHED,),
        (State.WITHDRAWN,),
        OPERATORS,
        note="往期重新导入后不再有的文章",
    ),
    Rule(Move.RESTORE, (State.WITHDRAWN,), (State.DRAFT,), EDITORS, own=True),
)

RULES = {rule.move: rule for rule in TABLE}

# Who must act next while an article waits in a state; nobody once it is published or withdrawn.
TURN: dict[State, frozenset[Role]] = {
    State.DRAFT: EDITORS,
    State.RETURNED: EDITORS,
    State.FIRST_REVIEW: EDITORS,
    State.SECOND_REVIEW: DEPUTIES,
    State.FINAL_REVIEW: CHIEFS,
    State.APPROVED: CHIEFS,
    State.PUBLISHED: frozenset(),
    State.WITHDRAWN: frozenset(),
}


def role_names(roles: frozenset[Role]) -> str:
    """The roles as people read them, in the order of the house."""
    return "、".join(role.label for role in Role if role in roles)


def check_can(article: Article, move: Move, user: User) -> None:
    """Raise NotAllowed, with the sentence to show, unless `user` may now make `move` on `article`."""
    rule = RULES[move]
    state = State(article.state)
    if state not in rule.sources:
        raise NotAllowed(f"《{article.title}》现在是“{state.label}”，不能{move.label}。请刷新页面看最新状态。")
    roles = rule.roles if rule.roles is not None else REVIEWERS[state]
    check_holds(user, roles, move.label)
    if rule.own and article.editor_id not in {None, user.pk} and not user.has_role(Role.CHIEF_EDITOR):
        raise NotAllowed(f"《{article.title}》由{article.editor}负责，请由本人或主编{move.label}。")
    if rule.review:
        check_may_review(article, user)


def check_holds(user: User, roles: frozenset[Role], deed: str) -> None:
    """Raise NotAllowed unless `user` holds one of `roles`. `deed` is what is to be done, as people read it."""
    if not user.has_role(*roles):
        raise NotAllowed(f"{deed}要由{role_names(roles)}来做，您的账号没有这个角色。")


def check_may_review(article: Article, user: User) -> None:
    """Raise NotAllowed where `user` wrote the article or holds another level of its present round of reviews."""
    if article.writer_id == user.pk:
        raise NotAllowed(f"《{article.title}》是您写的，不能由您审。请转给另一位同事。")
    level = LEVELS[State(article.state)]
    if levels_held(article).get(user.pk, level) != level:
        raise NotAllowed(f"《{article.title}》的另一级审稿是您做的，三审要由三个人分别承担。请转给另一位同事。")


def levels_held(article: Article) -> dict[int, int]:
    """Who passed which level of the present round: {person's pk: level}. Reads the reviews, but not where prefetched."""
    if article.state not in REVIEWS:
        return {}  # the next submission begins a new round
    return {review.reviewer_id: review.level for review in article.reviews.all() if review.stands}


def could_decide(article: Article, level: int, person: User, held: dict[int, int] | None = None) -> bool:
    """Whether `person` could decide `level` of the article, once it comes to it: the post, not their own text, no other level.

    `held` is `levels_held`, where it is known.
    """
    held = levels_held(article) if held is None else held
    return (
        person.has_role(*REVIEWERS[STATE_AT[level]])
        and article.writer_id != person.pk
        and held.get(person.pk, level) == level
    )


def can(article: Article, move: Move, user: User) -> bool:
    """Whether `user` may now make `move`: the boolean of `check_can`."""
    try:
        check_can(article, move, user)
    except NotAllowed:
        return False
    return True


def begin(article: Article, move: Move) -> None:
    """Give a new article its first state. `move` is WRITE or IMPORT."""
    rule = RULES[move]
    if rule.sources != (None,):
        raise ValueError(f"{move} does not begin an article")
    article.state = rule.targets[0]


def advance(article: Article, move: Move, *, to: State | None = None) -> None:
    """Assign the state `move` leads to. The caller has checked the right to make it; the table is checked again here.

    `to` chooses among several targets. Raises NotAllowed where the article's state allows no such move.
    """
    rule = RULES[move]
    target = to or rule.targets[0]
    if State(article.state) not in rule.sources or target not in rule.targets:
        raise NotAllowed(f"《{article.title}》现在是“{State(article.state).label}”，不能{move.label}。请刷新页面。")
    article.state = target


def check_can_release(issue: Issue, user: User) -> None:
    """Raise NotAllowed unless `user` may release `issue`: planned still, not empty, every article approved or
    published, and no room further on against it (`gates`)."""
    check_holds(user, CHIEFS, Move.RELEASE.label)
    if issue.state != IssueState.PLANNING:
        raise NotAllowed(f"{issue}已经出刊。")
    states = list(issue.placements.values_list("article__state", "article__title"))
    if not states:
        raise NotAllowed(f"{issue}还没有文章，不能出刊。请先把文章排进本期。")
    waiting = [title for state, title in states if state not in {State.APPROVED, State.PUBLISHED}]
    if waiting:
        shown = "、".join(f"《{title}》" for title in waiting[:3])
        more = f"等 {len(waiting)} 篇" if len(waiting) > 3 else ""
        raise NotAllowed(f"{issue}还有文章没有定稿：{shown}{more}。请先完成终审，或把它移出本期。")
    gates.check_release(issue, user)


def release(issue: Issue) -> None:
    """Assign the released state to an issue; the caller has checked the right to do so."""
    issue.state = IssueState.RELEASED
