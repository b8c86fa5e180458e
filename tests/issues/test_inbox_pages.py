"""The desk's letterbox as pages: who comes in, what they show, what they do, what they cost."""

import datetime
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import Union
from accounts.roles import STAFF_ROLES, Role
from issues.actions import adopting, following
from issues.models import Article
from issues.queries import letters as queries
from issues.workflow import State
from submissions.actions import calling, receiving
from submissions.models import Call, ReadySentence, Report
from submissions.moves import ReportState
from tests.factories import Office, make_article, make_periodical, make_person
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db
FAR = datetime.date(2090, 5, 1)
LONG = (
    "黄南州的刺绣班开在社区二楼，二十六名女职工白天上班、晚上学针法，三个月里完成了四十二幅作品，"
    "其中九幅被县里的文化馆收藏。带班的卓玛说，最难的是配色，一幅图要换十几种线，手上的口子好了又裂。"
    "工会给她们配了灯和护手霜，还请来两位老艺人，每周六下午当面教。"
)


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def at_desk(client, office):
    client.force_login(office.editor)
    return client


MOST_QUERIES = 12
PAGES = ["issues:letters", "issues:letters-sentences", "issues:calls", "issues:call-new"]


@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_shut_to_strangers(client, db, name):
    response = client.get(reverse(name))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=/desk/")


@pytest.mark.parametrize("role", [role for role in Role if role not in STAFF_ROLES])
@pytest.mark.parametrize("name", PAGES)
def test_the_pages_are_shut_to_who_does_not_work_at_the_desk(client, db, name, role):
    client.force_login(make_person(role))
    assert client.get(reverse(name)).status_code == 403


def test_a_report_is_shut_to_strangers_and_to_its_sender_at_the_desk(client, office):
    report = make_report()
    address = reverse("issues:letter", args=[report.key])
    assert client.get(address).status_code == 302
    client.force_login(report.sender)
    assert client.get(address).status_code == 403
    assert client.post(reverse("issues:letter-answer", args=[report.key, "take_up"])).status_code == 403
    client.force_login(office.editor)
    assert client.get(address).status_code == 200


def test_a_draft_and_a_made_up_key_are_not_found(at_desk):
    for key in (make_report(sent=False).key, "0" * 16):
        assert at_desk.get(reverse("issues:letter", args=[key])).status_code == 404


def shown(response):
    return re.findall(r'in-line__title"><a [^>]*>(.*?)</a>', response.text)


def test_the_list_shows_what_waits_and_narrows(at_desk, office):
    make_report("格尔木市总工会", title="甲", column="市州动态")
    make_report("海东市总工会", title="乙", body=LONG)
    receiving.decline(report=make_report(title="丙"), by=office.editor, reason="版面有限。")
    address = reverse("issues:letters")
    assert shown(at_desk.get(address)) == ["乙", "甲"]
    union = Union.objects.named("海东市总工会")
    for asked, expected in (
        ({"union": union.pk}, ["乙"]),
        ({"kind": "county"}, ["甲"]),
        ({"column": "市州动态"}, ["甲"]),
        ({"q": "刺绣班"}, ["乙"]),
        ({"state": "declined"}, ["丙"]),
        ({"state": "all"}, ["丙", "乙", "甲"]),
        ({"since": "2001-01-01", "until": "2001-02-01"}, []),
        ({"union": "x", "since": "2026-99-99", "call": "99999999999", "state": "'"}, ["乙", "甲"]),
    ):
        assert shown(at_desk.get(address, asked)) == expected, asked


def test_an_empty_letterbox_says_what_to_do(at_desk):
    assert "没有待处理的来稿" in at_desk.get(reverse("issues:letters")).text


def test_near_duplicates_are_marked_with_the_share_of_common_text(at_desk, office):
    first = make_report("格尔木市总工会", title="一稿", body=LONG)
    second = make_report("海西州总工会", title="两投", body=f"{LONG}\n另外补充一段新的话，说说下一步的打算。")
    make_report(title="不相干")
    article = make_article(office, State.PUBLISHED, title="登过的", body=f"<p>{LONG}</p>")
    page = at_desk.get(reverse("issues:letters")).text
    assert page.count("in-line__like") == 2
    assert "像是刊登过，与另外 1 篇来稿相近" in page
    page = at_desk.get(reverse("issues:letter", args=[first.key])).text
    assert page.count("<b>100%</b>") == 2
    beside = at_desk.get(reverse("issues:letter-beside-letter", args=[first.key, second.key]))
    assert "100% 也在" in beside.text
    assert at_desk.get(reverse("issues:letter-beside-article", args=[first.key, article.pk])).status_code == 200


