"""A leader without an account reads one version of one article by a link, and answers once."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from accounts import audit, tokens
from accounts.messages import MessageKind
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.locking import locked
from issues.actions.telling import tell
from issues.actions.writing import keep_once
from issues.models import Article, LeaderAnswer, LeaderLink
from issues.opinions import tidied
from issues.words import line_for
from issues.workflow import LIVE

UNKNOWN = "没有这个链接。请核对是否复制完整，或者请编辑部重新发一个。"
WITHDRAWN = "编辑部撤回了这个链接，不用再审阅了。有疑问，请与编辑部联系。"
EXPIRED = "这个链接过期了：链接七天内有效。仍要审阅，请编辑部重新发一个。"
ANSWERED = "这篇稿件已经答复过，编辑部收到了，谢谢。要补充意见，请与编辑部联系。"


class Closed(NotAllowed):
    """The link opens nothing (any more)."""


class Waiting(NotAllowed):
    """`link` to the same words waits for the same leader's answer already."""

    def __init__(self, link: LeaderLink) -> None:
        super().__init__(
            f"给{link.name}的链接已经有一个，还在等答复，没有再生成。"
            "链接只显示一次；手头没有了，可以撤回它，换一个新的。"
        )
        self.link = link


def check_can_ask(article: Article, user: User) -> None:
    """Raise NotAllowed unless `user` may now have a leader read the article."""
    workflow.check_holds(user, workflow.CHIEFS, "送领导审阅")
    if article.state not in LIVE:
        raise NotAllowed(f"《{article.title}》现在是“{article.get_state_display()}”，不用再送领导审阅。")
    if not article.plain_text:
        raise NotAllowed(f"《{article.title}》还没有正文，不能送领导审阅。请先写上正文。")


def can_ask(article: Article, user: User) -> bool:
    try:
        check_can_ask(article, user)
    except NotAllowed:
        return False
    return True


@transaction.atomic
def ask(
    *, article: Article, name: str, by: User, post: str = "", seed: str = "", renew: bool = False
) -> tuple[LeaderLink, str]:
    """A link to the article's present words, and the token it carries: nobody who does not know `seed` learns it again.

    With the `seed` of a link that still waits it is that link. Raises Waiting where another to the same words waits for the
    same leader; `renew` withdraws it first.
    """
    article = locked(article)
    check_can_ask(article, by)
    name, post = line_for(LeaderLink, "name", name), line_for(LeaderLink, "post", post)
    if not name:
        raise NotAllowed("请填领导的姓名，答复要记在这个名字下面。")
    token = tokens.grown(seed, "leader", article.pk, by.pk, name, post)
    same = article.leader_links.filter(token_digest=tokens.digest(token)).select_related("version").first()
    if same is not None and same.open:
        return same, token
    token = tokens.fresh() if same is not None else token
    keep_once(article, by)
    version = article.versions.first()
    for link in article.leader_links.filter(name=name, version=version):
        if link.open and not renew:
            raise Waiting(link)
        if link.open:
            withdraw(link=link, by=by)
    link = LeaderLink.objects.create(
        article=article, version=version, name=name, post=post, token_digest=tokens.digest(token), by=by
    )
    audit.record(by=by, verb="送领导审阅", target=article, leader=name, post=post, version=version.number)
    return link, token


def find(token: str) -> LeaderLink:
    """The link behind a token, open or answered. Raises Closed, saying why, for any other."""
    link = (
        LeaderLink.objects.select_related("article__editor", "article__periodical", "version", "by")
        .filter(token_digest=tokens.digest(token))
        .first()
    )
    if link is None:
        raise Closed(UNKNOWN)
    if link.withdrawn_at is not None:
        raise Closed(WITHDRAWN)
    if link.answered_at is None and link.expires_at <= timezone.now():
        raise Closed(EXPIRED)
    return link


def open_link(*, link: LeaderLink) -> None:
    """The leader has the article before them: when it was first opened is kept. Reading leaves no audit row."""
    if link.opened_at is None:
        LeaderLink.objects.filter(pk=link.pk, opened_at=None).update(opened_at=timezone.now())


@transaction.atomic
def answer(*, link: LeaderLink, answer: LeaderAnswer, opinion: str = "") -> LeaderLink:
    """The leader's answer, once. It moves nothing: the chief editor decides with it in view.

    Raises Closed where the link was withdrawn, has expired or was answered meanwhile.
    """
    held = LeaderLink.objects.select_for_update(of=("self",)).select_related("article__editor", "by").get(pk=link.pk)
    if held.answered_at is not None:
        raise Closed(ANSWERED)
    if held.withdrawn_at is not None:
        raise Closed(WITHDRAWN)
    if held.expires_at <= timezone.now():
        raise Closed(EXPIRED)
    opinion = tidied(opinion, "意见")
    if answer != LeaderAnswer.AGREE and not opinion:
        raise NotAllowed(f"选了“{LeaderAnswer(answer).label}”，请写明意见，编辑部才知道怎么办。")
    held.answer, held.opinion, held.answered_at = answer, opinion, timezone.now()
    held.save()
    article, label = held.article, LeaderAnswer(answer).label
    audit.record(by=None, by_name=held.name, verb="领导答复", target=article, answer=label, opinion=opinion)
    title = f"{held.name}审阅《{article.title}》：{label}"
    tell(article, (held.by, article.editor), MessageKind.LEADER_ANSWERED, title, text=opinion, by=None)
    return held


@transaction.atomic
def withdraw(*, link: LeaderLink, by: User) -> LeaderLink:
    """The link opens nothing any more. One that is withdrawn stays so."""
    workflow.check_holds(by, workflow.CHIEFS, "撤回领导审阅的链接")
    held = LeaderLink.objects.select_for_update(of=("self",)).select_related("article").get(pk=link.pk)
    if held.answered_at is not None:
        raise NotAllowed(f"{held.name}已经答复，撤不回来了。")
    if held.withdrawn_at is None:
        held.withdrawn_at = timezone.now()
        held.save()
        audit.record(by=by, verb="撤回领导审阅", target=held.article, leader=held.name)
    return held
