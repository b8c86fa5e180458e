"""Reports become articles, and hear what becomes of those."""

import io

import pytest

from accounts.models import Message, Union
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.actions import adopting, planning, publishing, reviewing
from issues.actions.periodicals import offer_columns
from issues.actions.planning import column_named
from issues.models import Adoption, Article, Column
from issues.workflow import State
from manuscripts.blocks import Figure
from manuscripts.parsing import parse_html
from photos.models import Photo
from submissions.actions import drafting, sending
from submissions.models import SuggestedColumn
from submissions.moves import ReportState
from tests.factories import Office, make_periodical, make_person, picture_bytes
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def adopt(office, *reports, **fields):
    return adopting.adopt(reports=reports, periodical=make_periodical(), by=office.editor, **fields)


def publish(office, article):
    article = reviewing.submit(article=article, by=office.editor)
    reviewing.pass_on(article=article, by=office.second_editor)
    reviewing.pass_on(article=article, by=office.deputy)
    return reviewing.approve(article=article, by=office.chief)


def test_an_adopted_report_is_a_draft_with_its_words_unit_and_photos(office):
    report = make_report(photos=2, bylines=[["桑杰", "班长"]])
    article = adopt(office, report)
    report.refresh_from_db()
    assert (article.state, article.title, article.writer) == (State.DRAFT, report.title, None)
    assert (article.union, article.contributor) == (report.union, report.union.short_name)
    assert [(line.author.name, line.post) for line in article.bylines.all()] == [("桑杰", "班长")]
    figures = [block for block in parse_html(article.body) if isinstance(block, Figure)]
    assert [figure.photo for figure in figures] == [row.photo.key for row in report.photos.all()]
    assert figures[0].caption[0].text == "职工在车间"
    assert report.photos.first().photo.credit == "桑杰"
    assert report.state == ReportState.ADOPTED
    assert Adoption.objects.get().report == report


def figures_between(article):
    """The text in order: its paragraphs' first letters, its photos' captions in brackets."""
    return [
        f"[{block.caption[0].text}]" if isinstance(block, Figure) else block.spans[0].text[:3]
        for block in parse_html(article.body)
    ]


def report_with_places(union, *lines, captions):
    report = make_report(union, body="\n".join(lines), sent=False)
    for at, (caption, credit) in enumerate(captions):
        data = io.BytesIO(picture_bytes(900 + 11 * at, 600 + len(lines[0])))
        drafting.add_whole_photo(
            report=report, by=report.sender, handle=data, name=f"{at}.jpg", caption=caption, credit=credit
        )
    report = drafting.save(report=report, by=report.sender, words={"body": "\n".join(lines)})
    return sending.send(report=report, by=report.sender)


def test_reports_that_are_merged_keep_each_photo_at_its_place_with_caption_and_credit(office):
    first = report_with_places(
        "海西州总工会",
        "甲一，送水的车停在工地路口，慰问组往下搬水。",
        "【照片2】",
        "甲二，律师给职工讲劳动合同里的门道。",
        captions=(("讲劳动合同的律师", ""), ("搬水", "张海")),
    )
    second = report_with_places(
        "海东市总工会",
        "乙一，村口的集市上摆开了维权咨询台。",
        "乙二，从早到晚来了三十多人，问得最多的是工伤。",
        captions=(("职工代表合影", "李川"),),
    )
    article = adopt(office, first, second)
    assert figures_between(article) == [
        "甲一，",
        "[搬水]",
        "甲二，",
        "[讲劳动合同的律师]",
        "乙一，",
        "乙二，",
        "[职工代表合影]",
    ]
    assert sorted(Photo.objects.values_list("caption", "credit")) == [
        ("搬水", "张海"),
        ("职工代表合影", "李川"),
        ("讲劳动合同的律师", ""),
    ]


def test_a_report_put_into_an_article_brings_its_photos_to_their_places(office):
    article = adopt(office, make_report(title="主稿"))
    late = report_with_places(
        "海东市总工会",
        "后到一，天刚亮摊位前就排起了长长的队。",
        "【照片1】",
        "后到二，散场的时候天已经黑了，灯还亮着。",
        captions=(("排队", ""),),
    )
    article = adopting.add_to(article=article, reports=[late], by=office.editor)
    assert figures_between(article)[-3:] == ["后到一", "[排队]", "后到二"]


def test_the_sender_is_told_of_the_adoption(office):
    report = make_report()
    adopt(office, report)
    message = Message.objects.filter(to=report.sender).latest("pk")
    assert (message.kind, message.path) == ("report_adopted", report.get_absolute_url())


def test_an_adopted_report_is_planned_where_issue_and_column_are_chosen(office):
    issue = planning.make_issue(periodical=make_periodical(), year=2026, number=8, by=office.editor)
    column = column_named(make_periodical(), "基层活动")
    article = adopt(office, make_report(), issue=issue, column=column)
    placement = article.placements.get()
    assert (placement.issue, placement.column) == (issue, column)


def test_several_reports_become_one_article_in_the_order_chosen(office):
    first, second = make_report("海西州总工会", title="甲地"), make_report("海东市总工会", title="乙地")
    article = adopt(office, second, first)
    assert article.title == "乙地"
    assert article.contributor == "海东市总工会、海西州总工会"
    assert article.plain_text.index("乙地") < article.plain_text.index("甲地")
    assert list(article.adoptions.values_list("report", "main")) == [(second.pk, True), (first.pk, False)]