def test_the_article_made_of_a_report_is_not_its_duplicate(office):
    report = make_report(body=LONG)
    article = adopting.adopt(reports=[report], periodical=make_periodical(), by=office.editor)
    following.keep_fingerprint(article)
    Article.objects.filter(pk=article.pk).update(state=State.PUBLISHED, published_at=report.sent_at)
    assert queries.likenesses(report, {article.pk}) == []
    assert [one.article for one in queries.likenesses(report, set())] == [article]


def test_the_page_of_a_report_shows_all_that_is_needed(at_desk):
    report = make_report(photos=1, note="照片是当天拍的。", title="完整的一篇")
    page = at_desk.get(reverse("issues:letter", args=[report.key])).text
    for words in ("完整的一篇", "tel:13909790001", "0979-8412345", "照片是当天拍的。", "职工在车间", "报送"):
        assert words in page


def test_answers_are_given_from_their_pages(at_desk):
    report = make_report()
    address = reverse("issues:letter-answer", args=[report.key, "return"])
    assert "常用的话" in at_desk.get(address).text
    empty = at_desk.post(address, {"words": " "})
    assert (empty.status_code, "请写明要补充什么" in empty.text) == (400, True)
    assert at_desk.post(address, {"words": "请补照片。"}).status_code == 302
    late = at_desk.post(reverse("issues:letter-answer", args=[report.key, "decline"]), {"words": "字斟句酌。"})
    assert (late.status_code, "退回补充" in late.text, "字斟句酌。" in late.text) == (400, True, True)
    assert at_desk.get(reverse("issues:letter-answer", args=[report.key, "send"])).status_code == 404


def test_taking_up_by_a_button_needs_a_post(at_desk):
    report = make_report()
    address = reverse("issues:letter-answer", args=[report.key, "take_up"])
    at_desk.get(address)
    report.refresh_from_db()
    assert report.state == ReportState.RECEIVED
    at_desk.post(address)
    report.refresh_from_db()
    assert report.state == ReportState.UNDER_REVIEW


def test_a_batch_is_taken_up_and_declined_with_a_reason(at_desk):
    keys = [make_report().key for _ in range(3)]
    address = reverse("issues:letters-batch")
    at_desk.post(address, {"do": "take_up", "key": keys})
    assert Report.objects.filter(state=ReportState.UNDER_REVIEW).count() == 3
    asked = at_desk.post(address, {"do": "decline", "key": keys[:2]})
    assert asked.text.count('name="key"') == 2
    at_desk.post(address, {"do": "decline", "key": keys[:2], "words": "版面有限。"})
    assert Report.objects.filter(state=ReportState.DECLINED).count() == 2
    again = at_desk.post(address, {"do": "take_up", "key": keys}, follow=True)
    assert "这一批都没有动" in again.text
    assert "还没有选来稿" in at_desk.post(address, {"do": "take_up"}, follow=True).text


def test_several_reports_are_adopted_as_one_with_the_main_one_chosen(at_desk):
    first, second = make_report(title="甲"), make_report(title="乙")
    onward = at_desk.post(reverse("issues:letters-batch"), {"do": "adopt", "key": [first.key, second.key]})
    assert "以哪一篇为主" in at_desk.get(onward["Location"]).text
    sent = {"key": [first.key, second.key], "main": second.key, "periodical": make_periodical().pk}
    response = at_desk.post(reverse("issues:letters-adopt"), sent)
    article = Article.objects.get()
    assert response["Location"] == reverse("issues:article", args=[article.pk])
    assert (article.title, article.adoptions.count()) == ("乙", 2)
    assert "成为文章" in at_desk.get(reverse("issues:letter", args=[second.key])).text


def test_a_report_goes_into_an_article_that_is_there(at_desk, office):
    article = make_article(office, State.DRAFT)
    report = make_report(body=LONG)
    sent = {"key": report.key, "periodical": make_periodical().pk, "article": article.pk}
    at_desk.post(reverse("issues:letters-adopt"), sent)
    article.refresh_from_db()
    assert "刺绣班" in article.plain_text


def test_the_sentences_at_hand_are_changed_on_their_page(at_desk):
    address = reverse("issues:letters-sentences")
    at_desk.post(address, {"use": "thank", "sentences": "谢谢！\r\n再谢！"})
    assert list(ReadySentence.objects.filter(use="thank").values_list("text", flat=True)) == ["谢谢！", "再谢！"]
    assert at_desk.post(address, {"use": "x", "sentences": ""}).status_code == 404


