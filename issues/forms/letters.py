"""The forms of the desk's letterbox: adopting, answering, calls."""

from __future__ import annotations

from django import forms
from django.db.models import Q

from accounts.models import Union
from issues.actions.writing import WRITABLE
from issues.forms.article import NewArticleForm
from issues.models import Article
from issues.queries import writing as queries
from submissions.models import Call, SuggestedColumn


class AdoptForm(forms.Form):
    """Where reports go: a new article, with or without a place in an issue, or an article that is there."""

    periodical = forms.ModelChoiceField(queries.periodicals(), label="刊物", empty_label=None)
    issue = forms.ModelChoiceField(queries.planned_issues(), label="排进哪一期", required=False, empty_label="还没有定")
    column = forms.ModelChoiceField(queries.columns(), label="栏目", required=False, empty_label="还没有定")
    article = forms.ModelChoiceField(
        Article.objects.filter(state__in=WRITABLE).order_by("-updated_at", "-pk"),
        label="并入已有的文章",
        required=False,
        empty_label="不并入，另成一篇",
        help_text="只能并入还是草稿或退回修改的文章；接在它的正文后面，标题不变。",
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        periodicals = list(queries.periodicals())
        if len(periodicals) == 1:
            self.fields["periodical"].widget = forms.HiddenInput()
            self.fields["periodical"].initial = periodicals[0].pk

    def clean(self) -> dict:
        data = super().clean()
        issue, column, periodical = (data.get(name) for name in ("issue", "column", "periodical"))
        if data.get("article"):
            return data
        if issue is None:
            data["column"] = column = None  # a column says nothing without an issue
        elif column is None and not self.errors:
            self.add_error("column", "排进一期，就要选栏目。")
        for name, row in (("issue", issue), ("column", column)):
            if row and periodical and row.periodical_id != periodical.pk:
                self.add_error(name, f"这一项不是《{periodical.title}》的。请重选。")
        return data


class WordForm(NewArticleForm):
    """The Word file an article begins with, instead of its title."""

    title = None
    document = forms.FileField(
        label="Word 文件",
        help_text="标题、作者、单位、小标题、表格和图片都认出来，成为一篇由您编的草稿；原文件留着，随时可以对照。",
        error_messages={
            "required": "还没有选文件。请选一个 .docx 文件。",
            "empty": "这个文件是空的。请检查选的是不是这篇稿件。",
        },
        widget=forms.FileInput(attrs={"accept": ".docx,.doc,.wps"}),
    )


class CallForm(forms.ModelForm):
    """A call for contributions, to chosen unions."""

    LINES = ("topic", "text", "column", "characters", "deadline")

    unions = forms.ModelMultipleChoiceField(
        Union.objects.filter(active=True),
        label="约稿单位",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请至少选一个单位。"},
    )
    column = forms.ChoiceField(label="栏目", required=False)

    class Meta:
        model = Call
        fields = ["topic", "text", "column", "characters", "deadline", "unions"]
        widgets = {"deadline": forms.DateInput(attrs={"type": "date"}), "text": forms.Textarea(attrs={"rows": 5})}
        error_messages = {
            "topic": {"required": "请写题目。"},
            "deadline": {"required": "请写截止日期。", "invalid": "日期写得不对，请写成 2026-05-01 的样子。"},
        }

    def __init__(self, *args, call: Call | None = None, **kwargs) -> None:
        """`call`: the one that is changed. Unions it has asked stay to be chosen, also where they are no longer in use."""
        super().__init__(*args, **kwargs)
        if call is not None:
            self.fields["unions"].queryset = Union.objects.filter(Q(active=True) | Q(calls=call)).distinct()
        names = list(SuggestedColumn.objects.values_list("name", flat=True))
        if (old := self.initial.get("column")) and old not in names:
            names.append(old)  # what the letterbox offers no longer stays with the calls that have it
        self.fields["column"].choices = [("", "不限")] + [(name, name) for name in names]
        self.fields["deadline"].widget.format = "%Y-%m-%d"
