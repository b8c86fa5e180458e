"""Reading a sample issue from its folder.

A folder holds `issue.toml` (the issue: cover, board, imprint, columns in order) and one file per article,
`NN-slug.html`, in the order of the issue: TOML front matter between two lines `+++`, then the body in the vocabulary
of an article's HTML. A picture is `<img src="photo:NAME">`; `sample.photos.draw(NAME)` draws it.
"""

from __future__ import annotations

import datetime
import html
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

ISSUES_FOLDER = Path(__file__).parent / "issues"
ISSUES = sorted(path.parent for path in ISSUES_FOLDER.glob("*/issue.toml"))  # oldest first
LAYOUTS = ("feature", "news", "profiles", "letter")

_PHOTO_SRC = re.compile(r'src="photo:([a-z0-9-]+)"')
_FIGURE = re.compile(
    r'<figure>\s*<img src="photo:(?P<photo>[a-z0-9-]+)" alt="(?P<alt>[^"]*)">\s*'
    r"(?:<figcaption>(?P<caption>.*?)</figcaption>\s*)?</figure>",
    re.DOTALL,
)
_CREDIT = re.compile(r"（([^（）]+?) 摄）$")
_ARTICLE_KEYS = {
    "column": str,
    "kicker": str,
    "title": str,
    "subtitle": str,
    "running_title": str,
    "bylines": list,
    "union": str,
    "contributor": str,
    "source": str,
    "editors_note": str,
    "tags": list,
    "layout": dict,
}


class MalformedSample(ValueError):
    """A sample file is not of its form. The message is a sentence in Chinese that names the file and the fault."""


@dataclass(frozen=True)
class Cover:
    photo: str
    caption: str
    credit: str
    headlines: tuple[str, ...]
    design: str = ""


@dataclass(frozen=True)
class BoardPost:
    post: str
    names: tuple[str, ...]


@dataclass(frozen=True)
class ImprintLine:
    label: str
    value: str


@dataclass(frozen=True)
class SampleColumn:
    """A column of the issue; `layout` is one of LAYOUTS."""

    name: str
    layout: str


@dataclass(frozen=True)
class SampleByline:
    """A person or a body as printed: "□ 省总工会研究室 李文清" is post and name; a body has no post."""

    name: str
    post: str = ""


@dataclass(frozen=True)
class SampleFigure:
    """A picture as it stands in an article: `caption` without its credit, `credit` the photographer's name."""

    photo: str
    alt: str
    caption: str
    credit: str


@dataclass(frozen=True)
class SampleArticle:
    """One article. `slug` is its file's name without the ending, `html` its body with pictures as `photo:NAME`."""

    slug: str
    column: str
    title: str
    html: str
    kicker: str = ""
    subtitle: str = ""
    running_title: str = ""
    bylines: tuple[SampleByline, ...] = ()
    union: str = ""
    contributor: str = ""
    source: str = ""
    editors_note: str = ""
    tags: tuple[str, ...] = ()
    layout: Mapping[str, object] = field(default_factory=dict)  # as actions.choosing takes it

    def figures(self) -> list[SampleFigure]:
        """The pictures of the body in reading order."""
        found = []
        for match in _FIGURE.finditer(self.html):
            caption = html.unescape(re.sub(r"<[^>]+>", "", match["caption"] or "")).strip()
            credit = _CREDIT.search(caption)
            found.append(
                SampleFigure(
                    photo=match["photo"],
                    alt=html.unescape(match["alt"]),
                    caption=_CREDIT.sub("", caption),
                    credit=credit[1] if credit else "",
                )
            )
        return found

    def html_with(self, source_of: Callable[[str], str]) -> str:
        """The body with each `photo:NAME` replaced by `source_of(NAME)`, for example `/photos/<key>/`."""
        return _PHOTO_SRC.sub(lambda match: f'src="{html.escape(source_of(match[1]))}"', self.html)


@dataclass(frozen=True)
class SampleIssue:
    """One issue with its columns and articles in printed order."""

    year: int
    number: int
    serial: int | None
    date: datetime.date
    cover: Cover
    board: tuple[BoardPost, ...]
    imprint: tuple[ImprintLine, ...]
    columns: tuple[SampleColumn, ...]
    articles: tuple[SampleArticle, ...]
    back: Cover | None = None

    def articles_of(self, column: str) -> list[SampleArticle]:
        """The articles of one column, in order."""
        return [article for article in self.articles if article.column == column]

    def photo_names(self) -> list[str]:
        """Every picture the issue needs, the covers' first, each once."""
        names = [self.cover.photo, *([self.back.photo] if self.back else [])]
        for article in self.articles:
            names += [figure.photo for figure in article.figures()]
        return list(dict.fromkeys(names))

    def column_photos(self) -> set[str]:
        """The pictures that stand in columns where nothing runs across the page."""
        broad = {column.name for column in self.columns if column.layout == "feature"}
        return {figure.photo for one in self.articles if one.column not in broad for figure in one.figures()}


