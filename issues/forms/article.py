"""The form of an article: as typed, as saved, and what it says when it is sent."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape

from django import forms
from django.utils.datastructures import MultiValueDict

from accounts.models import Union, User
from issues.actions.working_copies import Fields, keepable
from issues.actions.writing import Particulars
from issues.models import Article, Column, Issue, Periodical
from issues.queries import writing as queries
from issues.words import LINES, TEXTS

TAG_LENGTH = 30
PARTICULARS = frozenset(("union_name", "writer", "tags"))
SPARE_BYLINES = 2  # empty rows below the ones filled in, for those without scripts
_TAG = re.compile(r"<(?:p|h[1-6]|div|ul|ol|table|figure|blockquote|br|hr)\b", re.IGNORECASE)
_TAG_MARKS = re.compile(r"[,，、;；\s]+")


def typed_html(text: str) -> str:
    """A text as HTML: one typed without any tag of a block becomes paragraphs, a line each."""
    if _TAG.search(text):
        return text
    lines = (line.strip() for line in text.splitlines())
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def _area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "spellcheck": "false"})


def _line(label: str, help_text: str = "", **attrs: str) -> forms.CharField:
    # No maxlength: a browser would cut what is pasted without a word. The action says what is too long.
    field = forms.CharField(label=label, required=False, strip=True, help_text=help_text)
    field.widget.attrs.update({"autocomplete": "off", **attrs})
    return field


class ArticleForm(forms.Form):
    """Every field of an article. Lengths and words are judged by the actions, whose sentences the page shows."""

    kicker = _line("引题")
    title = _line("标题")
    subtitle = _line("副题")
    running_title = _line("书眉标题", "标题太长时印在页眉上的短标题；留空就用标题。")
    union_name = _line("供稿单位", "输入几个字，从名单里选。", list="unions")
    contributor = _line("供稿单位署名", "文末括号里印的名称；留空不印。")
    source = _line("来源", "转载时写明，如“《人民日报》2025年1月1日第4版”。")
    writer = forms.ChoiceField(label="撰稿人", required=False, help_text="撰稿人不能审自己的稿件。")
    tags = _line("标签", "几个标签之间用逗号或空格隔开。")
    editors_note = forms.CharField(label="编者按", required=False, strip=False, widget=_area(3))
    body = forms.CharField(label="正文", required=False, strip=False, widget=_area(28))
    note = _line("说明")

    def __init__(self, data: MultiValueDict | None = None, *, person: User, fields: Fields | None = None) -> None:
        """`data`: the form as sent. `fields`: as it is to be shown, by name."""
        if data is not None:
            data = MultiValueDict({name: [keepable(value) for value in values] for name, values in data.lists()})
        self.typed: Fields = (fields or {}) if data is None else dict(data.lists())
        super().__init__(data, initial={name: values[0] for name, values in self.typed.items() if values})
        self.fields["writer"].choices = self._writers(person)
        self.union: Union | None = None

    def _writers(self, person: User) -> list[tuple[str, str]]:
        others = [(str(one.pk), one.name) for one in queries.colleagues() if one != person]
        known = {value for value, _ in others} | {"", str(person.pk)}
        now = self.typed.get("writer", [""])[0]
        gone = (
            [(str(one.pk), one.name) for one in User.objects.filter(pk=now)]
            if now.isdecimal() and now not in known
            else []
        )
        return [("", "编辑部以外的来稿"), (str(person.pk), f"我（{person.name}）"), *others, *gone]

    def clean_union_name(self) -> str:
        name = self.cleaned_data["union_name"]
        if name:
            self.union = Union.objects.named(name)
            if self.union is None:
                raise forms.ValidationError(
                    f"名单里没有“{name[:40]}”。请从名单里选；名单外的单位写在“供稿单位署名”里。"
                )
        return name

    def clean_tags(self) -> str:
        too_long = [tag for tag in tags_of(self.cleaned_data["tags"]) if len(tag) > TAG_LENGTH]
        if too_long:
            raise forms.ValidationError(f"标签“{too_long[0][:20]}…”太长，最多 {TAG_LENGTH} 个字。请拆开或缩短。")
        return self.cleaned_data["tags"]

    def words(self) -> dict[str, str]:
        """What is sent of the article's words; a text typed without tags as paragraphs."""
        found = {name: self.cleaned_data[name] for name in LINES}
        return found | {name: typed_html(self.cleaned_data[name]) for name in TEXTS}

    def bylines(self) -> list[tuple[str, str]]:
        """(name, post) of each row, empty rows too."""
        return byline_pairs(self.typed)

    def particulars(self) -> Particulars | None:
        """What stands beside the words; None where the page did not ask for it."""
        if not PARTICULARS.issubset(self.typed):
            return None
        writer = self.cleaned_data["writer"]
        return Particulars(
            union=self.union,
            writer=User.objects.filter(pk=writer).first() if writer else None,
            tags=tuple(tags_of(self.cleaned_data["tags"])),
        )

    @property
    def byline_rows(self) -> list[tuple[str, str]]:
        """(name, post) of the rows to show: those filled in, and a few to fill."""
        return [pair for pair in self.bylines() if any(pair)] + [("", "")] * SPARE_BYLINES


