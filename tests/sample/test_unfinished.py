"""The issue in progress and the letterbox: in every state, made by the real actions, in the past, and loaded once."""

import datetime
import io
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.http import QueryDict
from django.utils import timezone

from accounts.models import AuditEntry, Message
from issues.models import Article, Assignment, Comment, Correction, Issue, LeaderLink, Review, Slip, Version
from issues.queries.letters import Filters, inbox_page
from issues.workflow import IssueState, State
from sample.clock import standing_at
from sample.letterbox import LETTERS, read_letterbox
from sample.people import CORRESPONDENTS
from sample.reader import ISSUES, MalformedSample
from sample.unfinished import UNFINISHED, read_unfinished
from submissions.figures.counting import Question
from submissions.figures.periods import period_of
from submissions.figures.tables import make_figures
from submissions.models import Call, PointsRule, Report, ReportPhoto
from submissions.moves import ReportState
from tests.factories import picture_bytes

SAMPLE, LETTERBOX = read_unfinished(), read_letterbox()


@pytest.fixture
def loaded(db, monkeypatch: pytest.MonkeyPatch) -> Issue:
    """The sample without its long issue, its paintings replaced by small pictures."""

    def draw_all(folder: Path, names: list[str], in_column: set[str]) -> dict[str, Path]:
        folder.mkdir(parents=True, exist_ok=True)
        paths = {name: folder / f"{name}.jpg" for name in names}
        for number, path in enumerate(paths.values()):
            path.write_bytes(picture_bytes(420, 320 + number))
        return paths

    monkeypatch.setattr("sample.management.commands.load_sample.draw_all", draw_all)
    monkeypatch.setattr("sample.management.commands.load_sample.ISSUES", ISSUES[:1])
    call_command("load_sample", stdout=io.StringIO())
    return Issue.objects.get(year=SAMPLE.year, number=SAMPLE.number)


def test_the_desk_is_alive(loaded: Issue):
    today = timezone.localdate()
    assert loaded.state == IssueState.PLANNING
    assert (loaded.deadline, loaded.target_pages) == (today + datetime.timedelta(days=SAMPLE.deadline), 24)
    assert loaded.board.count() > 3
    assert loaded.imprint.count() > 8

    articles = Article.objects.filter(title__in=[one.article.title for one in SAMPLE.journeys])
    assert {article.state for article in articles} == set(State)
    assert {placement.article for placement in loaded.placements.select_related("article")} < set(articles)
    assert Counter(articles.values_list("state", flat=True))[State.APPROVED] >= 4

    remarks = Comment.objects.filter(parent=None)
    assert remarks.filter(resolved_at=None).count() == remarks.exclude(resolved_at=None).count() == 1
    assert all(remark.answers.exists() for remark in remarks)
    assert Assignment.objects.filter(due__lt=today).count() == 1
    assert Assignment.objects.filter(due__gt=today).count() == 1
    assert Review.objects.filter(decision="return").exclude(opinion="").count() == 2
    assert Slip.objects.get().article.body.count("不声不响地摆在") == 1
    assert "少了近六成" in Correction.objects.get().article.body
    link = LeaderLink.objects.get()
    assert link.made_at < link.opened_at == link.answered_at < timezone.now()

    # Only what is news is told; none of it of the issues that came out.
    by_reader = Counter(Message.objects.unread().values_list("to__username", flat=True))
    assert by_reader
    assert max(by_reader.values()) <= 6
    correspondents = {name for name in by_reader if name == "tongxunyuan" or name.startswith("txy-")}
    assert set(by_reader) - correspondents == {"bianji", "bianji2", "fuzhubian", "zhubian"}

    # It lies in the past, in order.
    versions = list(Version.objects.filter(article__in=articles).order_by("article", "number").values("article", "at"))
    assert all(
        one["at"] <= two["at"]
        for one, two in zip(versions, versions[1:], strict=False)
        if one["article"] == two["article"]
    )
    assert min(one["at"] for one in versions) > max(Issue.objects.released().values_list("released_at", flat=True))

    the_letterbox_is_alive()

    def counts() -> list[int]:
        return [model.objects.count() for model in (Article, Version, Message, Report, Call, AuditEntry)]

    before = counts()
    call_command("load_sample", stdout=io.StringIO())
    assert counts() == before


