"""Beginning an article: a title, and it is there."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.refusals import NotAllowed
from issues.actions import writing
from issues.forms.article import NewArticleForm
from issues.queries.writing import begun_just_now
from issues.views.doors import for_desk


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
def new(request: HttpRequest) -> HttpResponse:
    form = NewArticleForm(request.POST or None, initial={name: request.GET.get(name) for name in ("issue", "column")})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        article = begun_just_now(request.user, data["title"])
        try:
            article = article or writing.write(
                periodical=data["periodical"],
                by=request.user,
                writer=request.user if data["mine"] else None,
                issue=data["issue"],
                column=data["column"],
                title=data["title"],
            )
            return redirect("issues:article-edit", article.pk)
        except NotAllowed as refusal:
            form.add_error("title" if "标题" in str(refusal) else None, str(refusal))
    return render(request, "issues/writing/new.html", {"form": form}, status=400 if form.errors else 200)
