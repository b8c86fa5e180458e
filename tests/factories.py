"""Test objects that walk the real road: every article here reached its state by the actions that lead there."""

from __future__ import annotations

import io
import itertools

from PIL import Image

from accounts.actions.people import add_person
from accounts.models import User
from accounts.roles import Role
from issues.actions import planning, publishing, reviewing, writing
from issues.actions.periodicals import first_periodical, set_needs_signed_proof
from issues.models import Article, Issue, Layout, Periodical
from issues.workflow import State
from photos.actions.ingesting import ingest
from photos.models import Photo

_numbers = itertools.count(1)
_issue_numbers = itertools.cycle(range(1, 401))  # an issue's number ends at 400
PASSWORD = "gaoyuan-long-enough"  # noqa: S105 - a test's own


def make_person(role: Role = Role.MEMBER, **fields) -> User:
    """Someone with `role` and a name of their own."""
    number = next(_numbers)
    return add_person(
        username=fields.pop("username", f"person{number}"),
        name=fields.pop("name", f"{role.label}{number}"),
        password=PASSWORD,
        roles=[role],
        by=None,
        **fields,
    )


class Office:
    """The smallest office that can publish: editor, second editor, deputy chief, chief editor."""

    def __init__(self) -> None:
        self.editor = make_person(Role.EDITOR)
        self.second_editor = make_person(Role.EDITOR)
        self.deputy = make_person(Role.DEPUTY_CHIEF)
        self.chief = make_person(Role.CHIEF_EDITOR)


def make_periodical(*, needs_signed_proof: bool = False) -> Periodical:
    """青海工运. Unless it is asked for, an issue of it comes out without the press: no proof need be made and signed."""
    periodical = first_periodical()
    set_needs_signed_proof(periodical=periodical, by=None, needed=needs_signed_proof)
    return periodical


def make_article(office: Office, state: State = State.APPROVED, **fields) -> Article:
    """An article that went along the moves to `state`."""
    fields.setdefault("title", f"高原上的班组之 {next(_numbers)}")
    fields.setdefault("body", "<p>清晨六点，班组长已经在车间门口等着大家。</p>")
    article = writing.write(periodical=fields.pop("periodical", None) or make_periodical(), by=office.editor, **fields)
    if state == State.DRAFT:
        return article
    if state == State.WITHDRAWN:
        return publishing.withdraw(article=article, by=office.editor)
    article = reviewing.submit(article=article, by=office.editor)
    if state == State.RETURNED:
        return reviewing.send_back(article=article, by=office.second_editor, opinion="请补充数据。")
    for level, decide, reviewer in (
        (State.FIRST_REVIEW, reviewing.pass_on, office.second_editor),
        (State.SECOND_REVIEW, reviewing.pass_on, office.deputy),
        (State.FINAL_REVIEW, reviewing.approve, office.chief),
    ):
        if state == level:
            return article
        article = decide(article=article, by=reviewer)
    if state == State.PUBLISHED:
        article = publishing.publish_ahead(article=article, by=office.chief)
    return article


def make_issue(
    office: Office,
    *,
    articles: int = 2,
    released: bool = False,
    year: int = 2026,
    number: int | None = None,
    column: str = "基层活动",
    layout: Layout = Layout.NEWS,
    **fields,
) -> Issue:
    """An issue with approved articles in one column; `fields` go to each article."""
    periodical = make_periodical()
    issue = planning.make_issue(
        periodical=periodical, year=year, number=number or next(_issue_numbers), by=office.editor
    )
    row = planning.column_named(periodical, column, layout)
    for _ in range(articles):
        article = make_article(office, **fields)
        planning.place(issue=issue, column=row, article=article, by=office.editor)
    return publishing.release(issue=issue, by=office.chief) if released else issue


def picture_bytes(width: int = 900, height: int = 600, format_: str = "JPEG", **options) -> bytes:
    """A picture file: a gradient, so that it does not compress to nothing."""
    image = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    out = io.BytesIO()
    image.save(out, format_, **options)
    return out.getvalue()


def make_photo(by: User, **fields) -> Photo:
    data = picture_bytes(width=fields.pop("width", 900), height=fields.pop("height", 600 + next(_numbers)))
    return ingest(handle=io.BytesIO(data), name="photo.jpg", by=by, **fields)
