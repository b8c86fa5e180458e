"""The forms of the planner; their sentences say what to do next."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from issues.layout_choices import CHOICES
from issues.models import BoardPost, Column, CoverDesign, ImprintLine, Issue, Layout, PhotoPlace, PhotoSize
from issues.models.articles import MOST_COLUMNS, MOST_LINES
from issues.workflow import State
from photos.models import Photo

MOST_HEADLINES = 3
HEADLINE_LENGTH = 24
BLANK_ROWS = 2


def _number(label: str, low: int, high: int, **options) -> forms.IntegerField:
    wrong = f"请填 {low} 到 {high} 之间的数。"
    return forms.IntegerField(
        label=label,
        min_value=low,
        max_value=high,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={"required": f"请填{label}。", "invalid": wrong, "min_value": wrong, "max_value": wrong},
        **options,
    )


def _day(label: str, help_text: str = "") -> forms.DateField:
    """A day that may stay open; SQLite and PostgreSQL both keep any of these years."""
    wrong = "这不像日期，请写成 2026-10-01 这样。"
    return forms.DateField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        validators=[MinValueValidator(datetime.date(1949, 1, 1)), MaxValueValidator(datetime.date(2200, 12, 31))],
        error_messages={"invalid": wrong, "min_value": wrong, "max_value": wrong},
    )


def _key(**options) -> forms.IntegerField:
    """The key of a row; no database holds a larger one."""
    return forms.IntegerField(min_value=1, max_value=2**63 - 1, **options)


class GoalsForm(forms.Form):
    """What an issue is made towards."""

    serial = _number("总期号", 1, 100_000, required=False)
    date = _day("出刊日期")
    deadline = _day("定稿截止", "到这一天，本期文章应当都定稿。")
    target_pages = _number("计划页数", 4, 400, required=False, help_text="含封面。印刷按 4 的倍数折页。")

    def clean(self) -> dict:
        cleaned = super().clean()
        date, deadline = cleaned.get("date"), cleaned.get("deadline")
        if date and deadline and deadline > date:
            self.add_error("deadline", "定稿截止晚于出刊日期了，请核对这两个日期。")
        return cleaned


class NewIssueForm(GoalsForm):
    """A new issue, with those of the `usual` columns that it begins with."""

    year = _number("年", 1949, 2200)
    number = _number("期", 1, 400)
    columns = forms.TypedMultipleChoiceField(
        label="栏目",
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "这里没有这个栏目。请刷新页面再选。"},
    )
    field_order = ["year", "number", "serial", "date", "deadline", "target_pages", "columns"]

    def __init__(self, *args, usual: Iterable[Column], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.usual = {column.pk: column for column in usual}
        self.fields["columns"].choices = [(column.pk, column.name) for column in self.usual.values()]

    def clean_columns(self) -> list[Column]:
        """Those ticked, in their usual order."""
        return [column for key, column in self.usual.items() if key in self.cleaned_data["columns"]]


class VersionForm(forms.Form):
    """A step of planning: from which version of the plan it was begun."""

    version = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class MoveForm(VersionForm):
    """An article, the column it goes to, and its place there counted from 0; without one, the end."""

    article = _key(widget=forms.HiddenInput)
    column = _key()
    position = forms.IntegerField(min_value=0, max_value=10_000, required=False)


class ColumnMoveForm(VersionForm):
    column = _key()
    position = forms.IntegerField(min_value=0, max_value=10_000)


class NameForm(VersionForm):
    name = forms.CharField(
        label="栏目名称", max_length=2000, error_messages={"required": "请写栏目名称。", "max_length": "名称太长了。"}
    )


class RenameForm(NameForm):
    """Another name for a column."""

    column = _key()


class ColumnForm(NameForm):
    """A column more, and how it is set where it is new."""

    layout = forms.ChoiceField(label="版式", choices=Layout.choices, required=False, initial=Layout.NEWS)

    def clean_layout(self) -> Layout:
        return Layout(self.cleaned_data["layout"] or Layout.NEWS)


class PlaceForm(VersionForm):
    """Articles that were ticked, and the column they go to."""

    articles = forms.TypedMultipleChoiceField(coerce=int, required=False)
    column = _key(error_messages={"required": "请选一个栏目。", "invalid": "请选一个栏目。"})

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        ticked = self.data.getlist("articles") if hasattr(self.data, "getlist") else []
        self.fields["articles"].choices = [(key, key) for key in ticked if key.isdecimal() and len(key) < 18]


def _count(value: str) -> int:
    return int(value)


class LayoutForm(VersionForm):
    """How an article is set. `only` names the choices that are meant; without it all of them are."""

    article = _key(widget=forms.HiddenInput)
    own_page = forms.BooleanField(label="另起一页", required=False)
    keep_together = forms.BooleanField(
        label="不跨页", required=False, help_text="排得进一页时整篇放在同一页；排不进的照常跨页。"
    )
    qr_code = forms.BooleanField(label="文末印二维码", required=False, help_text="扫了就打开这篇文章的网页。")
    text_columns = forms.TypedChoiceField(
        label="栏数",
        required=False,
        coerce=_count,
        empty_value=0,
        choices=[(0, "按栏目的版式"), *((count, f"{count} 栏") for count in range(1, MOST_COLUMNS + 1))],
    )
    photo_size = forms.ChoiceField(
        label="照片大小", required=False, choices=[("", "按版式"), *PhotoSize.choices], help_text="对本篇所有照片。"
    )
    photo_place = forms.ChoiceField(label="照片位置", required=False, choices=[("", "随文"), *PhotoPlace.choices])
    line_change = forms.TypedChoiceField(
        label="加减行",
        required=False,
        coerce=_count,
        empty_value=0,
        choices=[
            (0, "不加不减"),
            *((-lines, f"缩 {lines} 行") for lines in range(1, MOST_LINES + 1)),
            *((lines, f"加 {lines} 行") for lines in range(1, MOST_LINES + 1)),
        ],
        help_text="把字距稍稍收紧或放松，眼睛看不出来；做不到时排版后会说明。",
    )
    only = forms.MultipleChoiceField(required=False, choices=[(name, name) for name in CHOICES])

    GROUPS = (
        ("版面", ("text_columns", "line_change", "own_page", "keep_together")),
        ("照片", ("photo_size", "photo_place")),
        ("文末", ("qr_code",)),
    )

    @property
    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The choices as the page parts them."""
        return [(legend, [self[name] for name in names]) for legend, names in self.GROUPS]

    def chosen(self) -> dict:
        """The choices that are meant."""
        asked = self.cleaned_data
        return {name: asked[name] for name in asked["only"] or CHOICES}


