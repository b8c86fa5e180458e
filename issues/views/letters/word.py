"""An article begun with a Word file: choose it, see what was read of it, have the file itself."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.refusals import NotAllowed
from issues.actions.word_import import LARGEST, import_word
from issues.forms.letters import WordForm
from issues.models import WordFile
from issues.queries.reviewing import text_of
from issues.views.doors import for_desk
from issues.words import words_of
from photos.delivery import stored_file

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD_WORD = "application/msword"


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def new(request: HttpRequest) -> HttpResponse:
    form = WordForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        file = data["document"]
        where = {name: data[name] for name in ("periodical", "issue", "column")}
        mine = bool(data["mine"])
        try:
            article = import_word(data=file.read(LARGEST + 1), name=file.name, by=request.user, mine=mine, **where)
        except NotAllowed as refusal:
            form.add_error("document", str(refusal))
        else:
            return redirect("issues:word", article.pk)
    return render(request, "issues/letters_in/word_new.html", {"form": form}, status=400 if form.errors else 200)


@require_safe
@for_desk
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """What was read of the file, beside the draft it became."""
    found = get_object_or_404(WordFile.objects.select_related("article__union", "by"), article=pk)
    context = {"word": found, "article": found.article, "text": text_of(words_of(found.article))}
    return render(request, "issues/letters_in/word.html", context)


@require_safe
@for_desk
def file(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(WordFile, article=pk)
    kind = WORD if found.file.name.endswith(".docx") else OLD_WORD
    return stored_file(found.file.name, content_type=kind, filename=found.name, attachment=True)
