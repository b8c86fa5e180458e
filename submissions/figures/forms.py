"""What is asked of the figures, and the table of points, as forms."""

from __future__ import annotations

from decimal import Decimal

from django import forms
from django.utils import timezone

from accounts.filters import DayField
from accounts.models import UnionKind
from submissions.figures import periods
from submissions.figures.counting import Question
from submissions.figures.tables import Measure
from submissions.models import PointsRule, SuggestedColumn


class FiguresForm(forms.Form):
    """Which figures are shown. What is not understood says so; what is left empty is not asked."""

    period = forms.ChoiceField(
        label="时段", required=False, error_messages={"invalid_choice": "没有这个时段，请在列表里选。"}
    )
    since = DayField(label="从")
    until = DayField(label="到")
    column = forms.ChoiceField(label="栏目", required=False)
    by = forms.ChoiceField(label="名次依据", required=False, choices=Measure.choices)
    kind = forms.MultipleChoiceField(
        label="工会类别",
        required=False,
        choices=UnionKind.choices,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "没有这个类别，请在列表里选。"},
    )

    def __init__(self, data) -> None:
        super().__init__(data)
        self.today = timezone.localdate()
        groups = periods.offered(self.today)
        asked = periods.period_of(data.get("period", ""))
        known = {code for _, choices in groups for code, _ in choices}
        if asked is not None and data["period"] not in known:
            groups.append(("更早", [(data["period"], asked.label)]))
        self.fields["period"].choices = [("", f"{self.today.year}年（今年）"), *groups]
        columns = list(SuggestedColumn.objects.values_list("name", flat=True))
        if (old := data.get("column", "")) and old not in columns and len(old) <= 40:
            columns.append(old)
        self.fields["column"].choices = [("", "全部"), *((name, name) for name in columns)]

    def clean(self) -> dict:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if "since" in self.errors or "until" in self.errors:
            return self.cleaned_data
        if (since is None) != (until is None):
            self.add_error("since" if since is None else "until", "“从”和“到”要一起填；要看整月整季，请选时段。")
        elif since and since > until:
            self.add_error("until", "“到”在“从”的前面了，请对调一下。")
        return self.cleaned_data

    def question(self, union: int | None = None) -> Question:
        """What a form that is_valid() asks. Days freely chosen go before a period; without either it is this year."""
        found = self.cleaned_data
        if found["since"]:
            period = periods.between(found["since"], found["until"])
        else:
            period = periods.period_of(found["period"]) or periods.period_of(str(self.today.year))
        kinds = frozenset(found["kind"]) if union is None else frozenset()
        return Question(period, kinds, found["column"], union)

    def in_words(self, *, everything: bool) -> str:
        """What a form that is_valid() asks, in a line. `everything`: of all unions, not of one."""
        asked = self.question()
        kinds = "、".join(UnionKind(kind).label for kind in UnionKind.values if kind in asked.kinds) or "各类工会"
        parts = [asked.period.label, f"“{asked.column}”栏" if asked.column else "全部栏目"]
        return "，".join([*parts, kinds, f"名次按{self.measure.label}"] if everything else parts)

    @property
    def measure(self) -> Measure:
        return Measure(self.cleaned_data["by"] or Measure.POINTS)


class RuleForm(forms.Form):
    """One line of the table of points. A line without points is no line."""

    deed = forms.ChoiceField(label="事项", choices=PointsRule.Deed.choices)
    column = forms.CharField(
        label="栏目",
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"placeholder": "任何栏目", "list": "columns"}),
        error_messages={"max_length": "栏目名最多 40 个字。"},
    )
    kind = forms.ChoiceField(label="工会类别", required=False, choices=[("", "任何工会"), *UnionKind.choices])
    points = forms.DecimalField(
        label="分",
        required=False,
        min_value=Decimal(-100),
        max_value=Decimal(100),
        decimal_places=1,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "placeholder": "分"}),
        error_messages={
            "invalid": "分数请写数字，如 5 或 7.5。",
            "min_value": "分数在 −100 到 100 之间。",
            "max_value": "分数在 −100 到 100 之间。",
            "max_decimal_places": "分数最多一位小数。",
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for field in self.visible_fields():
            field.field.widget.attrs["aria-label"] = field.label

    def clean_column(self) -> str:
        return " ".join(self.cleaned_data["column"].split())


RulesForm = forms.formset_factory(RuleForm, extra=3, max_num=60, absolute_max=80)
