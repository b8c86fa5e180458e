"""The table of points, for chiefs and operators."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.refusals import NotAllowed
from submissions.actions.pointing import Rule, edition_of, set_points
from submissions.figures.forms import RulesForm
from submissions.figures.points import points_in_words
from submissions.figures.rules import can_set_points
from submissions.models import PointsRule
from submissions.queries.letters import columns
from submissions.views.figures.doors import for_those_who


@require_http_methods(["GET", "HEAD", "POST"])
@for_those_who(can_set_points)
def points(request: HttpRequest) -> HttpResponse:
    """The rules in force, to be changed. What cannot be kept comes back as it was typed, with the reason."""
    refusal = ""
    if request.method == "POST":
        forms = RulesForm(request.POST)
        edition = request.POST.get("edition", "")
        if forms.is_valid():
            try:
                set_points(rules=_rules(forms), edition=edition, by=request.user)
            except NotAllowed as said:
                refusal = str(said)
            else:
                messages.success(request, "积分办法存好了。统计和通报从现在起按它算。")
                return redirect("submissions:points")
    else:
        rules = list(PointsRule.objects.all())
        edition = edition_of(rules)
        forms = RulesForm(initial=[_initial(rule) for rule in rules])
    context = {"forms": forms, "edition": edition, "refusal": refusal, "columns": columns()}
    status = 400 if refusal or forms.is_bound else 200
    return render(request, "submissions/figures/points.html", context, status=status)


def _rules(forms) -> list[Rule]:
    found = [form.cleaned_data for form in forms if form.cleaned_data.get("points") is not None]
    return [Rule(one["deed"], one["column"], one["kind"], one["points"]) for one in found]


def _initial(rule: PointsRule) -> dict:
    points = points_in_words(rule.points).replace("−", "-")
    return {"deed": rule.deed, "column": rule.column, "kind": rule.kind, "points": points}
