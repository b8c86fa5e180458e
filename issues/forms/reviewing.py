"""The forms of reviewing: opinions, remarks, assignments, leaders. Their sentences say what to do next."""

from __future__ import annotations

from django import forms

from accounts.forms import SeedField
from accounts.models import User
from issues.grounds import Ground, part_named
from issues.models import LeaderAnswer, LeaderLink
from issues.opinions import LONGEST

TOO_LONG = {"max_length": "最多 %(limit_value)d 个字，现在有 %(show_value)d 个。请写得短些。"}
NO_SUCH_PART = "没有这一段。请在列表里选批在哪里。"
WHERE = dict.fromkeys(("invalid", "invalid_choice", "max_length"), NO_SUCH_PART)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class MoveForm(forms.Form):
    """A decision: the opinion, the digest of the words that were read, the state they were read in."""

    opinion = forms.CharField(
        label="意见", required=False, max_length=LONGEST, error_messages=TOO_LONG, widget=_area(5), strip=False
    )
    read = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    at = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)
    over = forms.BooleanField(widget=forms.HiddenInput, required=False)


class CommentForm(forms.Form):
    """A remark on a passage, on a paragraph chosen from the list, or on the whole."""

    text = forms.CharField(
        label="批注",
        max_length=LONGEST,
        error_messages={"required": "批注还没有写内容。请写上再提交。", **TOO_LONG},
        widget=_area(3),
    )
    part = forms.CharField(label="批在哪里", required=False, max_length=24, error_messages=WHERE)
    ground = forms.ChoiceField(
        widget=forms.HiddenInput, required=False, choices=[("", ""), *Ground.choices], error_messages=WHERE
    )
    quote = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    before = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    after = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)

    def clean(self) -> dict:
        """`part` as the number of a text of `ground`."""
        data = self.cleaned_data
        named, chosen = data.get("part") or "", None
        if named:
            chosen = part_named(named)
            if chosen is None:
                self.add_error("part", NO_SUCH_PART)
                return data
        ground, number = chosen or (Ground(data.get("ground") or Ground.BODY), None)
        return data | {"ground": ground, "part": number}


class AnswerForm(forms.Form):
    text = forms.CharField(
        label="答复",
        max_length=LONGEST,
        error_messages={"required": "答复还没有写内容。请写上再提交。", **TOO_LONG},
        widget=_area(2),
    )


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, person: User) -> str:
        return f"{person.name}（{person.role_labels}）"


class AssignForm(forms.Form):
    """Who is asked for a level, and until when."""

    person = PersonField(
        label="请谁审",
        queryset=User.objects.none(),
        required=False,
        empty_label="不指定（谁有空谁审）",
        error_messages={"invalid_choice": "这位同事现在不能审这一级。请刷新页面，另选一位。"},
    )
    due = forms.DateField(
        label="截止日期",
        required=False,
        error_messages={"invalid": "请按“2026-09-12”的样子填日期。"},
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args, people: list[User], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = User.objects.filter(pk__in=[person.pk for person in people])
        # The people are at hand with their roles; the choices need not be read again.
        names = [(person.pk, field.label_from_instance(person)) for person in people]
        field.widget.choices = [("", field.empty_label), *names]


class LeaderForm(forms.ModelForm):
    """Which leader is to read the article. `seed` makes the page sent twice one link."""

    seed = SeedField()
    renew = forms.BooleanField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = LeaderLink
        fields = ("name", "post")
        error_messages = {
            "name": {"required": "请填领导的姓名，答复要记在这个名字下面。", **TOO_LONG},
            "post": TOO_LONG,
        }
        help_texts = {"post": "如“省总工会党组成员、副主席”，可以不填。"}


class LeaderAnswerForm(forms.Form):
    """A leader's answer."""

    answer = forms.ChoiceField(
        label="您的意见",
        choices=LeaderAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请先选“同意”“修改”或“退回”。", "invalid_choice": "请选“同意”“修改”或“退回”。"},
    )
    opinion = forms.CharField(
        label="写几句话",
        required=False,
        max_length=LONGEST,
        error_messages=TOO_LONG,
        widget=_area(5),
        help_text="选“修改”或“退回”时请写明怎么办；选“同意”可以不写。",
    )