def test_a_report_can_go_into_an_article_that_is_there(office):
    article = adopt(office, make_report(title="主稿"))
    late = make_report(title="后到的")
    article = adopting.add_to(article=article, reports=[late], by=office.editor)
    assert article.title == "主稿"
    assert article.plain_text.endswith(late.plain_text)
    assert article.adoptions.count() == 2
    again = adopting.add_to(article=article, reports=[late], by=office.editor)
    assert again.plain_text == article.plain_text


def test_nothing_is_put_into_an_article_under_review(office):
    article = reviewing.submit(article=adopt(office, make_report()), by=office.editor)
    late = make_report()
    with pytest.raises(NotAllowed, match="不能直接改"):
        adopting.add_to(article=article, reports=[late], by=office.editor)
    late.refresh_from_db()
    assert late.state == ReportState.RECEIVED


def test_a_click_that_comes_twice_adopts_once(office):
    report = make_report()
    assert adopt(office, report) == adopt(office, report)
    assert Article.objects.count() == 1


def test_the_second_of_two_editors_is_refused(office):
    report = make_report()
    adopt(office, report)
    with pytest.raises(NotAllowed, match="已采用"):
        adopting.adopt(reports=[report], periodical=make_periodical(), by=office.second_editor)
    assert Article.objects.count() == 1


def test_one_that_cannot_be_adopted_holds_back_all(office):
    report, gone = make_report(), make_report()
    adopt(office, gone)
    with pytest.raises(NotAllowed):
        adopting.adopt(reports=[report, gone], periodical=make_periodical(), by=office.second_editor)
    report.refresh_from_db()
    assert report.state == ReportState.RECEIVED
    assert Article.objects.count() == 1


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_others_than_the_desk_adopt_nothing(role):
    with pytest.raises(NotAllowed):
        adopting.adopt(reports=[make_report()], periodical=make_periodical(), by=make_person(role))
    assert not Article.objects.exists()


def test_a_report_is_told_its_issue_and_page(office):
    report = make_report()
    issue = planning.make_issue(periodical=make_periodical(), year=2026, number=1, by=office.editor)
    article = adopt(office, report, issue=issue, column=column_named(make_periodical(), "基层活动"))
    article.placements.update(printed_page=67)
    publish(office, article)
    publishing.release(issue=issue, by=office.chief)
    report.refresh_from_db()
    assert (report.printed_label, report.printed_path) == ("2026年第1期第67页", article.get_absolute_url())
    assert Message.objects.filter(to=report.sender, kind="report_printed", title__contains="第67页").count() == 1
    assert report.events.filter(verb="刊出").count() == 1


def test_a_page_found_after_the_release_is_noted_quietly(office):
    report = make_report()
    issue = planning.make_issue(periodical=make_periodical(), year=2026, number=1, by=office.editor)
    article = adopt(office, report, issue=issue, column=column_named(make_periodical(), "基层活动"))
    publish(office, article)
    publishing.release(issue=issue, by=office.chief)
    report.refresh_from_db()
    assert report.printed_label == "2026年第1期"
    planning.record_pages(issue=issue, page_map={str(article.pk): (12, 13)}, pages=64)
    report.refresh_from_db()
    assert report.printed_label == "2026年第1期第12页"
    assert Message.objects.filter(to=report.sender, kind="report_printed").count() == 1


def test_published_ahead_then_in_its_issue(office):
    report = make_report()
    issue = planning.make_issue(periodical=make_periodical(), year=2026, number=1, by=office.editor)
    article = adopt(office, report, issue=issue, column=column_named(make_periodical(), "基层活动"))
    publish(office, article)
    publishing.publish_ahead(article=article, by=office.chief)
    report.refresh_from_db()
    assert report.printed_label == "网络首发"
    publishing.release(issue=issue, by=office.chief)
    report.refresh_from_db()
    assert report.printed_label == "2026年第1期"


def test_a_withdrawn_article_gives_its_reports_back_and_restoring_takes_them_again(office):
    report, other = make_report(), make_report()
    article = adopt(office, report, other)
    publishing.withdraw(article=article, by=office.editor)
    for one in (report, other):
        one.refresh_from_db()
        assert one.state == ReportState.UNDER_REVIEW
    elsewhere = adopt(office, other)
    publishing.restore(article=article, by=office.editor)
    for one in (report, other):
        one.refresh_from_db()
        assert one.state == ReportState.ADOPTED
    assert other.adoptions.filter(article=elsewhere).exists()


def test_a_report_of_another_union_keeps_its_union(office):
    report = make_report("格尔木市总工会")
    assert adopt(office, report).union == Union.objects.named("格尔木市总工会")


def test_the_letterbox_offers_the_usual_columns_without_the_opening_letter(db):
    make_periodical()
    offered = list(SuggestedColumn.objects.values_list("name", flat=True))
    assert offered[0] == "学习强会"
    assert "卷首语" not in offered
    Column.objects.filter(name="市州动态").update(active=False)
    offer_columns(by=None)
    assert "市州动态" not in SuggestedColumn.objects.values_list("name", flat=True)
