"""Remarks on an article: made on a passage or the whole, answered, resolved, opened again."""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.messages import MessageKind
from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.locking import locked
from issues.actions.telling import tell
from issues.grounds import Ground, texts_of
from issues.models import Article, Comment
from issues.opinions import tidied
from issues.words import digest_of, words_of
from issues.workflow import LEVELS, State
from manuscripts.passages import CONTEXT, Passages

LONGEST_QUOTE = Comment._meta.get_field("quote").max_length
SAME_AGAIN = timedelta(minutes=1)  # within it, the same words on the same passage are a second click


def check_can_comment(user: User) -> None:
    """Raise NotAllowed unless `user` works at the desk: every one of them may comment, answer, resolve and reopen."""
    workflow.check_holds(user, workflow.EDITORS, "批注")


@transaction.atomic
def comment(
    *,
    article: Article,
    by: User,
    text: str,
    quote: str = "",
    before: str = "",
    after: str = "",
    part: int | None = None,
    ground: Ground = Ground.BODY,
) -> Comment:
    """Remark on a passage of the present words; without one, on the whole article.

    A passage is given by its words and their neighbours in `ground`, or as the whole of text number `part` there. Sent twice,
    it is one remark.
    """
    check_can_comment(by)
    article = locked(article)
    text = _said(text, "批注")
    words = words_of(article)
    anchor = _anchor(words, ground, quote, before, after, part)
    same = article.comments.filter(by=by, text=text, parent=None, at__gte=timezone.now() - SAME_AGAIN, **anchor).first()
    if same is not None:
        return same
    level = LEVELS.get(State(article.state))
    digest = digest_of(words)
    found = Comment.objects.create(article=article, by=by, text=text, level=level, digest=digest, **anchor)
    audit.record(by=by, verb="批注", target=article, text=text, quote=anchor["quote"])
    title = f"{by}给《{article.title}》写了批注"
    tell(article, (article.editor, article.writer), MessageKind.COMMENTED, title, text=_quoted(found), by=by)
    return found


def _anchor(words: dict, ground: Ground, quote: str, before: str, after: str, part: int | None) -> dict[str, str]:
    passages = Passages(texts_of(words, ground))
    if part is not None:
        if not 0 <= part < len(passages.texts):
            raise NotAllowed("选的那一段已经不在稿子里了。请刷新页面，再选一次。")
        quote, before = passages.texts[part], "\n".join(passages.texts[:part])[-CONTEXT:] + "\n" * bool(part)
        after = "\n" + "\n".join(passages.texts[part + 1 :])[:CONTEXT]
    quote = quote.strip()
    if not quote:
        return {"ground": Ground.BODY, "quote": "", "before": "", "after": ""}
    if len(quote) > LONGEST_QUOTE and part is None:
        raise NotAllowed(f"选中的文字有 {len(quote)} 个字，最多 {LONGEST_QUOTE} 个字。请选短一些，或者批在全文上。")
    places = passages.find_exactly(quote[:LONGEST_QUOTE], before[-CONTEXT:], after[:CONTEXT])
    if not places:
        raise NotAllowed("选中的文字在现在的稿子里找不到，稿子可能刚改过。请刷新页面，再选一次。")
    before, after = passages.neighbours(places)
    return {"ground": ground, "quote": quote[:LONGEST_QUOTE], "before": before, "after": after}


@transaction.atomic
def answer(*, comment: Comment, by: User, text: str) -> Comment:
    """Answer a remark. Whoever takes part in it hears of it, and the article's editor. Sent twice, it is one answer."""
    check_can_comment(by)
    comment = _held(comment)
    text = _said(text, "答复")
    same = comment.answers.filter(by=by, text=text, at__gte=timezone.now() - SAME_AGAIN).first()
    if same is not None:
        return same
    article = comment.article
    found = Comment.objects.create(
        article=article, parent=comment, by=by, text=text, level=LEVELS.get(State(article.state)), digest=comment.digest
    )
    audit.record(by=by, verb="答复批注", target=article, text=text)
    others = [one.by for one in comment.answers.select_related("by")]
    title = f"{by}答复了《{article.title}》的批注"
    tell(article, (comment.by, article.editor, *others), MessageKind.ANSWERED, title, text=text, by=by)
    return found


@transaction.atomic
def resolve(*, comment: Comment, by: User) -> Comment:
    """Nothing more is to be done about a remark. One that is resolved stays so."""
    check_can_comment(by)
    comment = _held(comment)
    if comment.resolved_at is None:
        comment.resolved_by, comment.resolved_at = by, timezone.now()
        comment.save()
        audit.record(by=by, verb="了结批注", target=comment.article, text=comment.text)
    return comment


@transaction.atomic
def reopen(*, comment: Comment, by: User) -> Comment:
    """Something is still to be done about a remark."""
    check_can_comment(by)
    comment = _held(comment)
    if comment.resolved_at is not None:
        comment.resolved_by = comment.resolved_at = None
        comment.save()
        audit.record(by=by, verb="重开批注", target=comment.article, text=comment.text)
    return comment


def _held(comment: Comment) -> Comment:
    """A remark as it stands now, held until the transaction ends."""
    return (
        Comment.objects.select_for_update(of=("self",))
        .select_related("article__editor", "by")
        .get(pk=comment.pk, parent=None)
    )


def _said(text: str, name: str) -> str:
    text = tidied(text, name)
    if not text:
        raise NotAllowed(f"{name}还没有写内容。请写上再提交。")
    return text


def _quoted(comment: Comment) -> str:
    return f"“{comment.quote}”\n{comment.text}" if comment.quote else comment.text
