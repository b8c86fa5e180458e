"""The form of an article: opened, saved, and what stands in the way of either."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.actions import changing, holding, saving
from issues.actions.locking import StaleWords
from issues.actions.saving import Sent, Way
from issues.actions.working_copies import BEGUN, tab_of
from issues.forms.article import ArticleForm, fields_of
from issues.models import Article, WorkingCopy
from issues.queries import writing as queries
from issues.typed import beginning_of, told
from issues.views.doors import for_desk
from issues.views.writing import merge
from issues.views.writing.blocked import blocked
from issues.views.writing.page import Sheet, cautions, differs, number, saved_sheet, sheet_of, show
from issues.words import words_with
from issues.workflow import LEVELS, State
from manuscripts.html import clean_with_report

View = Callable[..., HttpResponse]

LOCKED = "正在审稿，文字不能改动。要改，请审稿人退回，或者写在批注里。"
SAVED = {Way.WRITE: "已保存。", Way.SLIP: "校改已保存，记入了校样的校改单。", Way.CORRECT: "更正已发布。"}


def answers_scripts(view: View) -> View:
    """A script that saves is told where to go on: `go`, with the revision now saved where the page may stay as it is.

    Anything else there is to show is for the person: `show` asks the script to send the form itself, as without scripts.
    """

    @wraps(view)
    def answered(request: HttpRequest, pk: int) -> HttpResponse:
        answer = view(request, pk)
        if request.method != "POST" or request.headers.get("Accept") != "application/json":
            return answer
        if answer.status_code != 302:
            return JsonResponse({"show": True})
        told_scripts = {"go": answer["Location"]}
        if answer["Location"] == request.path:
            article = queries.article_to_write(pk).get()
            told_scripts |= {"revision": article.revision, "begun": str(beginning_of(fields_of(article)))}
        return JsonResponse(told_scripts)

    return answered


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
@answers_scripts
@says_refusals
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    article = get_object_or_404(queries.article_to_write(pk))
    request.periodical = article.periodical
    try:
        way = chosen_way(request, article)
        if way is not None:
            saving.check_can_change(article, way, request.user)
    except NotAllowed as refusal:
        if request.method != "POST":
            raise
        if saved_already(request, article):
            messages.success(request, "文字都已保存。")
            return redirect(desk_page(article))
        return blocked(request, article, str(refusal), sent_fields(request))
    if way is None:
        context = {"article": article, "typed": sent_fields(request), "cautions": cautions(article)}
        return render(request, "issues/writing/choose.html", context)
    return _save(request, article, way) if request.method == "POST" else _open(request, article, way)


edit.tells_typed = told  # for `accounts.giving_back`


def chosen_way(request: HttpRequest, article: Article) -> Way | None:
    """The way the words are to be changed; None where it has to be chosen first. Raises NotAllowed where there is none."""
    open_ways = saving.ways(article)
    if not open_ways:
        state = State(article.state)
        raise NotAllowed(
            f"《{article.title}》{LOCKED}" if state in LEVELS else f"《{article.title}》已撤稿。请先恢复再改。"
        )
    asked = request.POST.get("as") or request.GET.get("as")
    if asked in open_ways:
        return Way(asked)
    return open_ways[0] if len(open_ways) == 1 else None


def saved_already(request: HttpRequest, article: Article) -> bool:
    """Whether what is sent was begun from older words and says what the newest say: a button that was pressed twice."""
    return number(request.POST.get("revision")) != article.revision and not differs(
        article, sent_fields(request), request.user
    )


def sent_fields(request: HttpRequest) -> dict[str, list[str]]:
    """The form as sent, by name, without what the page itself adds."""
    own = {"csrfmiddlewaretoken", "as", "keep", "confirmed", "again"}
    return {name: values for name, values in request.POST.lists() if name not in own}


def _open(request: HttpRequest, article: Article, way: Way) -> HttpResponse:
    hold = holding.sit_down(article=article, by=request.user)
    if hold is not None:
        return render(request, "issues/writing/held.html", {"article": article, "hold": hold, "way": way})
    copy = queries.working_copy(article, request.user)
    if copy is not None and "copy" in request.GET:
        return show(request, article, way, sheet_of(request, copy), copy)
    return show(request, article, way, saved_sheet(request, article), copy)


def _save(request: HttpRequest, article: Article, way: Way) -> HttpResponse:
    form = ArticleForm(request.POST, person=request.user)
    copy = queries.working_copy(article, request.user)
    sheet = sheet_sent(request, form, article, copy)
    if "again" in request.POST:
        return show(request, article, way, sheet, copy)
    if not form.is_valid():
        sheet.sentence = "还没有保存：下面有一项要改一改。您打的字都在。"
        return show(request, article, way, sheet, copy, status=400)
    sent = sent_from(request, form, sheet)
    try:
        if way is Way.EDIT and "confirmed" not in request.POST:
            return confirm(request, article, sent)
        saving.save(article=article, by=request.user, way=way, sent=sent)
    except StaleWords:
        return merge.show_both(request, article, way, sent_fields(request))
    except NotAllowed as refusal:
        if saved_already(request, article):
            return saved(request, article, way, sent)
        sheet.sentence = f"还没有保存：{refusal}"
        return show(request, article, way, sheet, copy, status=400)
    return saved(request, article, way, sent)


def sheet_sent(request: HttpRequest, form: ArticleForm, article: Article, copy: WorkingCopy | None) -> Sheet:
    """The page as it was sent, to be shown again: unsaved, and deciding over the working copy of the window it came from."""
    over = number(request.POST.get("over"))
    if copy is not None and tab_of(copy) and tab_of(copy) == request.POST.get("tab"):
        over = copy.serial
    revision = number(request.POST.get("revision")) or 0  # not known is not the newest: both texts are shown
    return Sheet(form, revision, request.POST.get(BEGUN, ""), unsaved=True, over=over)


def sent_from(request: HttpRequest, form: ArticleForm, sheet: Sheet) -> Sent:
    return Sent(
        words=form.words(),
        bylines=form.bylines(),
        particulars=form.particulars(),
        revision=sheet.revision,
        note=form.cleaned_data["note"],
        keep="keep" in request.POST,
        tab=request.POST.get("tab", ""),
        over=sheet.over,
    )


def confirm(request: HttpRequest, article: Article, sent: Sent) -> HttpResponse:
    """Asked before an approved article goes back to review."""
    after = words_with(article, sent.bylines, **sent.words)
    level = LEVELS[changing.level_to_read(article, after)]
    lost = [review for review in article.reviews.select_related("reviewer") if review.stands and review.level >= level]
    context = {"article": article, "typed": sent_fields(request), "level": level, "lost": lost}
    return render(request, "issues/writing/confirm.html", context)


def saved(request: HttpRequest, article: Article, way: Way, sent: Sent) -> HttpResponse:
    """After a save: what was cleaned away is said; a draft goes on, a settled article is shown at the desk."""
    for name in ("body", "editors_note"):
        for sentence in clean_with_report(sent.words[name])[1]:
            messages.info(request, sentence)
    if way is Way.WRITE:
        messages.success(request, "已保存，并留存了一个版本。" if sent.keep else SAVED[way])
        return redirect("issues:article-edit", article.pk)
    messages.success(request, SAVED.get(way, "已保存，稿件退回重审。"))
    return redirect(desk_page(article))


def desk_page(article: Article) -> str:
    return reverse("issues:article", args=[article.pk])
