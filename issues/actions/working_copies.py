"""Working copies: what someone typed into an article and has not saved. Keeping one changes nothing that others see."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from accounts.models import User
from accounts.refusals import NotAllowed
from issues import workflow
from issues.models import Article, WorkingCopy
from issues.words import LONGEST_TEXT
from issues.workflow import Move

TAB = "tab"  # under this name `fields` says which window of a browser the text comes from
BEGUN = "begun"  # and under this one what it was begun from, as `issues.beginnings` writes it
TOO_LONG = "文字太长，服务器没有自动保存。请只保留要用的部分，或者分成几篇。"

Fields = dict[str, list[str]]


class AnotherCopy(NotAllowed):
    """The person's other window, or other machine, keeps another text of this article. `copy` is that one."""

    def __init__(self, copy: WorkingCopy) -> None:
        super().__init__("您在另一个窗口或另一台电脑上也改了这篇稿件，那一份还没有处理。请刷新页面，先选定用哪一份。")
        self.copy = copy


@dataclass(frozen=True)
class Typed:
    """The form as typed: `fields` by name, `tab` the window, `serial` its number, `base` the revision it began from.

    `over` is the serial of another copy that the person has seen and decided about.
    """

    fields: Fields
    base: int
    serial: int
    tab: str
    over: int | None = None
    begun: str = ""


@transaction.atomic
def put_by(*, article: Article, by: User, typed: Typed) -> WorkingCopy:
    """Keep what `by` typed. What is older than the copy kept changes nothing; nobody else's copy is touched.

    Raises AnotherCopy where another window's text would be lost, and NotAllowed where the text is too long to keep.
    """
    workflow.check_holds(by, workflow.EDITORS, Move.WRITE.label)
    _check_length(typed.fields)
    fields = typed.fields | {TAB: [typed.tab], BEGUN: [typed.begun]}
    fields = {keepable(name): [keepable(value) for value in values] for name, values in fields.items()}
    new = {"fields": fields, "base": typed.base, "serial": typed.serial}
    Article.objects.select_for_update(of=("self",)).get(
        pk=article.pk
    )  # two windows of one person may be saving at once
    copy, made = WorkingCopy.objects.get_or_create(article=article, person=by, defaults=new)
    if made:
        return copy
    if tab_of(copy) != typed.tab and typed.over != copy.serial:
        raise AnotherCopy(copy)
    if tab_of(copy) != typed.tab or typed.serial > copy.serial:
        for name, value in new.items():
            setattr(copy, name, value)
        copy.save()
    return copy


def keepable(text: str) -> str:
    """A text as a database can keep it: without NUL, and without halves of characters, which no program can write."""
    return text.replace("\0", "").encode("utf-8", "ignore").decode()


def tab_of(copy: WorkingCopy) -> str:
    """The window a copy was typed in."""
    return copy.fields.get(TAB, [""])[0]


def throw_away(*, article: Article, by: User, tab: str = "", over: int | None = None) -> None:
    """Forget what `by` typed into the window `tab`, or the copy numbered `over`; a copy that is neither stays."""
    for copy in WorkingCopy.objects.select_for_update().filter(article=article, person=by):
        if (tab and tab_of(copy) == tab) or (over is not None and copy.serial == over):
            copy.delete()


def _check_length(fields: Fields) -> None:
    if sum(len(value) for values in fields.values() for value in values) > LONGEST_TEXT:
        raise NotAllowed(TOO_LONG)
