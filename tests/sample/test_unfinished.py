"""The issue in progress: in every state, made by the real actions, in the past, and loaded once."""

import datetime
import io
from collections import Counter
from pathlib import Path

import pytest
from django.core.management import call_command
from django.utils import timezone

from accounts.models import Message
from issues.models import Article, Assignment, Comment, Correction, Issue, LeaderLink, Review, Slip, Version
from issues.workflow import IssueState, State
from sample.clock import standing_at
from sample.reader import ISSUES, MalformedSample
from sample.unfinished import UNFINISHED, read_unfinished
from tests.factories import picture_bytes

SAMPLE = read_unfinished()


@pytest.fixture
def loaded(db, monkeypatch: pytest.MonkeyPatch) -> Issue:
    """The sample without its long issue, its paintings replaced by small pictures."""

    def draw_all(folder: Path, names: list[str], in_column: set[str]) -> dict[str, Path]:
        folder.mkdir(parents=True, exist_ok=True)
        paths = {name: folder / f"{name}.jpg" for name in names}
        for number, path in enumerate(paths.values()):
            path.write_bytes(picture_bytes(300, 220 + number))
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
    assert set(by_reader) <= {"bianji", "bianji2", "fuzhubian", "zhubian"}

    # It lies in the past, in order.
    versions = list(Version.objects.filter(article__in=articles).order_by("article", "number").values("article", "at"))
    assert all(
        one["at"] <= two["at"]
        for one, two in zip(versions, versions[1:], strict=False)
        if one["article"] == two["article"]
    )
    assert min(one["at"] for one in versions) > max(Issue.objects.released().values_list("released_at", flat=True))

    before = (Article.objects.count(), Version.objects.count(), Message.objects.count())
    call_command("load_sample", stdout=io.StringIO())
    assert (Article.objects.count(), Version.objects.count(), Message.objects.count()) == before


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
