"""三审单: what it proves, for one article and for an issue; how it bears long opinions, many rounds and characters no font has."""

import datetime
import io

import pypdf
import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import STAFF_ROLES, Role
from issues.actions import changing, planning, publishing, reviewing, writing
from issues.models import LeaderAnswer, LeaderLink, Slip
from issues.workflow import State
from tests.factories import Office, make_article, make_issue, make_periodical, make_person
from typesetting.errors import FontError
from typesetting.queries.sheet_facts import article_sheet, issue_sheet
from typesetting.sheets.drawing import draw_sheets
from typesetting.views import sheets as sheet_views

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 3, 2, 6, 5, tzinfo=datetime.UTC)
A4 = (595.28, 841.89)


@pytest.fixture
def office():
    return Office()


def drawn(facts):
    return draw_sheets(facts, timestamp=int(AT.timestamp()))


def pages_of(pdf):
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def text_of(pdf):
    """All words of the PDF without the breaks of its lines."""
    return "".join("".join(pages_of(pdf)).split())


def of_article(article, office):
    return drawn(article_sheet(article, by=office.chief, at=AT))


def addresses(issue):
    place = [issue.periodical.slug, issue.year, issue.number]
    article = issue.placements.first().article
    return [reverse("typesetting:article-sheet", args=[article.pk]), reverse("typesetting:issue-sheet", args=place)]


