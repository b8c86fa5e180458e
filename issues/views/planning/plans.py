"""All issues, and a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.actions import planning
from issues.actions.plan_rows import check_can_plan
from issues.forms.planning import NewIssueForm
from issues.models import Issue, Periodical
from issues.queries.issues import issues_page, proposal, usual_columns
from issues.views.doors import for_desk


@require_safe
@for_desk
def plans(request: HttpRequest) -> HttpResponse:
    """All issues, newest first."""
    page = issues_page(request.GET.get("page", ""))
    return render(
        request,
        "issues/planning/plans.html",
        {"page": page, "today": timezone.localdate(), "periodicals": Periodical.objects.all()},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@for_desk
@says_refusals
def new(request: HttpRequest) -> HttpResponse:
    """Begin an issue of the periodical asked for, else of the first."""
    check_can_plan(request.user)
    periodicals = list(Periodical.objects.all())
    if not periodicals:
        raise NotAllowed("还没有刊物。请管理员先在系统管理里建一种刊物，再来新建一期。")
    slug = request.GET.get("periodical") or periodicals[0].slug
    periodical = next((one for one in periodicals if one.slug == slug), None)
    if periodical is None:
        raise Http404
    columns = list(usual_columns(periodical))
    proposed = proposal(periodical, timezone.localdate())
    initial = vars(proposed) | {"columns": [column.pk for column in columns]}
    form = NewIssueForm(request.POST or None, initial=initial, usual=columns)
    if form.is_valid():
        issue = _begun(request, form, periodical)
        if issue:
            messages.success(request, f"{issue.label}建好了。编委会和版权页照抄了上一期，请核对；现在可以编入文章。")
            return redirect("issues:plan", periodical.slug, issue.year, issue.number)
    context = {"form": form, "periodical": periodical, "periodicals": periodicals, "columns": columns}
    return render(request, "issues/planning/new.html", context)


def _begun(request: HttpRequest, form: NewIssueForm, periodical: Periodical) -> Issue | None:
    """The issue that was begun; None where it may not be, with the reason on the form."""
    try:
        return planning.begin_issue(periodical=periodical, by=request.user, **form.cleaned_data)
    except NotAllowed as refusal:
        form.add_error("number", str(refusal))
        return None
