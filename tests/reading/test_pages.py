"""What the members' pages show, what they cost, and what they show when there is nothing or a fault."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import messages
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from issues.actions import changing, planning, publishing
from issues.models import Layout, Periodical
from issues.workflow import State
from tests.factories import PASSWORD, Office, make_article, make_issue, make_periodical, make_person, make_photo
from typesetting.models import RunState, TypesetRun

pytestmark = pytest.mark.django_db
ARTICLE_BUDGET = 50_000  # bytes, before photos


@pytest.fixture
def office():
    return Office()


@pytest.fixture(autouse=True)
def member(client):
    person = make_person()
    client.force_login(person)
    return person


@pytest.fixture
def typeset(settings, tmp_path):
    """Makes an issue's last good run, with a PDF of `size` bytes."""
    settings.MEDIA_ROOT = tmp_path

    def make(issue, page_map=None, size=2_000_000):
        run = TypesetRun(
            issue=issue, state=RunState.DONE, pages=80, page_map=page_map or {}, finished_at=timezone.now()
        )
        run.screen_pdf.save("issue.pdf", ContentFile(b"%PDF-1.7 " + bytes(size - 9)))
        return run

    return make


def test_home_is_the_newest_released_issue_by_column_with_pages(client, office, typeset):
    make_issue(office, released=True, year=2025, number=12)
    issue = make_issue(office, articles=0, year=2026, number=2)
    periodical = make_periodical()
    first = make_article(office, title="头一篇", kicker="引题在上", subtitle="副题在下", bylines=[("吴建军", "主席")])
    second = make_article(office, title="第二篇", contributor="海南州总工会")
    for name, article, page in (("学习强会", first, 4), ("市州动态", second, None)):
        column = planning.column_named(periodical, name, Layout.NEWS)
        planning.place(issue=issue, column=column, article=article, by=office.editor, printed_page=page)
    publishing.release(issue=issue, by=office.chief)
    typeset(issue, {str(second.pk): [9, 10]})
    page = client.get("/").text
    assert "<h1" in page and "2026年第2期" in page
    shown = [
        page.index(word)
        for word in ("学习强会</h3>", "引题在上", "头一篇", "副题在下", "吴建军", "市州动态</h3>", "第二篇")
    ]
    assert shown == sorted(shown)
    assert re.findall(r'class="entry__page">.*?</span>(\d+)<', page) == ["4", "9"]
    assert "2025年第12期" in page  # among the issues before
    assert "1.9" in page and "80 页" in page


@pytest.mark.parametrize("address", ["/", "/shelf/"])
def test_a_house_without_an_issue_says_what_will_come(client, address):
    page = client.get(address)
    assert page.status_code == 200
    assert "第一期" in page.text


def test_the_issue_page_costs_the_same_with_1_and_30_articles(client, office, django_assert_num_queries):
    small = make_issue(office, articles=1, released=True, bylines=[("马玉林", "")], year=2025)
    large = make_issue(office, articles=0, year=2026)
    for number in range(30):
        column = planning.column_named(make_periodical(), f"栏目{number % 7}")
        article = make_article(office, bylines=[(f"作者{number}", ""), ("马玉林", "")])
        planning.place(issue=large, column=column, article=article, by=office.editor)
    publishing.release(issue=large, by=office.chief)
    for issue in (small, large):
        with django_assert_num_queries(11):
            assert client.get(issue.get_absolute_url()).status_code == 200


