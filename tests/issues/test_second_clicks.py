"""A click that comes twice, on every button of the desk: the second shows what the first did, and does nothing itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from issues.actions import commenting, leaders, reviewing, writing
from issues.actions.assigning import assign
from issues.models import Article
from issues.words import digest_of, words_of
from issues.workflow import Move, State
from submissions.actions import calling, receiving
from tests.factories import Office, make_article, make_issue, make_periodical, make_person
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db
OPINION = "请补充数据。"


@dataclass
class Click:
    """A button: who presses it, where, with what, and the sentence that is read afterwards."""

    by: User
    address: str
    says: str
    data: dict = field(default_factory=dict)


def moving(move: Move, state: State, who: str, says: str) -> Callable[[Office], Click]:
    def make(office: Office) -> Click:
        article = make_article(office, state)
        data = {"read": digest_of(words_of(article)), "at": article.state, "opinion": OPINION}
        return Click(getattr(office, who), reverse("issues:move", args=[article.pk, move]), says, data)

    return make


def restoring(state: State) -> Callable[[Office], Click]:
    def make(office: Office) -> Click:
        article = make_article(office, State.RETURNED)
        article = writing.rewrite(article=article, by=office.editor, body="<p>后来的话。</p>")
        if state == State.APPROVED:
            article = along(office, article)
        address = reverse("issues:restore-version", args=[article.pk, 1])
        return Click(office.editor, address, "已恢复成第 1 版", {"revision": article.revision})

    return make


def along(office: Office, article: Article) -> Article:
    article = reviewing.submit(article=article, by=office.editor)
    for decide, by in (
        (reviewing.pass_on, office.second_editor),
        (reviewing.pass_on, office.deputy),
        (reviewing.approve, office.chief),
    ):
        article = decide(article=article, by=by)
    return article


def releasing(office: Office) -> Click:
    issue = make_issue(office, articles=2)
    where = [issue.periodical.slug, issue.year, issue.number]
    return Click(office.chief, reverse("issues:release", args=where), "已出刊")


def remarking(office: Office) -> Click:
    article = make_article(office, State.FIRST_REVIEW)
    return Click(office.deputy, reverse("issues:comment", args=[article.pk]), "看不懂", {"text": "看不懂", "part": 0})


def on_remark(name: str, says: str, **data: str) -> Callable[[Office], Click]:
    def make(office: Office) -> Click:
        remark = commenting.comment(article=make_article(office, State.FIRST_REVIEW), by=office.deputy, text="看不懂")
        if name == "comment-reopen":
            commenting.resolve(comment=remark, by=office.deputy)
        return Click(office.editor, reverse(f"issues:{name}", args=[remark.pk]), says, data)

    return make


def assigning(person: bool) -> Callable[[Office], Click]:
    def make(office: Office) -> Click:
        article = make_article(office, State.SECOND_REVIEW)
        if not person:
            assign(article=article, level=2, person=office.deputy, by=office.chief)
        data = {"level": "2", "level-2-person": office.deputy.pk if person else ""}
        says = f"请{office.deputy}来审" if person else "不再指定人"
        return Click(office.chief, reverse("issues:assign", args=[article.pk]), says, data)

    return make


def asking(office: Office) -> Click:
    article = make_article(office, State.FINAL_REVIEW)
    data = {"name": "吴建军", "post": "副主席", "seed": "a-seed"}
    return Click(office.chief, reverse("issues:ask-leader", args=[article.pk]), "/read/", data)


def withdrawing_link(office: Office) -> Click:
    link, _ = leaders.ask(article=make_article(office, State.FINAL_REVIEW), name="吴建军", by=office.chief)
    return Click(office.chief, reverse("issues:withdraw-leader-link", args=[link.pk]), "撤回了")


def answering(move: str, says: str, words: str = "") -> Callable[[Office], Click]:
    def make(office: Office) -> Click:
        report = make_report()
        if move == "reopen":
            receiving.decline(report=report, by=office.editor, reason="这期满了")
        return Click(office.editor, reverse("issues:letter-answer", args=[report.key, move]), says, {"words": words})

    return make


def batch(do: str, says: str) -> Callable[[Office], Click]:
    def make(office: Office) -> Click:
        keys = [make_report().key for _ in range(2)]
        return Click(office.editor, reverse("issues:letters-batch"), says, {"do": do, "key": keys, "words": "这期满了"})

    return make


def adopting(office: Office) -> Click:
    data = {"key": [make_report().key, make_report().key], "periodical": make_periodical().pk}
    return Click(office.editor, reverse("issues:letters-adopt"), "采用了", data)


def on_call(name: str, says: str) -> Callable[[Office], Click]:
    def make(office: Office) -> Click:
        union = make_report().union
        data = {"topic": "劳模故事", "deadline": timezone.localdate(), "unions": [union]}
        call = calling.make_call(by=office.editor, **data)
        make_person(Role.CORRESPONDENT, union=union)
        return Click(office.editor, reverse(f"issues:{name}", args=[call.pk]), says)

    return make


BUTTONS = {
    "送审": moving(Move.SUBMIT, State.DRAFT, "editor", "送审了"),
    "初审通过": moving(Move.PASS_FIRST, State.FIRST_REVIEW, "second_editor", "初审通过"),
    "复审通过": moving(Move.PASS_SECOND, State.SECOND_REVIEW, "deputy", "复审通过"),
    "定稿": moving(Move.APPROVE, State.FINAL_REVIEW, "chief", "定稿了"),
    "退回": moving(Move.RETURN, State.SECOND_REVIEW, "deputy", "退回给责任编辑了"),
    "撤稿": moving(Move.WITHDRAW, State.FIRST_REVIEW, "editor", "撤稿了"),
    "恢复": moving(Move.RESTORE, State.WITHDRAWN, "editor", "已恢复成草稿"),
    "网络首发": moving(Move.PUBLISH_AHEAD, State.APPROVED, "chief", "已经发布"),
    "恢复草稿的版本": restoring(State.DRAFT),
    "恢复定稿的版本": restoring(State.APPROVED),
    "出刊": releasing,
    "批注": remarking,
    "答复批注": on_remark("comment-answer", "改好了", text="改好了"),
    "了结批注": on_remark("comment-resolve", "批注了结了"),
    "重开批注": on_remark("comment-reopen", "批注重开了"),
    "分派": assigning(True),
    "取消分派": assigning(False),
    "生成链接": asking,
    "撤回链接": withdrawing_link,
    "开始处理": answering("take_up", "由您处理了"),
    "退回补充": answering("return", "退回给供稿人补充了", "请补照片"),
    "不采用": answering("decline", "这次不用", "这期满了"),
    "重新考虑": answering("reopen", "重新考虑"),
    "致谢": answering("thank", "谢意已经送到", "写得好"),
    "一批开始处理": batch("take_up", "2 篇由您处理了"),
    "一批不采用": batch("decline", "2 篇这次不用"),
    "采用": adopting,
    "提醒约稿": on_call("call-remind", "提醒"),
    "结束约稿": on_call("call-close", "结束了"),
}


def rows() -> dict[str, list[dict]]:
    """Everything the desk writes, but for what times when someone was last seen."""
    kinds = [
        model
        for room in ("issues", "submissions", "accounts")
        for model in apps.get_app_config(room).get_models()
        if model is not User
    ]
    return {kind._meta.label: list(kind.objects.order_by("pk").values()) for kind in kinds}


@pytest.mark.parametrize("lost", [False, True], ids=["the first answer came", "the first answer was lost"])
@pytest.mark.parametrize("make", BUTTONS.values(), ids=BUTTONS)
def test_the_second_click_shows_what_the_first_did_and_does_nothing(client, make, lost):
    click = make(Office())
    client.force_login(click.by)
    first = client.post(click.address, click.data)
    assert first.status_code in {200, 302}, first.text
    before = rows()
    if lost:
        client = Client()
        client.force_login(click.by)
    second = client.post(click.address, click.data, follow=True)
    assert second.status_code == 200, second.text
    assert second.text.count(click.says) >= 1, second.text
    assert rows() == before
    said = [str(message) for message in second.context.get("messages") or []]
    assert all(second.text.count(f">{sentence}</li>") <= 1 for sentence in said)


@pytest.mark.parametrize("make", BUTTONS.values(), ids=BUTTONS)
def test_every_first_click_does_something(client, make):
    """Else the test above would say nothing."""
    click = make(Office())
    client.force_login(click.by)
    before = rows()
    client.post(click.address, click.data)
    assert rows() != before