def the_letterbox_is_alive() -> None:
    """Reports of many unions in every state, answers to a call, and figures for the quarters gone by."""
    reports = Report.objects.select_related("union")
    assert {report.state for report in reports} == set(ReportState)
    assert all(report.events.filter(text__gt="").exists() for report in reports.filter(state=ReportState.DECLINED))
    assert "原话" in reports.get(state=ReportState.RETURNED).events.latest("pk").text
    assert {report.union.short_name for report in reports.filter(state=ReportState.COUNTERSIGNING)} == {
        "格尔木市总工会"
    }
    assert len({report.union_id for report in reports}) == len(CORRESPONDENTS)

    printed = reports.filter(printed_path__gt="")
    assert {report.printed_label for report in printed} == {"2026年第4期", "网络首发"}
    assert all(report.adoptions.get().article.state == State.PUBLISHED for report in printed)
    together = Article.objects.annotate(reports=Count("adoptions")).get(reports=2)
    assert together.state == State.DRAFT

    words = reports.exclude(original="")
    assert words.count() == 2
    assert all(report.import_report["not_understood"] == [] and report.photos.count() == 1 for report in words)
    assert reports.get(union__short_name="省能源化工机冶工会", title__contains="红点").body.count("<h2>") == 3
    assert ReportPhoto.objects.filter(photo=None).exclude(preview=None).count() == 1

    call = Call.objects.get(closed_at=None)
    assert call.deadline > timezone.localdate()
    assert len({report.union_id for report in call.reports.all()}) == 3
    found = inbox_page(Filters.read(QueryDict()), "1")
    assert sum(line.like_reports for line in found["lines"]) == 2

    today = timezone.localdate()
    for days in (0, 141, 190):
        day = today - datetime.timedelta(days=days)
        quarter = period_of(f"{day.year}-Q{(day.month + 2) // 3}")
        figures = make_figures(Question(quarter))
        assert figures.total.sent
        assert figures.silent
    assert PointsRule.objects.count() == len(LETTERBOX.points)


def test_the_clock_stands_and_goes_on():
    yesterday = timezone.now() - datetime.timedelta(days=1)
    with standing_at(yesterday):
        assert timezone.now() == yesterday
        assert timezone.localdate() == timezone.localtime(yesterday).date()
        with standing_at(yesterday + datetime.timedelta(days=9)):
            assert yesterday < timezone.now() < yesterday + datetime.timedelta(days=2), "it stood in the future"
    assert timezone.now() > yesterday + datetime.timedelta(hours=23)


def test_every_column_named_has_an_article():
    assert {one.article.column for one in SAMPLE.journeys} == {column.name for column in SAMPLE.columns}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("number = 6", "", "desk.toml 读不出来"),
        ("number = 6", "number = ", "desk.toml 读不出来"),
        ('do = "write", by = "bianji"', 'do = "submit", by = "bianji"', "要从 write 写起"),
        ("day = 13", "day = 15", "按先后排列"),
        ("02-winter-list", "02-no-such-file", "desk.toml 读不出来"),
    ],
)
def test_a_malformed_desk_is_refused(tmp_path: Path, old: str, new: str, message: str):
    for path in UNFINISHED.iterdir():
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(
            text.replace(old, new, 1) if path.suffix == ".toml" else text, encoding="utf-8"
        )
    with pytest.raises(MalformedSample, match=message):
        read_unfinished(tmp_path)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("countersigns =", "signs =", "letterbox.toml 读不出来"),
        ('do = "write"', 'do = "send"', "要从 write 写起"),
        ("18-spring-post-road", "18-no-such-file", "letterbox.toml 读不出来"),
    ],
)
def test_a_malformed_letterbox_is_refused(tmp_path: Path, old: str, new: str, message: str):
    for path in LETTERS.iterdir():
        text = path.read_text(encoding="utf-8")
        (tmp_path / path.name).write_text(
            text.replace(old, new, 1) if path.suffix == ".toml" else text, encoding="utf-8"
        )
    with pytest.raises(MalformedSample, match=message):
        read_letterbox(tmp_path)