def test_strangers_are_asked_to_sign_in(client, office):
    for address in addresses(make_issue(office)):
        response = client.get(address)
        assert response.status_code == 302
        assert response["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("role", [role for role in Role if role not in STAFF_ROLES])
def test_who_does_not_work_at_the_desk_is_refused(client, office, role):
    client.force_login(make_person(role))
    for address in addresses(make_issue(office)):
        assert client.get(address).status_code == 403


def test_the_desk_gets_pdfs_named_for_what_they_are(client, office):
    issue = make_issue(office, articles=1, title='班组/"长"')
    client.force_login(office.editor)
    for address in addresses(issue):
        response = client.get(address)
        assert response["Content-Type"] == "application/pdf"
        assert response["Content-Disposition"].startswith("inline; filename*=utf-8''%E4%B8%89%E5%AE%A1%E5%8D%95")
        assert response.content.startswith(b"%PDF")
    assert client.get(reverse("typesetting:article-sheet", args=[10**9])).status_code == 404


def test_a_press_that_fails_says_why(client, office, monkeypatch):
    def fails(*args, **kwargs):
        raise FontError("找不到字体文件。请补上这个文件。")

    monkeypatch.setattr(sheet_views, "draw_sheets", fails)
    client.force_login(office.editor)
    response = client.get(addresses(make_issue(office))[0])
    assert response.status_code == 503
    assert "请补上这个文件" in response.text


def test_an_articles_sheet_names_the_levels_the_people_the_times_the_opinions_and_the_words(office):
    article = make_article(
        office, State.DRAFT, title="高原上的班组", bylines=[("马玉林", "车间主任")], contributor="海西州总工会"
    )
    article = reviewing.submit(article=article, by=office.editor)
    for decide, person, opinion in (
        (reviewing.pass_on, office.second_editor, "事实清楚。"),
        (reviewing.pass_on, office.deputy, ""),
        (reviewing.approve, office.chief, "同意刊用。"),
    ):
        article = decide(article=article, by=person, opinion=opinion)
    text = text_of(of_article(article, office).pdf)
    for words in ("高原上的班组", "马玉林（车间主任）", "海西州总工会", "事实清楚。", "同意刊用。", "定稿"):
        assert words in text
    for person in (office.second_editor, office.deputy, office.chief):
        assert text.count(person.name) >= 2, "at the level, and in what happened"
    digest = article.reviews.first().digest[:16]
    assert text.count(digest) >= 3
    assert f"{office.chief.name}2026年3月2日14:05打印" in text, "in the time of the office"
    assert text.count("签字") == 3


def test_a_level_that_is_not_passed_says_so_and_lapsed_passes_are_told(office):
    article = make_article(office, State.SECOND_REVIEW)
    reviewing.send_back(article=article, by=office.deputy, opinion="请补充人数。")
    text = text_of(of_article(article, office).pdf)
    assert "尚未初审" not in text, "the pass of the first level stands until the text is sent again"
    writing.rewrite(article=article, by=office.editor, body="<p>改过。</p>")
    reviewing.submit(article=article, by=office.editor)
    facts = article_sheet(article, by=office.chief, at=AT)
    (history,) = (part for part in facts["sheets"][0]["parts"] if part["name"] == "审稿经过")
    assert [(row[0], row[2], row[4]) for row in history["rows"]] == [
        ("1", "初审", "通过（已失效）"),
        ("1", "复审", "退回"),
    ]
    assert text_of(drawn(facts).pdf).count("尚未") == 3


def test_leaders_slips_corrections_and_versions_are_on_it(office):
    article = make_article(office, State.PUBLISHED)
    changing.correct(article=article, by=office.chief, note="第二段人数更正为三十二人", body="<p>三十二人。</p>")
    newest, before = article.versions.all()[:2]
    Slip.objects.create(article=article, before=before, after=newest, note="的改地", by=office.editor)
    LeaderLink.objects.create(
        article=article, version=before, name="吴建军", post="主席", token_digest="1", by=office.chief,
        answered_at=timezone.now(), answer=LeaderAnswer.AGREE,
    )  # fmt: skip
    LeaderLink.objects.create(article=article, version=before, name="李四", token_digest="2", by=office.chief)
    text = text_of(of_article(article, office).pdf)
    for words in (
        "第二段人数更正为三十二人",
        "的改地",
        "吴建军",
        "主席",
        "同意",
        "没有答复",
        "更正",
        before.digest[:16],
    ):
        assert words in text or words in text.replace(" ", "")
    assert newest.digest[:16] in text


def test_an_issues_sheets_begin_with_a_table_and_number_their_pages(office):
    issue = make_issue(office, articles=2)
    waiting = make_article(office, State.FINAL_REVIEW, title="还在终审的一篇")
    planning.place(
        issue=issue, column=planning.column_named(make_periodical(), "工作研究"), article=waiting, by=office.editor
    )
    taken_out = make_article(office, State.DRAFT, title="撤下的一篇")
    planning.place(
        issue=issue, column=planning.column_named(make_periodical(), "工作研究"), article=taken_out, by=office.editor
    )
    publishing.withdraw(article=taken_out, by=office.editor)
    facts = issue_sheet(issue, by=office.editor, at=AT)
    assert [row["number"] for row in facts["table"]["rows"]] == [1, 2, 3]
    assert facts["table"]["summary"].startswith("3 篇　") and facts["table"]["summary"].endswith("2 篇完成三审")
    assert [name for name, _ in facts["table"]["rows"][2]["levels"]] == [
        office.second_editor.name,
        office.deputy.name,
        "",
    ]
    pages = pages_of(drawn(facts).pdf)
    assert len(pages) == 4
    first = "".join(pages[0].split())
    assert "三审总表" in first and "还在终审的一篇" in first and "撤下的一篇" not in first
    for number, page in enumerate(pages, 1):
        assert f"第{number}页共4页" in "".join(page.split())
        assert issue.label in "".join(page.split())
    assert len(pages_of(drawn(issue_sheet(issue, by=office.editor, at=AT, only_table=True)).pdf)) == 1


def test_an_issue_without_articles_has_an_empty_table(office):
    facts = issue_sheet(make_issue(office, articles=0), by=office.editor, at=AT)
    assert len(pages_of(drawn(facts).pdf)) == 1


def test_the_pages_are_a4_and_fit_for_the_archive(office):
    reader = pypdf.PdfReader(io.BytesIO(of_article(make_article(office), office).pdf))
    assert [float(side) for side in reader.pages[0].mediabox[2:]] == pytest.approx(A4, abs=0.1)
    metadata = reader.xmp_metadata.stream.get_data().decode()
    assert "<pdfaid:part>2" in metadata and "<pdfuaid:part>1" in metadata
    assert reader.metadata.title.startswith("三审单")


def test_the_same_facts_give_the_same_bytes(office):
    article = make_article(office)
    facts = [article_sheet(article, by=office.editor, at=AT) for _ in range(2)]
    assert facts[0] == facts[1]
    assert drawn(facts[0]).pdf == drawn(facts[1]).pdf


def test_forty_rounds_and_the_longest_opinion_lose_no_word(office):
    article = make_article(office, State.DRAFT)
    longest = "第一句。" + "请逐条核对数字和人名。" * 175 + "最后一句。"
    for number in range(40):
        article = reviewing.submit(article=article, by=office.editor)
        opinion = longest if number == 7 else f"第{number}次退回。\n请补充。"
        article = reviewing.send_back(article=article, by=office.second_editor, opinion=opinion)
    article = reviewing.submit(article=article, by=office.editor)
    article = reviewing.pass_on(article=article, by=office.second_editor, opinion=longest)
    found = of_article(article, office)
    text = text_of(found.pdf)
    assert text.count("请逐条核对数字和人名。") >= 3 * 175 - 12, "a few are cut in two by a foot and a head of a page"
    for number in range(40):
        assert number == 7 or f"第{number}次退回。" in text
    assert text.count("最后一句。") == 3, "returned, passed, and at its level"
    assert len(pages_of(found.pdf)) > 5


def test_characters_no_font_has_are_marked_and_named(office):
    article = make_article(office, title="བོད 与𠮷野家😀，㐂\u200d迎", bylines=[("𠀋某", "")])
    found = of_article(article, office)
    assert {"བ", "😀"} <= set(found.missing)
    text = text_of(found.pdf)
    assert "〓" in text
    assert "U+0F56" in text and "U+1F600（GRINNINGFACE）" in text
    assert "野家" in text and "迎" in text


@pytest.mark.parametrize(
    "title", ["#set page(fill: red) *粗*", '"]; panic("x")', "$x$ <label> @ref // 注 /* 注", "\\u{1F600}"]
)
def test_a_title_is_never_part_of_the_programme(office, title):
    assert "".join(title.split()) in text_of(of_article(make_article(office, title=title), office).pdf)


def test_an_issue_costs_the_same_with_1_and_30_articles(client, office, django_assert_max_num_queries):
    client.force_login(office.editor)
    costs = []
    for number in (1, 30):
        issue = make_issue(office, articles=number, bylines=[("马玉林", ""), ("王", "主席")])
        address = addresses(issue)[1]
        with django_assert_max_num_queries(14) as asked:
            assert client.get(address).status_code == 200
        costs.append(len(asked))
    assert costs[0] == costs[1]