def test_the_shelf_costs_the_same_with_1_and_30_issues(client, office, django_assert_num_queries):
    def cost():
        with django_assert_num_queries(7):
            return client.get("/shelf/").text

    make_issue(office, articles=1, released=True, year=2026, number=1)
    cost()
    for number in range(29):
        make_issue(office, articles=1, released=True, year=2021 + number % 5, number=2 + number // 5)
    page = cost()
    assert "共 30 期" in page
    assert "2026年第1期" in page and "2021年第2期" not in page  # the older years are on the next page
    assert "2021年第2期" in client.get("/shelf/?page=2").text


def test_an_article_costs_the_same_alone_and_among_30_with_photos(client, office, django_assert_num_queries):
    for articles, photos in ((1, 1), (30, 5)):
        keys = [make_photo(office.editor).key for _ in range(photos)]
        body = "".join(f'<p>正文。</p><figure><img src="/photos/{key}/" alt="照片"></figure>' for key in keys)
        issue = make_issue(office, articles=articles, released=True, body=body)
        article = issue.placements.first().article
        with django_assert_num_queries(11):
            assert client.get(article.get_absolute_url()).text.count("<img") == photos


def test_an_article_is_shown_whole(client, office):
    issue = make_issue(
        office,
        released=True,
        articles=3,
        title="中间这一篇",
        kicker="一行引题",
        subtitle="一行副题",
        bylines=[("吴建军", "省总工会党组成员、副主席")],
        contributor="海南州总工会",
        source="《人民日报》2025年1月1日第4版",
        editors_note="<p>编者有话在先。</p>",
        body="<p>第一段。</p><h2>一、小标题</h2><p>第二段。</p>",
    )
    before, middle, after = (placement.article for placement in issue.placements.all())
    page = client.get(middle.get_absolute_url()).text
    for words in (
        "一行引题",
        '<h1 class="article__title">中间这一篇</h1>',
        "——一行副题",
        "省总工会党组成员、副主席",
        "吴建军",
        "海南州总工会",
        "来源：《人民日报》2025年1月1日第4版",
        "编者有话在先。",
        "<p>第一段。</p>",
        '<h2 class="heading-1">一、小标题</h2>',
        issue.label,
        before.get_absolute_url(),
        after.get_absolute_url(),
    ):
        assert words in page, words


def test_a_correction_is_told_under_the_article_with_its_date(client, office):
    article = make_article(office, State.PUBLISHED, title="三十年的路灯")
    changing.correct(article=article, by=office.chief, note="“三十年”应为<二十年>。", title="二十年的路灯")
    page = client.get(article.get_absolute_url()).text
    assert "“三十年”应为&lt;二十年&gt;。" in page
    assert page.index("corrections") > page.index("二十年的路灯")


def test_an_article_of_10000_characters_stays_within_the_budget(client, office):
    body = "".join(
        f"<p>{chr(0x4E00 + at % 4000) * 3}第{at}段，{'工人文化宫里灯火通明，' * 12}。</p>" for at in range(75)
    )
    article = make_article(office, State.PUBLISHED, body=body)
    assert article.char_count >= 10_000
    page = client.get(article.get_absolute_url(), headers={"accept-encoding": "gzip"})
    assert page["Content-Encoding"] == "gzip"
    html = gzip.decompress(page.content).decode()
    sheets = re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', html)
    assert sheets
    whole = len(page.content) + sum(
        len(gzip.compress((settings.BASE_DIR / "static" / name).read_bytes())) for name in sheets
    )
    assert whole < ARTICLE_BUDGET


def test_pages_hold_no_inline_style_or_script(client, office):
    issue = make_issue(office, released=True)
    for address in ("/", "/shelf/", "/search/?q=高原", issue.placements.first().article.get_absolute_url()):
        page = client.get(address).text
        assert not re.search(r"<script|<style|\sstyle=|\son\w+=", page), address


def test_the_pdf_is_downloaded_under_the_issues_name(client, office, typeset):
    issue = make_issue(office, released=True, year=2026, number=5)
    typeset(issue)
    response = client.get(issue.get_absolute_url() + "issue.pdf")
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    assert "%E9%9D%92%E6%B5%B7%E5%B7%A5%E8%BF%902026%E5%B9%B4%E7%AC%AC5%E6%9C%9F.pdf" in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")
    assert response["Cache-Control"] == "private, no-cache"
    response.close()


def test_an_issue_without_a_pdf_says_when_to_come_back(client, office):
    issue = make_issue(office, released=True)
    response = client.get(issue.get_absolute_url() + "issue.pdf")
    assert response.status_code == 404
    assert f"{issue.label}的 PDF 还没有排好" in response.text
    assert "下载 PDF" not in client.get(issue.get_absolute_url()).text


def test_an_issue_whose_pdf_is_lost_is_like_one_without(client, office, typeset):
    issue = make_issue(office, released=True)
    run = typeset(issue)
    Path(run.screen_pdf.path).unlink()
    assert client.get(issue.get_absolute_url() + "issue.pdf").status_code == 404
    assert "下载 PDF" not in client.get(issue.get_absolute_url()).text


def test_signing_in_keeps_the_name_that_was_typed_and_goes_on_to_the_page_asked_for(client, member):
    client.logout()
    wrong = client.post("/sign-in/?next=/shelf/", {"username": member.username, "password": "no", "next": "/shelf/"})
    assert "用户名或密码不对" in wrong.text
    assert f'value="{member.username}"' in wrong.text
    asked = {"username": member.username, "password": PASSWORD}
    assert client.post("/sign-in/", asked | {"next": "/shelf/"})["Location"] == "/shelf/"
    client.logout()
    assert client.post("/sign-in/", asked | {"next": "https://example.org/"})["Location"] == "/"


def test_the_user_menu_has_administration_for_operators_alone(client, member):
    assert "系统管理" not in client.get("/").text
    member.is_staff = True
    member.save()
    assert "系统管理" in client.get("/").text


def test_signing_out_is_a_post(client):
    assert client.get(reverse("accounts:sign-out")).status_code == 405
    assert client.post(reverse("accounts:sign-out"))["Location"] == "/sign-in/"
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_pages_for_faults_need_neither_database_nor_request(name, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string(name)
    assert "请" in page
    for sheet in re.findall(r'href="/static/([^"]+)"', page):
        assert (settings.BASE_DIR / "static" / sheet).is_file()


def test_a_headline_of_the_cover_leads_to_the_article_it_announces(client, office):
    issue = make_issue(office, title="高原职业健康怎么护：一份调查")
    lines = ["高原职业健康怎么护", "没有这样的标题"]
    planning.set_cover(issue=issue, by=office.editor, photo=None, headlines=lines)
    publishing.release(issue=issue, by=office.chief)
    page = client.get(issue.get_absolute_url()).text
    address = issue.placements.first().article.get_absolute_url()
    assert f'<li><a href="{address}">高原职业健康怎么护</a></li>' in page
    assert "<li>没有这样的标题</li>" in page


def test_a_subtitle_has_one_dash_however_it_was_typed(client, office):
    for typed in ("一行副题", "——一行副题", "— 一行副题"):
        article = make_article(office, State.PUBLISHED, subtitle=typed)
        assert '<p class="article__subtitle">——一行副题</p>' in client.get(article.get_absolute_url()).text


def test_a_title_of_two_sentences_breaks_between_them_and_is_escaped(client, office):
    figures = make_article(office, State.PUBLISHED, title="用 5G 上高原")
    assert '<h1 class="article__title">用 5G 上高原</h1>' in client.get(figures.get_absolute_url()).text
    two = make_article(office, State.PUBLISHED, title="鼓舞新干劲 踏上<新>征程")
    shown = client.get(two.get_absolute_url()).text
    assert '<span class="half">鼓舞新干劲</span> <span class="half">踏上&lt;新&gt;征程</span></h1>' in shown


def test_the_shelf_names_the_periodical_where_there_are_several(client, office):
    issue = make_issue(office, released=True, year=2026, number=1)
    assert f">{issue.label}</a>" in client.get("/shelf/").text
    other = Periodical.objects.create(slug="bulletin", title="内部通报", needs_signed_proof=False)
    bulletin = planning.make_issue(periodical=other, year=2026, number=9, by=office.editor)
    column = planning.column_named(other, "通报")
    article = make_article(office, periodical=other)
    planning.place(issue=bulletin, column=column, article=article, by=office.editor)
    publishing.release(issue=bulletin, by=office.chief)
    page = client.get("/shelf/").text
    assert f">青海工运 {issue.label}</a>" in page and ">内部通报 2026年第9期</a>" in page
    assert "2026年第1期</h1>" in client.get("/").text  # the journal stays the first thing members see


def test_messages_are_shown_once(client):
    # The message of an action, as any page of the desk leaves it behind.
    request = client.get("/").wsgi_request
    messages.success(request, "已经送审。")
    request._messages.update(response := HttpResponse())
    client.cookies.update(response.cookies)
    assert '<li class="message message--success">已经送审。</li>' in client.get("/").text
    assert "已经送审。" not in client.get("/").text
