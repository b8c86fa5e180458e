"""What the page of an article at the desk shows. The same number of queries whatever there is to show."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.safestring import SafeString

from accounts.models import AuditEntry, User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.actions.holding import LAPSES
from issues.annotated import Annotated
from issues.grounds import LINES, ORDER, Ground, Grounds
from issues.models import Article, Assignment, Comment, Decision, EditingHold, Level, Review, Version
from issues.queries.entries import Entry, date_of, first_of, with_facts
from issues.queries.rights import may_decide, own_post
from issues.rendering import Renderer, photo_keys
from issues.words import digest_of, words_of
from issues.workflow import REVIEWERS, REVIEWS, RULES, STATE_AT, Move, State
from manuscripts.blocks import Block
from manuscripts.counting import count_blocks
from manuscripts.parsing import parse_html
from manuscripts.passages import Place
from photos.models import Photo
from photos.pictures import Address, in_the_library

PASSES = (Move.PASS_FIRST, Move.PASS_SECOND, Move.APPROVE)
# What is done from an article's page, the likeliest first. The rest begins elsewhere: with an issue, an import, the editor.
MOVES_HERE = (*PASSES, Move.RETURN, Move.SUBMIT, Move.PUBLISH_AHEAD, Move.RESTORE, Move.WITHDRAW)
# Out of the usual way: never the next step that the page proposes.
ASIDE = frozenset({Move.PUBLISH_AHEAD, Move.WITHDRAW})


@dataclass(frozen=True)
class Text:
    """Words as they are read: lines, bylines and texts of `issues.words.words_of`, drawn."""

    lines: dict[str, str]
    bylines: list[tuple[str, str]]
    note: SafeString
    body: SafeString
    char_count: int
    blocks: list[Block] = field(repr=False)
    marked: dict[str, SafeString] = field(default_factory=dict, repr=False)  # lines of the head with remarks in them


@dataclass(frozen=True)
class Thread:
    """A remark with its answers. `places`: where its passage stands now; [] where it is gone, or was the whole article."""

    remark: Comment
    answers: list[Comment]
    ground: Ground
    places: list[Place]

    @property
    def lost(self) -> bool:
        return bool(self.remark.quote) and not self.places

    @property
    def open(self) -> bool:
        return self.remark.resolved_at is None

    @property
    def where(self) -> str:
        """What the passage is part of; '' for the body, which goes without saying."""
        return "" if self.ground == Ground.BODY else self.ground.label


@dataclass(frozen=True)
class Offer:
    """A move that can be made from the article's present state, with the sentence why this person may not, or ''."""

    move: Move
    refusal: str = ""
    allowed: bool = False

    @property
    def name(self) -> str:
        """What stands on the button."""
        return {Move.RETURN: "退回", Move.APPROVE: "定稿", Move.PUBLISH_AHEAD: "网络首发"}.get(
            self.move, "通过" if self.move in PASSES else self.move.label
        )


@dataclass(frozen=True)
class Step:
    """A level of the three reviews: who was asked until when, and who passed it in the present round."""

    level: Level
    asked: str
    due: datetime.date | None
    review: Review | None
    now: bool


@dataclass(frozen=True)
class NextArticle:
    """An article that waits, and for what."""

    pk: int
    title: str
    deed: str


def article_at_desk(user: User) -> QuerySet[Article]:
    """Articles with what the page of one says: its people, its place, whom it waits for, who is writing, what waits next."""
    versions = Version.objects.filter(article=OuterRef("pk")).order_by().values("article").annotate(n=Count("pk"))
    waiting = Article.objects.filter(may_decide(user)).exclude(pk=OuterRef("pk")).order_by("updated_at", "pk")
    writing = EditingHold.objects.filter(article=OuterRef("pk"), seen_at__gt=timezone.now() - LAPSES)
    return (
        with_facts(Article.objects.select_related("periodical", "writer", "word_file"))
        .defer(None)
        .annotate(
            writing_name=Subquery(writing.exclude(person=user).values("person__name")),
            writing_since=Subquery(writing.exclude(person=user).values("since")),
            version_count=Coalesce(Subquery(versions.values("n")), Value(0)),
            next_waiting=first_of(waiting, pk="pk", title="title", state="state"),
            **{
                f"asked_{level}": first_of(
                    Assignment.objects.filter(article=OuterRef("pk"), level=level), name="person__name", due="due"
                )
                for level in Level
            },
        )
    )


def text_of(words: dict, *, address: Address = in_the_library) -> Text:
    """Words as a page shows them. One query, for the photos."""
    photos = photos_of(words)
    return _drawn(words, {ground: Renderer(photos, address) for ground in (Ground.NOTE, Ground.BODY)})


def annotated_text(words: dict, threads: list[Thread]) -> Text:
    """The same, with the passages marked that `threads` are about, and every text named, so that others can be chosen."""
    photos = photos_of(words)
    marked: dict[Ground, list[tuple[int, list[Place]]]] = {ground: [] for ground in Ground}
    for thread in threads:
        marked[thread.ground].append((thread.remark.pk, thread.places))
    drawing = {ground: Annotated(photos, remarks, ground) for ground, remarks in marked.items()}
    lines = {str(ground): drawing[ground].line(words[ground]) for ground in LINES if words[ground]}
    signed = drawing[Ground.BYLINES]
    bylines = [
        (signed.line(post) if post else "", signed.line(name) if name else "") for name, post in words["bylines"]
    ]
    return replace(_drawn(words, drawing), marked=lines, bylines=[(name, post) for post, name in bylines])