class PoolForm(forms.Form):
    """What is looked for among the articles that wait for an issue."""

    q = forms.CharField(label="标题、作者或单位", required=False, max_length=100)
    state = forms.ChoiceField(
        label="状态", required=False, choices=[("", "全部"), *((s, s.label) for s in State if s != State.WITHDRAWN)]
    )
    tag = forms.CharField(label="标签", required=False, max_length=100)

    def asked(self) -> dict[str, str]:
        """Words, state and tag; what is not understood is as if it were not asked."""
        self.is_valid()
        found = {name: self.cleaned_data.get(name, "") for name in ("q", "state", "tag")}
        return {"words": found["q"], "state": found["state"], "tag": found["tag"]}


class PhotoForm(forms.Form):
    """A cover's photo, of the issue's articles or a new one, and its words."""

    photo = forms.CharField(required=False)
    upload = forms.FileField(
        label="另传一张",
        required=False,
        help_text="横图竖图都可以，短边最好 2500 像素以上。传了就用这一张。",
        widget=forms.FileInput(attrs={"accept": "image/*"}),
        error_messages={"empty": "这个文件是空的，请另选一张。", "invalid": "文件没有传上来，请再选一次。"},
    )
    caption = forms.CharField(label="说明", required=False, max_length=200)
    credit = forms.CharField(label="摄影", required=False, max_length=60)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args, photos: Iterable[Photo], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.photos = {photo.key: photo for photo in photos}

    def clean_photo(self) -> Photo | None:
        key = self.cleaned_data["photo"]
        if key and key not in self.photos:
            raise forms.ValidationError("这张照片不在本期的文章里了。请另选一张，或者上传。")
        return self.photos.get(key)