def read_issue(folder: Path) -> SampleIssue:
    """Read the issue in `folder`. Raises MalformedSample, in Chinese, where a file is missing or not of its form."""
    path = folder / "issue.toml"
    if not path.is_file():
        raise MalformedSample(f"样刊目录 {folder.name} 里没有 issue.toml，请补上这个文件。")
    data = _toml(path.read_text(encoding="utf-8"), path.name)
    columns = read_columns(_need(data, "columns", list, path.name), path.name)
    back = data.get("back")
    return SampleIssue(
        year=_need(data, "year", int, path.name),
        number=_need(data, "number", int, path.name),
        serial=data.get("serial"),
        date=_need(data, "date", datetime.date, path.name),
        cover=_cover(_need(data, "cover", dict, path.name), path.name),
        back=_cover(back, path.name) if back else None,
        board=tuple(
            BoardPost(_need(item, "post", str, path.name), tuple(_need(item, "names", list, path.name)))
            for item in _need(data, "board", list, path.name)
        ),
        imprint=tuple(
            ImprintLine(_need(item, "label", str, path.name), _need(item, "value", str, path.name))
            for item in _need(data, "imprint", list, path.name)
        ),
        columns=columns,
        articles=_articles(folder, columns),
    )


def _cover(data: dict, where: str) -> Cover:
    return Cover(
        photo=_need(data, "photo", str, where),
        caption=data.get("caption", ""),
        credit=data.get("credit", ""),
        headlines=tuple(data.get("headlines", ())),
        design=data.get("design", ""),
    )


def _articles(folder: Path, columns: tuple[SampleColumn, ...]) -> tuple[SampleArticle, ...]:
    order = [column.name for column in columns]
    articles = tuple(read_article(path) for path in sorted(folder.glob("[0-9][0-9]-*.html")))
    last = 0
    for article in articles:
        if article.column not in order:
            raise MalformedSample(f"{article.slug}.html 的栏目“{article.column}”不在 issue.toml 的栏目里，请改成一致。")
        place = order.index(article.column)
        if place < last:
            raise MalformedSample(f"{article.slug}.html 排在了后面栏目的文章之后，请调整文件名前的序号。")
        last = place
    return articles


def read_article(path: Path) -> SampleArticle:
    """Read one article's file. Raises MalformedSample where the front matter or the body is not of its form."""
    parts = path.read_text(encoding="utf-8").split("+++\n", 2)
    if len(parts) != 3 or parts[0].strip():
        raise MalformedSample(f"{path.name} 的开头应是夹在两行 +++ 之间的文章信息，请检查。")
    data = _toml(parts[1], path.name)
    unknown = set(data) - set(_ARTICLE_KEYS)
    if unknown:
        raise MalformedSample(f"{path.name} 的文章信息里有不认识的项：{'、'.join(sorted(unknown))}，请改正或删去。")
    for key in data:
        _need(data, key, _ARTICLE_KEYS[key], path.name)
    body = parts[2].strip()
    if not body:
        raise MalformedSample(f"{path.name} 没有正文，请补上。")
    if len(_PHOTO_SRC.findall(body)) != body.count("<img") or len(_FIGURE.findall(body)) != body.count("<figure"):
        raise MalformedSample(f'{path.name} 有图片不是 <figure><img src="photo:名称" alt="说明">… 的写法，请改正。')
    bylines = tuple(
        SampleByline(_need(item, "name", str, path.name), item.get("post", "")) for item in data.pop("bylines", [])
    )
    return SampleArticle(
        slug=path.stem,
        column=_need(data, "column", str, path.name),
        title=_need(data, "title", str, path.name),
        html=body,
        bylines=bylines,
        tags=tuple(data.pop("tags", ())),
        layout=data.pop("layout", {}),
        **{key: value.strip() for key, value in data.items() if key not in ("column", "title")},
    )


def read_columns(items: Iterable[Mapping], where: str) -> tuple[SampleColumn, ...]:
    """The columns of an issue, in order. `where` is the file they stand in."""
    return tuple(_column(item, where) for item in items)


def _column(item: Mapping, where: str) -> SampleColumn:
    column = SampleColumn(_need(item, "name", str, where), _need(item, "layout", str, where))
    if column.layout not in LAYOUTS:
        raise MalformedSample(f"{where} 里栏目“{column.name}”的版式“{column.layout}”不是 {'、'.join(LAYOUTS)} 之一。")
    return column


def _toml(text: str, where: str) -> dict:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise MalformedSample(f"{where} 的 TOML 写法有误：{error}") from error


def _need(data: Mapping, key: str, kind: type, where: str):
    """The value of `key`, or MalformedSample where it is missing or of another kind."""
    if key not in data:
        raise MalformedSample(f"{where} 缺少“{key}”这一项，请补上。")
    if not isinstance(data[key], kind):
        raise MalformedSample(f"{where} 里“{key}”的值不是所要的类型（{kind.__name__}），请改正。")
    return data[key]
