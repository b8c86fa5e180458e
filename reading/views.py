"""The members' pages. Nothing here writes."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from photos.delivery import rendition_for_readers, stored_file
from photos.models import Photo
from reading import access, queries
from reading import search as searching

RESULTS_A_PAGE = 20


@require_safe
@login_required
def home(request: HttpRequest) -> HttpResponse:
    """The newest issue."""
    found = queries.newest_issue(request.user)
    if found is None:
        return render(request, "reading/home_empty.html")
    access.opens(request, found.periodical)
    return render(request, "reading/issue.html", queries.issue_page(found, request.user) | {"is_newest": True})


@require_safe
@login_required
def shelf(request: HttpRequest) -> HttpResponse:
    """All issues by year."""
    return render(request, "reading/shelf.html", queries.shelf_page(request.user, request.GET.get("page", "1")))


@require_safe
@access.for_readers
def issue(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """One issue: cover and contents."""
    found = get_object_or_404(queries.issues_for(request.user), periodical__slug=slug, year=year, number=number)
    access.opens(request, found.periodical)
    return render(request, "reading/issue.html", queries.issue_page(found, request.user))


@require_safe
@access.for_readers
def issue_pdf(request: HttpRequest, slug: str, year: int, number: int) -> HttpResponse:
    """The issue's PDF for reading on a screen."""
    found = get_object_or_404(queries.issues_for(request.user), periodical__slug=slug, year=year, number=number)
    access.opens(request, found.periodical)
    pdf = queries.pdf_of(found, queries.offered_run(found))
    if pdf is None:
        return render(request, "reading/pdf_missing.html", {"issue": found}, status=404)
    response = stored_file(pdf.stored, content_type="application/pdf", filename=pdf.filename, attachment=True)
    response["Cache-Control"] = "private, no-cache"  # the address stays when the issue is typeset anew
    return response


@require_safe
@access.for_readers
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One article."""
    found = get_object_or_404(queries.articles_for(request.user).select_related("periodical", "union"), pk=pk)
    access.opens(request, found.periodical)
    return render(request, "reading/article.html", queries.article_page(found))


@require_safe
@access.for_readers
def article_photo(request: HttpRequest, pk: int, key: str, width: int) -> HttpResponse:
    """A photo in an article, for whoever may read the article."""
    shown_by = get_object_or_404(queries.articles_showing(request.user, key).select_related("periodical"), pk=pk)
    access.opens(request, shown_by.periodical)
    return rendition_for_readers(request, get_object_or_404(Photo, key=key), width)


@require_safe
@access.for_readers
def cover_photo(request: HttpRequest, slug: str, year: int, number: int, key: str, width: int) -> HttpResponse:
    """The photo on an issue's cover, for whoever may read the issue."""
    shown_by = get_object_or_404(
        queries.issues_for(request.user), periodical__slug=slug, year=year, number=number, cover_photo__key=key
    )
    access.opens(request, shown_by.periodical)
    return rendition_for_readers(request, shown_by.cover_photo, width)


@require_safe
@login_required
def search(request: HttpRequest) -> HttpResponse:
    """Search in titles and texts."""
    query = searching.read_query(request.GET.get("q", ""))
    context = {"query": query}
    if query.words:
        found = queries.with_places(searching.find(request.user, query.words))
        context["page"] = Paginator(found, RESULTS_A_PAGE).get_page(request.GET.get("page", "1"))
    return render(request, "reading/search.html", context)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Nothing here is for search engines."""
    return HttpResponse("User-agent: *\nDisallow: /\n", content_type="text/plain")
