"""Two texts of one article side by side: what was saved meanwhile, and what was typed."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.datastructures import MultiValueDict
from django.views.decorators.http import require_POST

from accounts.refusals import NotAllowed
from issues.actions import saving
from issues.actions.locking import StaleWords
from issues.actions.saving import Sent, Way
from issues.actions.working_copies import Fields, tab_of
from issues.forms.article import ArticleForm, fields_of
from issues.merging import SAVED, TYPED, Merge
from issues.models import Article
from issues.queries import writing as queries
from issues.typed import beginning_of, told
from issues.views.doors import for_desk
from issues.views.writing.blocked import blocked
from issues.views.writing.page import Sheet, show

TYPED_PREFIX = "typed-"
ALL = {"all-typed": TYPED, "all-saved": SAVED}


def show_both(
    request: HttpRequest, article: Article, way: Way, typed: Fields, choices: dict | None = None, sentence: str = ""
) -> HttpResponse:
    """The page on which each difference is chosen. 409: what was sent has not been saved."""
    newer = get_object_or_404(queries.article_to_write(article.pk))
    writers = dict(ArticleForm(person=request.user, fields=typed).fields["writer"].choices)
    merge = Merge(fields_of(newer), typed, choices, writers)
    context = {
        "article": newer,
        "way": way,
        "lines": merge.lines(),
        "texts": merge.texts(),
        "typed": {f"{TYPED_PREFIX}{name}": values for name, values in typed.items()},
        "proposed": bool(merge.begun.digests),
        "sentence": sentence,
    }
    return render(request, "issues/writing/merge.html", context, status=409)


@require_POST
@for_desk
def merge(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was chosen, or take it to the writing page first."""
    article = get_object_or_404(queries.article_to_write(pk))
    way = Way(request.POST["as"]) if request.POST.get("as") in saving.ways(article) else None
    typed = _typed(request.POST)
    try:
        if way is None:
            raise NotAllowed(
                f"《{article.title}》现在是“{article.get_state_display()}”，不能这样保存。请刷新页面看最新状态。"
            )
        saving.check_can_change(article, way, request.user)
    except NotAllowed as refusal:
        return blocked(request, article, str(refusal), typed)
    if request.POST.get("newer") != str(article.revision):
        again = "您选定的时候，又有人保存了新的文字。请再核对一遍。"
        return show_both(request, article, way, typed, sentence=again)
    both = Merge(fields_of(article), typed, _choices(request))
    for button, side in ALL.items():
        if button in request.POST:
            both.choices |= {item.name: side for item in both.all()}
    try:
        return _go_on(request, article, way, both.merged(), typed)
    except StaleWords:
        return show_both(request, article, way, typed, _choices(request))
    except NotAllowed as refusal:
        return show_both(request, article, way, typed, _choices(request), str(refusal))


def _typed(sent: QueryDict) -> Fields:
    return {name.removeprefix(TYPED_PREFIX): values for name, values in sent.lists() if name.startswith(TYPED_PREFIX)}


def _told(fields: Fields) -> list[tuple[str, str]]:
    return told({name.removeprefix(TYPED_PREFIX): values for name, values in fields.items()})


merge.tells_typed = _told  # for `accounts.giving_back`


def _choices(request: HttpRequest) -> dict[str, str]:
    return {name: value for name, value in request.POST.items() if name.startswith("pick-")}


def _go_on(request: HttpRequest, article: Article, way: Way, merged: Fields, typed: Fields) -> HttpResponse:
    """To the writing page with the merged text, or to saving it against the newer revision."""
    form = ArticleForm(MultiValueDict(merged), person=request.user)
    copy = queries.working_copy(article, request.user)
    tab = typed.get("tab", [""])[0]
    over = copy.serial if copy is not None and tab and tab_of(copy) == tab else None
    if "edit" in request.POST or not form.is_valid() or way is Way.EDIT:
        begun = str(beginning_of(fields_of(article)))
        return show(request, article, way, Sheet(form, article.revision, begun, unsaved=True, over=over), copy)
    sent = Sent(
        words=form.words(),
        bylines=form.bylines(),
        particulars=form.particulars(),
        revision=article.revision,
        note=form.cleaned_data["note"],
        tab=tab,
        over=over,
    )
    saving.save(article=article, by=request.user, way=way, sent=sent)
    messages.success(request, "两份已合并保存。")
    return redirect("issues:article-edit" if way is Way.WRITE else "issues:article", article.pk)
