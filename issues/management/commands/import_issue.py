"""manage.py import_issue FILE: a back issue's text becomes an issue with its articles."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from accounts.commands import SentenceCommand
from accounts.refusals import NotAllowed
from issues.actions.importing import import_back_issue
from issues.actions.periodicals import first_periodical
from issues.models import Periodical
from manuscripts import backissue
from manuscripts.backissue.result import BackIssue, FoundArticle, UnreadableIssue


class Command(SentenceCommand):
    help = "导入一期往期刊物的文字稿：按目录分出栏目和文章，读出编委会和版权页，一次导入，要么全成，要么不动。"
    refusals = (NotAllowed, UnreadableIssue)

    def add_arguments(self, parser) -> None:
        parser.add_argument("file", type=Path, help="文字稿（UTF-8 文本）")
        parser.add_argument("--periodical", metavar="SLUG", help="刊物代号；只有一种刊物时可以不写")
        parser.add_argument("--year", type=int, help="年份；不写就从文字里读")
        parser.add_argument("--number", type=int, help="期号；不写就从文字里读")
        parser.add_argument("--encoding", help="文件的编码，例如 gb18030；不写就必须是 UTF-8")
        parser.add_argument("--replace", action="store_true", help="用这个文件换掉已经导入的同一期，旧文字留在版本里")
        parser.add_argument(
            "--accept-guess", action="store_true", help="没有目录、标题有两处分不清时也导入：是猜着分的，要逐篇核对"
        )
        parser.add_argument("--json", action="store_true", help="只输出 JSON")

    def handle(self, *args, **options) -> None:
        data = _read(options["file"])
        text = backissue.decode(data, options["file"].name, encoding=options["encoding"])
        back = backissue.split(text)
        self._report(back, as_json=options["json"])
        year, number = options["year"] or back.year, options["number"] or back.number
        _check_found(back, year, number, accept_guess=options["accept_guess"])
        issue, changed = import_back_issue(
            periodical=_periodical(options["periodical"]),
            year=year,
            number=number,
            back=back,
            sha256=backissue.digest(text),
            file_sha256=hashlib.sha256(data).hexdigest(),
            by=None,
            replace=options["replace"],
        )
        if not options["json"]:
            done = (
                f"已导入。请接着排版：manage.py typeset_issue {issue.code}"
                if changed
                else "这个文件以前导入过，没有改动"
            )
            self.stdout.write(f"{issue}：{done}。")

    def _report(self, back: BackIssue, *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps(report(back), ensure_ascii=False, indent=1))
            return
        for column in back.columns:
            self.stdout.write(f"【{column.name}】")
            for article in column.articles:
                page = f"第 {article.printed_page} 页" if article.printed_page else "页码不详"
                self.stdout.write(f"  {article.title}（{page}，{article.characters} 字）")
        for sentence in back.warnings:
            self.stdout.write(f"注意：{sentence}")
        for title in back.unplaced:
            self.stdout.write(f"目录里有、正文里没有找到：{title}")
        if back.leftover_characters:
            lines = "、".join(str(leftover.line) for leftover in back.leftovers[:10])
            self.stdout.write(f"没有归属的文字 {back.leftover_characters} 字（第 {lines} 行起），请核对。")


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise UnreadableIssue(f"{path} 是一个文件夹。请写明里面的哪个文件。")
    if not path.is_file():
        raise UnreadableIssue(f"没有找到文件 {path}。请核对文件名和所在文件夹。")
    size = path.stat().st_size
    if size > backissue.SIZE_LIMIT:
        raise UnreadableIssue(backissue.too_large(path.name, size))
    return path.read_bytes()


def _periodical(slug: str | None) -> Periodical:
    """The periodical named, or the only one there is; a new database begins with 青海工运."""
    if slug:
        found = Periodical.objects.filter(slug=slug).first()
        if found is None:
            known = "、".join(Periodical.objects.values_list("slug", flat=True)) or "（还没有刊物）"
            raise NotAllowed(f"没有代号为“{slug}”的刊物。现有：{known}。")
        return found
    everything = list(Periodical.objects.all()[:2])
    if len(everything) > 1:
        raise NotAllowed("系统里有几种刊物，请用 --periodical 写明是哪一种。")
    return everything[0] if everything else first_periodical()


def _check_found(back: BackIssue, year: int | None, number: int | None, *, accept_guess: bool) -> None:
    if not any(column.articles for column in back.columns):
        raise UnreadableIssue("没有从文件里找到一篇文章。请确认这是一期刊物的文字稿，有目录，标题独立成行。")
    if back.flagged and not accept_guess:
        raise UnreadableIssue(
            "没有找到目录页，上面的文章是按署名、标题和文末标记猜着分的，还没有导入。"
            "请补上目录再导入；或核对后加 --accept-guess 照此导入。"
        )
    if back.doubts and not accept_guess:
        raise UnreadableIssue(
            "\n".join([*back.doubts, "还没有导入。核对后也可以加 --accept-guess，以前一处为准导入。"])
        )
    if not year or not number:
        raise UnreadableIssue("没有从文字里读到年份和期号。请加上，例如 --year 2023 --number 1。")


def report(back: BackIssue) -> dict:
    """What was found, in the form `--json` prints."""
    return {
        "columns": [
            {"name": column.name, "articles": [_article(article) for article in column.articles]}
            for column in back.columns
        ],
        "board": back.board,
        "imprint": back.imprint,
        "unplaced": back.unplaced,
        "leftover_characters": back.leftover_characters,
        "warnings": back.warnings,
    }


def _article(article: FoundArticle) -> dict:
    return {
        "title": article.title,
        "kicker": article.kicker,
        "subtitle": article.subtitle,
        "bylines": [byline.name for byline in article.bylines],
        "union": article.union or None,
        "printed_page": article.printed_page,
        "characters": article.characters,
    }