def test_a_call_is_made_with_unions_chosen_by_kind(at_desk):
    address = reverse("issues:call-new")
    prefecture = Union.objects.named("海西州总工会")
    page = at_desk.post(address, {"pick": str(prefecture.pk), "topic": "劳模的一天"})
    assert "选了 8 个" in page.text
    assert 'value="劳模的一天"' in page.text
    sent = {"topic": "劳模的一天", "deadline": "2090-05-01", "unions": [prefecture.pk], "text": "写一个人。"}
    at_desk.post(address, sent)
    at_desk.post(address, sent)
    call = Call.objects.get()
    page = at_desk.get(reverse("issues:call", args=[call.pk])).text
    assert "没有交的 1 个单位" in page
    assert at_desk.post(address, {**sent, "deadline": "2001-01-01"}).status_code == 400
    assert at_desk.post(address, {"topic": "", "deadline": "x"}).status_code == 400


def test_an_answer_is_matched_reminded_of_and_closed_from_the_page(at_desk, office):
    union = Union.objects.named("海西州总工会")
    call = calling.make_call(by=office.editor, topic="刺绣班的女职工", deadline=FAR, unions=[union])
    report = make_report("海西州总工会", title="刺绣班里的女职工", body=LONG)
    page = at_desk.get(reverse("issues:call", args=[call.pk])).text
    assert "像是应约的稿" in page
    at_desk.post(reverse("issues:call-match", args=[call.pk]), {"key": report.key})
    assert "交了的 1 个单位" in at_desk.get(reverse("issues:call", args=[call.pk])).text
    assert "没有要提醒" in at_desk.post(reverse("issues:call-remind", args=[call.pk]), follow=True).text
    at_desk.post(reverse("issues:call-close", args=[call.pk]))
    assert Call.objects.get().closed_at is not None


def cost(client, address):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(address).status_code == 200
    return len(seen)


def test_one_report_and_a_page_of_them_cost_the_same(at_desk):
    report = make_report(body=LONG)
    make_report(body=LONG)
    addresses = [reverse("issues:letters"), reverse("issues:letter", args=[report.key])]
    few = [cost(at_desk, address) for address in addresses]
    for _ in range(11):
        make_report(body=LONG)
    assert [cost(at_desk, address) for address in addresses] == few
    assert max(few) <= MOST_QUERIES


def test_a_call_is_changed_and_withdrawn_on_its_pages(at_desk, office):
    union = Union.objects.named("海西州总工会")
    call = calling.make_call(by=office.editor, topic="刺绣班的女职工", deadline=FAR, unions=[union])
    address = reverse("issues:call-edit", args=[call.pk])
    shown = at_desk.get(address).text
    assert "刺绣班的女职工" in shown and "选了 1 个" in shown and 'value="2090-05-01"' in shown
    facts = {"topic": "刺绣班的能手", "deadline": "2090-06-01", "unions": [union.pk], "characters": ""}
    assert "至少选一个" in at_desk.post(address, {**facts, "unions": []}).text
    assert "已经过了" in at_desk.post(address, {**facts, "deadline": "2020-01-01"}).text
    page = at_desk.post(address, facts, follow=True).text
    assert "刺绣班的能手" in page and "改约稿" in page and "原来：刺绣班的女职工" in page
    address = reverse("issues:call-withdraw", args=[call.pk])
    assert "对他们说一句" in at_desk.get(address).text
    page = at_desk.post(address, {"words": "推到下一期。"}, follow=True).text
    assert "撤回" in page and "推到下一期" in page
    assert at_desk.post(address, follow=True).status_code == 200
    assert "已撤回" in at_desk.get(reverse("issues:calls")).text
    assert "已经撤回" in at_desk.post(reverse("issues:call-edit", args=[call.pk]), facts, follow=True).text


@pytest.mark.parametrize("name", ["issues:call-edit", "issues:call-withdraw"])
def test_the_doors_of_a_calls_pages_are_shut(client, office, name):
    call = calling.make_call(by=office.editor, topic="题", deadline=FAR, unions=[Union.objects.named("海西州总工会")])
    address = reverse(name, args=[call.pk])
    assert "next=" in client.get(address)["Location"]
    client.force_login(make_person(Role.CORRESPONDENT))
    assert (client.get(address).status_code, client.post(address).status_code) == (403, 403)
    call.refresh_from_db()
    assert call.closed_at is None