def byline_pairs(fields: Mapping[str, list[str]]) -> list[tuple[str, str]]:
    """(name, post) of each row of a form as typed."""
    names, posts = fields.get("byline_name", []), fields.get("byline_post", [])
    return [(name, posts[index] if index < len(posts) else "") for index, name in enumerate(names)]


def tags_of(typed: str) -> list[str]:
    """The tags of a line, each once; what parts them is any comma or space."""
    printable = "".join(char if char.isprintable() else " " for char in typed)
    return list(dict.fromkeys(tag for tag in _TAG_MARKS.split(printable) if tag))


def fields_of(article: Article) -> Fields:
    """A saved article as its form: the inverse of what the form's methods give."""
    return {
        **{name: [getattr(article, name)] for name in (*LINES, *TEXTS)},
        "union_name": [article.union.short_name if article.union else ""],
        "writer": [str(article.writer_id or "")],
        "tags": ["，".join(sorted(tag.name for tag in article.tags.all()))],
        "byline_name": [byline.author.name for byline in article.bylines.all()],
        "byline_post": [byline.post for byline in article.bylines.all()],
    }


class NewArticleForm(forms.Form):
    """What an article begins with: a title, and where it is planned if that is known."""

    title = forms.CharField(label="标题", error_messages={"required": "请先写一个标题，以后还可以改。"})
    periodical = forms.ModelChoiceField(queries.periodicals(), label="刊物", empty_label=None)
    issue = forms.ModelChoiceField(queries.planned_issues(), label="排进哪一期", required=False, empty_label="还没有定")
    column = forms.ModelChoiceField(queries.columns(), label="栏目", required=False, empty_label="还没有定")
    mine = forms.ChoiceField(
        label="谁写的", choices=[("", "编辑部以外的来稿"), ("me", "我自己写")], required=False, widget=forms.RadioSelect
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.periodicals = list(queries.periodicals())
        if len(self.periodicals) == 1:
            self.fields["periodical"].widget = forms.HiddenInput()
            self.fields["periodical"].initial = self.periodicals[0].pk

    def clean(self) -> dict:
        data = super().clean()
        issue: Issue | None = data.get("issue")
        column: Column | None = data.get("column")
        periodical: Periodical | None = data.get("periodical")
        if bool(issue) != bool(column):
            self.add_error("column" if issue else "issue", "期和栏目要一起选；还没有定，就都留空。")
        for name, row in (("issue", issue), ("column", column)):
            if row and periodical and row.periodical_id != periodical.pk:
                self.add_error(name, f"这一项不是《{periodical.title}》的。请重选。")
        return data
