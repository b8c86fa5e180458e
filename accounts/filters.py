"""The forms above long lists. What is not understood narrows nothing and says so; what is left empty is not asked."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Q, QuerySet
from django.utils import timezone

from accounts.audit_words import kind_label
from accounts.models import AuditEntry, UnionKind, User
from accounts.roles import STAFF_ROLES, Role

ANY = [("", "全部")]
NOT_UNDERSTOOD = "日期看不懂，请写成 2026-01-31 的样子。"


class DayField(forms.DateField):
    """A day that a calendar of this century has."""

    def __init__(self, **options) -> None:
        super().__init__(
            required=False,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": NOT_UNDERSTOOD},
            validators=[
                MinValueValidator(date(2000, 1, 1), NOT_UNDERSTOOD),
                MaxValueValidator(date(2100, 1, 1), NOT_UNDERSTOOD),
            ],
            **options,
        )


class AuditFilter(forms.Form):
    """Which rows of the audit record are shown."""

    q = forms.CharField(label="搜索", required=False, max_length=100)
    who = forms.CharField(label="谁", required=False, max_length=60)
    verb = forms.ChoiceField(label="做了什么", required=False)
    kind = forms.ChoiceField(label="对象种类", required=False)
    thing = forms.CharField(label="对象编号", required=False, max_length=40, widget=forms.HiddenInput)
    since = DayField(label="从")
    until = DayField(label="到")

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["q"].widget.attrs["placeholder"] = "姓名、对象、来源地址里的字"
        self.fields["verb"].choices = ANY + [(verb, verb) for verb in _distinct("verb")]
        self.fields["kind"].choices = ANY + [(kind, kind_label(kind)) for kind in _distinct("target_kind")]
        for name in ("verb", "kind"):
            self.fields[name].error_messages["invalid_choice"] = "没有这样的记录，请在列表里选。"

    def clean(self) -> dict:
        since, until = self.cleaned_data.get("since"), self.cleaned_data.get("until")
        if since and until and since > until:
            self.add_error("until", "“到”在“从”的前面了，请对调一下。")
        return self.cleaned_data

    def narrowed(self) -> QuerySet[AuditEntry]:
        """The rows asked for; none where the form is wrong. Days are days of Qinghai."""
        if not self.is_valid():
            return AuditEntry.objects.none()
        asked = self.cleaned_data
        found = AuditEntry.objects.all()
        if asked["q"]:
            words = asked["q"]
            found = found.filter(
                Q(by_name__icontains=words) | Q(target_label__icontains=words) | Q(origin__icontains=words)
            )
        for field, name in (
            ("by_name__icontains", "who"),
            ("verb", "verb"),
            ("target_kind", "kind"),
            ("target_id", "thing"),
        ):
            if asked[name]:
                found = found.filter(**{field: asked[name]})
        if asked["since"]:
            found = found.filter(at__gte=_midnight(asked["since"]))
        if asked["until"]:
            found = found.filter(at__lt=_midnight(asked["until"] + timedelta(days=1)))
        return found

    def in_words(self) -> str:
        """What was asked for, for the audit row of an export."""
        asked = {str(self.fields[name].label): value for name, value in self.cleaned_data.items() if value}
        return "，".join(f"{label} {value}" for label, value in asked.items())


def _distinct(field: str) -> list[str]:
    return list(AuditEntry.objects.order_by(field).values_list(field, flat=True).distinct())


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


class PeopleFilter(forms.Form):
    """Which people are shown."""

    STATES = [
        ("active", "在用的"),
        ("closed", "停用的"),
        ("locked", "登录锁定的"),
        ("no-step", "没有设第二步的"),
        ("never", "没有登录过的"),
    ]

    q = forms.CharField(label="姓名、用户名、手机、单位", required=False, max_length=100)
    role = forms.ChoiceField(
        label="角色",
        required=False,
        choices=[*ANY, *((role.value, role.label) for role in Role), ("none", "没有角色")],
    )
    kind = forms.ChoiceField(label="工会", required=False, choices=[*ANY, *UnionKind.choices])
    state = forms.ChoiceField(label="状态", required=False, choices=[*ANY, *STATES])

    def narrow(self, people: QuerySet[User]) -> QuerySet[User]:
        """The people asked for; none where the form is wrong."""
        if not self.is_valid():
            return people.none()
        asked = self.cleaned_data
        if asked["q"]:
            words = asked["q"]
            people = people.filter(
                Q(name__icontains=words)
                | Q(username__icontains=words)
                | Q(phone__icontains=words)
                | Q(union__name__icontains=words)
                | Q(union__short_name__icontains=words)
            )
        if asked["role"] == "none":
            people = people.exclude(groups__name__in=list(Role))
        elif asked["role"]:
            people = people.filter(groups__name=asked["role"])
        if asked["kind"]:
            people = people.filter(union__kind=asked["kind"])
        return self._in_state(people, asked["state"])

    def _in_state(self, people: QuerySet[User], state: str) -> QuerySet[User]:
        needed = User.objects.filter(groups__name__in=[*STAFF_ROLES, Role.OPERATOR]).values("pk")
        narrowings = {
            "active": Q(is_active=True),
            "closed": Q(is_active=False),
            "locked": Q(is_locked=True),
            "no-step": Q(has_device=False, pk__in=needed),
            "never": Q(last_login=None),
        }
        return people.filter(narrowings[state]) if state else people