class BackCoverForm(PhotoForm):
    """The back cover."""


class CoverForm(PhotoForm):
    """The front cover, with its headlines and its design."""

    design = forms.ChoiceField(
        label="样式",
        required=False,
        choices=[("", "按照片来定"), *CoverDesign.choices],
        help_text="没有照片时，总是只用文字。",
        error_messages={"invalid_choice": "没有这种样式。请在给出的几种里选。"},
    )
    headlines = forms.CharField(
        label="要目",
        required=False,
        help_text=f"每行一条，最多 {MOST_HEADLINES} 条，每条不超过 {HEADLINE_LENGTH} 个字。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["caption"].label = "封面说明"

    def clean_headlines(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["headlines"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_HEADLINES:
            raise forms.ValidationError(
                f"现在有 {len(lines)} 条要目，封面上最多放 {MOST_HEADLINES} 条。请删到 {MOST_HEADLINES} 条。"
            )
        for line in lines:
            if len(line) > HEADLINE_LENGTH:
                raise forms.ValidationError(
                    f"“{line[:10]}…”有 {len(line)} 个字，最多 {HEADLINE_LENGTH} 个字。请写得短些。"
                )
        return lines


class LineForm(forms.Form):
    """A line of 编委会 or 版权页: two texts, and its place. A line without either text is left out."""

    order = forms.IntegerField(
        label="次序",
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "lines__order"}),
        error_messages={"invalid": "次序请填数字。"},
    )

    def __init__(self, *args, **kwargs) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)

    def clean(self) -> dict:
        cleaned = super().clean()
        first, second = (" ".join((cleaned.get(name) or "").split()) for name in self.texts)
        if bool(first) != bool(second) and not self.errors:
            raise forms.ValidationError(self.half)
        return cleaned

    @property
    def texts(self) -> list[str]:
        return [name for name in self.fields if name != "order"]


def _text(model, name: str) -> forms.CharField:
    field = model._meta.get_field(name)
    too_long = f"{field.verbose_name}最多 {field.max_length} 个字，请写得短些。"
    return forms.CharField(
        label=field.verbose_name, max_length=field.max_length, required=False, error_messages={"max_length": too_long}
    )


class BoardForm(LineForm):
    post = _text(BoardPost, "post")
    names = _text(BoardPost, "names")
    half = "这一行要么两格都填，要么两格都清空。"


class ImprintForm(LineForm):
    label = _text(ImprintLine, "label")
    value = _text(ImprintLine, "value")
    half = "这一行要么两格都填，要么两格都清空。"


BoardFormSet = forms.formset_factory(BoardForm, extra=BLANK_ROWS, max_num=60, absolute_max=100, validate_max=True)
ImprintFormSet = forms.formset_factory(ImprintForm, extra=BLANK_ROWS, max_num=60, absolute_max=100, validate_max=True)


def lines_of(formset: forms.BaseFormSet) -> list[tuple[str, str]]:
    """The filled lines of a valid formset as pairs, in the order their places ask for; without a place, at the end."""
    filled = []
    for index, form in enumerate(formset):
        first, second = (" ".join((form.cleaned_data.get(name) or "").split()) for name in form.texts)
        if first:
            order = form.cleaned_data.get("order")
            filled.append((order is None, order or 0, index, (first, second)))
    return [pair for *_, pair in sorted(filled)]


def goals_of(issue: Issue) -> dict:
    """What GoalsForm begins with."""
    return {name: getattr(issue, name) for name in ("serial", "date", "deadline", "target_pages")}
