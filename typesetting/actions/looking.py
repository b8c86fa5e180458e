"""How a periodical looks in print: the colour and the face that its pages are set in."""

from __future__ import annotations

from django.db import transaction

from accounts import audit
from accounts.models import User
from accounts.refusals import NotAllowed
from issues.afterwards import pages_changed
from issues.models import Issue, Periodical
from issues.workflow import OPERATORS, IssueState, check_holds
from typesetting.making.tokens import choices, chosen, unknown

VERB = "改用色和标题字"


def check_can_choose(user: User) -> None:
    """Raise NotAllowed unless `user` may choose how the journal looks."""
    check_holds(user, OPERATORS, VERB)


def can_choose(user: User) -> bool:
    """Whether `check_can_choose` lets the person."""
    return user.has_role(*OPERATORS)


@transaction.atomic
def choose_look(*, periodical: Periodical, by: User, **look: str) -> Periodical:
    """Choose how the periodical looks: for each token of `tokens.choices` one of its names; what is left out is as usual.

    The pages of issues in hand are set again for whoever looks at them; what is signed for print stays as it was signed.
    Raises NotAllowed where a choice is none of the press's. What is so already is left.
    """
    check_can_choose(by)
    odd = unknown(look)
    if odd:
        raise NotAllowed(f"没有这样的选择：{'、'.join(odd)}。请从页面上列出的里面选。")
    periodical = Periodical.objects.select_for_update().get(pk=periodical.pk)
    usual = {token: next(iter(names)) for token, names in choices().items()}
    wanted = {token: name for token, name in look.items() if name != usual[token]}
    if wanted == periodical.look:
        return periodical
    before, periodical.look = periodical.look, wanted
    periodical.save(update_fields=["look"])
    audit.record(by=by, verb=VERB, target=periodical, before=said(before), after=said(wanted))
    for issue in Issue.objects.filter(periodical=periodical, state=IssueState.PLANNING):
        pages_changed(issue)
    return periodical


def said(look: dict) -> str:
    """A look in words."""
    names, found = choices(), chosen(look)
    return f"{names['accent'][found.accent]}，标题{names['title'][found.title]}"
