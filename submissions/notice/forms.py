"""The notice as it is filled in: what the office sets, and the words, proposed and then its own."""

from __future__ import annotations

from django import forms
from django.utils import timezone

from accounts.filters import DayField
from submissions.figures.tables import Figures
from submissions.models import Call
from submissions.notice.paper import Paper, paper_of
from submissions.notice.words import ADDRESSEE, propose, title_for

SIGNER = "青海省总工会办公室"


def _line(label: str, most: int, *, needed: str = "", **options) -> forms.CharField:
    messages = {"required": needed, "max_length": f"{label}最多 {most} 个字，请缩短。"}
    return forms.CharField(label=label, max_length=most, required=bool(needed), error_messages=messages, **options)


class NoticeForm(forms.Form):
    """`counted` tells whether the figures are still those the words were written with."""

    title = _line("标题", 80, needed="请写标题。")
    number = _line("文号", 40, help_text="没有就空着，如“青工办通报〔2026〕3号”。")
    addressee = _line("主送", 200)
    text = _line(
        "正文", 20_000, needed="请写正文。",
        widget=forms.Textarea(attrs={"rows": 22}),
        help_text="一行一段，以“一、”“（一）”开头的行排成小标题。各类工会的排名附在后面。",
    )  # fmt: skip
    signer = _line("署名", 60, needed="请写署名的单位。")
    day = DayField(label="成文日期")
    counted = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)

    def clean_day(self):
        return self.cleaned_data["day"] or timezone.localdate()

    def clean(self) -> dict:
        for name, value in self.cleaned_data.items():
            if isinstance(value, str):
                self.cleaned_data[name] = "".join(char for char in value if char.isprintable() or char in "\n\u3000")
        return self.cleaned_data

    def paper(self, figures: Figures) -> Paper:
        """The notice of a form that is_valid()."""
        found = self.cleaned_data
        names = ("title", "number", "addressee", "text", "signer", "day")
        return paper_of(**{name: found[name] for name in names}, figures=figures)


def state_of(figures: Figures) -> str:
    """What changes when a figure changes that a notice tells."""
    total = figures.total
    told = [total.sent, total.adopted, total.missed, total.points, len(figures.silent)]
    told += [
        sum(row.others.sent for row in figures.prefectures),
        sum(row.others.adopted for row in figures.prefectures),
    ]
    return "-".join(str(one) for one in told)


def proposal(figures: Figures) -> dict:
    """What the form begins with. One query: the calls that are open."""
    today = timezone.localdate()
    calls = Call.objects.filter(closed_at=None, deadline__gte=today).order_by("deadline", "pk")
    return {
        "title": title_for(figures),
        "addressee": ADDRESSEE,
        "text": propose(figures, calls, today),
        "signer": SIGNER,
        "day": today,
        "counted": state_of(figures),
    }
