"""The forms of proofs. Their sentences say what to do next."""

from __future__ import annotations

from django import forms

from accounts.models import User
from issues.forms.reviewing import TOO_LONG, PersonField
from issues.opinions import LONGEST
from typesetting.models import MarkKind, Verdict
from typesetting.paper.pictures import Place

NO_PLACE = {"invalid": "标的地方不在版面上。请在页面图上重新点一下，或者只抄原文。"}


def _text(label: str, rows: int = 2, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST,
        strip=False,
        error_messages=TOO_LONG,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


def _edge() -> forms.FloatField:
    return forms.FloatField(required=False, widget=forms.HiddenInput, error_messages=NO_PLACE)


class MarkForm(forms.Form):
    """A mark on a page: by its place, or by the words that stand there."""

    x0, y0, x1, y1 = _edge(), _edge(), _edge(), _edge()
    kind = forms.ChoiceField(
        label="哪一类",
        choices=MarkKind.choices,
        error_messages={"invalid_choice": "没有这一类标记。请在列表里选一类。"},
    )
    wrong = _text("原文", 2, "照版面上的字抄；在图上点过的，已经替您抄好。")
    right = _text("改成", 2, "要删去的可以空着。")
    remark = _text("说明", 2, "版式、照片的毛病写在这里。")

    @property
    def place(self) -> Place | None:
        """The place that was drawn; None where only words were given."""
        edges = tuple(self.cleaned_data.get(name) for name in ("x0", "y0", "x1", "y1"))
        return None if None in edges else edges

    def said(self) -> dict:
        """What `actions.marking.mark` takes."""
        return {name: self.cleaned_data[name] for name in ("kind", "wrong", "right", "remark")} | {"place": self.place}


class SettleForm(forms.Form):
    verdict = forms.ChoiceField(
        label="怎么处理",
        choices=[(Verdict.CHANGED, Verdict.CHANGED.label), (Verdict.KEPT, Verdict.KEPT.label)],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(("required", "invalid_choice"), "请选“改了”或“不改”。"),
    )
    reason = _text("理由", 2, "不改的必须写；改得与标的不同，也请写一句。")


class SignForm(forms.Form):
    opinion = _text("意见", 4, "可以不写。")
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)


class ReaderForm(forms.Form):
    """Whom a proof falls to."""

    reader = PersonField(
        label="请谁校",
        queryset=User.objects.none(),
        required=False,
        empty_label="不指定（谁有空谁校）",
        error_messages={"invalid_choice": "这位同事现在不能校这一份。请刷新页面，另选一位。"},
    )

    def __init__(self, *args, people: list[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["reader"]
        field.queryset = User.objects.filter(pk__in=[person.pk for person in people])
        # The people are at hand with their roles; the choices need not be read again.
        names = [(person.pk, field.label_from_instance(person)) for person in people]
        field.widget.choices = [("", field.empty_label), *names]