def _drawn(words: dict, drawing: Mapping[Ground, Renderer]) -> Text:
    body, note = parse_html(words["body"]), parse_html(words["editors_note"])
    return Text(
        lines=words,
        bylines=[(name, post) for name, post in words["bylines"]],
        note=drawing[Ground.NOTE].html(note),
        body=drawing[Ground.BODY].html(body),
        char_count=count_blocks(body),
        blocks=body,
    )


def photos_of(*versions: dict) -> dict[str, Photo]:
    """The photos these words show, by key."""
    keys: set[str] = set()
    for words in versions:
        keys |= photo_keys([*parse_html(words["body"]), *parse_html(words["editors_note"])])
    return Photo.objects.in_bulk(keys, field_name="key") if keys else {}


def article_page(article: Article, user: User) -> dict:
    """`article` is one of `article_at_desk`."""
    words = words_of(article)
    grounds = Grounds(words)
    threads = threads_of(article, grounds)
    reviews = list(article.reviews.select_related("reviewer").order_by("-at", "-pk"))
    article._prefetched_objects_cache = {"reviews": reviews}  # the rules read them too; once is enough
    links = list(article.leader_links.select_related("version").defer("version__words").order_by("-made_at"))
    entry = Entry(article, user, timezone.localdate())
    found = offers(article, user)
    digest = digest_of(words)
    return {
        "article": article,
        "entry": entry,
        "digest": digest,
        "text": annotated_text(words, [thread for thread in threads if thread.open]),
        "parts": grounds.parts,
        "open_threads": [thread for thread in threads if thread.open],
        "closed_threads": [thread for thread in threads if not thread.open],
        "decisions": [offer for offer in found if offer.allowed and offer.move not in ASIDE],
        "aside": [offer for offer in found if offer.allowed and offer.move in ASIDE],
        "refusals": list(dict.fromkeys(offer.refusal for offer in found if not offer.allowed and offer.refusal)),
        "turn": turn_words(entry),
        "steps": steps(article, reviews),
        "reviews": reviews,
        "returned": next((one for one in reviews if one.decision == Decision.RETURN), None)
        if article.state == State.RETURNED
        else None,
        "links": links,
        "answers": [(link, link.version.digest == digest) for link in links if link.answered_at],
        "tags": article.tags.order_by("name").values_list("name", flat=True),
        "corrections": article.corrections.select_related("by") if article.state == State.PUBLISHED else [],
        "next": next_article(article),
    }


def offers(article: Article, user: User) -> list[Offer]:
    """The moves of this page that the article's state allows and that are of `user`'s post, each with why not, if so."""
    found = []
    state = State(article.state)
    for move in MOVES_HERE:
        rule = RULES[move]
        roles = rule.roles if rule.roles is not None else REVIEWERS.get(state, frozenset())
        if state not in rule.sources or not user.has_role(*roles):
            continue
        try:
            workflow.check_can(article, move, user)
        except NotAllowed as refusal:
            found.append(Offer(move, "" if move in ASIDE else str(refusal)))
        else:
            found.append(Offer(move, allowed=True))
    return found


def turn_words(entry: Entry) -> str:
    """Whose turn it is, in words: 等副主编复审，指定：李建国，9月12日前. Empty once nobody has to act."""
    if entry.state in REVIEWS:
        asked = f"指定：{entry.assignee}" if entry.assignee else ""
        said = [f"等{own_post(entry.state).label}{entry.state.label}", asked, entry.due_words]
        return "，".join(part for part in said if part)
    return f"等{entry.turn}{entry.next_step}" if entry.turn else ""


def steps(article: Article, reviews: list[Review]) -> list[Step]:
    """The three levels of the present round."""
    standing = {review.level: review for review in reviews if review.stands}
    found = []
    for level in Level:
        now = STATE_AT[level] == article.state
        asked = (article.assignment if now else getattr(article, f"asked_{level}")) or {}
        found.append(Step(level, asked.get("name", ""), date_of(asked.get("due")), standing.get(level), now))
    return found


def next_article(article: Article) -> NextArticle | None:
    """Another article that waits for the person who looks."""
    facts = article.next_waiting
    return NextArticle(facts["pk"], facts["title"], State(facts["state"]).label) if facts else None


def threads_of(article: Article, grounds: Grounds) -> list[Thread]:
    """The remarks on an article with their answers: in the order of the text, then those on the whole or on words that are gone."""
    comments = list(article.comments.select_related("by", "resolved_by"))
    answers: dict[int, list[Comment]] = {}
    for comment in comments:
        if comment.parent_id is not None:
            answers.setdefault(comment.parent_id, []).append(comment)
    threads = [
        Thread(
            comment,
            answers.get(comment.pk, []),
            *grounds.find(Ground(comment.ground), comment.quote, comment.before, comment.after),
        )
        for comment in comments
        if comment.parent_id is None
    ]
    nowhere = len(ORDER)
    return sorted(
        threads,
        key=lambda one: (ORDER[one.ground], one.places[0].text, one.places[0].start) if one.places else (nowhere, 0, 0),
    )


def open_comments(article: Article) -> int:
    return article.comments.filter(parent=None, resolved_at=None).count()


def last_move(article: Article) -> AuditEntry | None:
    """The move that brought the article to where it is, and who made it."""
    made = AuditEntry.objects.filter(target_kind=article._meta.label_lower, target_id=str(article.pk))
    return made.filter(verb__in=[move.label for move in Move]).first()
