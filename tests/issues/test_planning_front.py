"""A new issue, its dates, cover, 编委会, 版权页, and its release."""

import datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from issues.actions import planning, publishing
from issues.front import seen_board, seen_cover, seen_goals
from issues.models import Issue, Layout, Periodical
from issues.queries.issues import proposal
from issues.workflow import IssueState, State
from photos.models import Photo
from tests.factories import Office, make_article, make_issue, make_periodical, make_photo, picture_bytes

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 9, 1)


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def issue(office) -> Issue:
    return make_issue(office, articles=2, year=2026, number=6)


def at(name: str, issue: Issue) -> str:
    return reverse(f"issues:{name}", args=[issue.periodical.slug, issue.year, issue.number])


# -- a new issue


@pytest.mark.parametrize(
    ("known", "next_one"),
    [
        ([], (2026, 1)),
        ([(2026, 5)], (2026, 6)),
        ([(2026, 12)], (2027, 1)),
        ([(2025, 6), (2026, 5)], (2026, 6)),
        ([(2025, 6), (2026, 6)], (2027, 1)),
    ],
)
def test_the_next_number_is_proposed(office, known, next_one):
    for year, number in known:
        make_issue(office, articles=0, year=year, number=number)
    found = proposal(make_periodical(), TODAY)
    assert (found.year, found.number) == next_one


def test_dates_serial_and_pages_follow_the_last_two_issues(office):
    for number, day in ((4, datetime.date(2026, 8, 31)), (5, datetime.date(2026, 10, 31))):
        planning.make_issue(
            periodical=make_periodical(), year=2026, number=number, by=office.editor, serial=190 + number, date=day
        )
    found = proposal(make_periodical(), TODAY)
    assert (found.serial, found.date, found.target_pages) == (196, datetime.date(2026, 12, 31), 80)
    assert found.deadline < found.date


def new_issue(client, **fields):
    data = {"year": 2026, "number": 7, "target_pages": 80} | fields
    return client.post(reverse("issues:issue-new"), data)


def test_a_new_issue_has_the_usual_columns_and_the_last_board_and_imprint(client, office, issue):
    rows = {"board": [("主编", ["甲乙", "丙丁"])], "imprint": [("印刷日期", "2026年10月20日"), ("邮编", "810000")]}
    planning.set_board_and_imprint(issue=issue, by=office.editor, **rows)
    client.force_login(office.editor)
    usual = list(make_periodical().columns.filter(active=True))
    response = new_issue(client, columns=[column.pk for column in usual[:3]], deadline="2026-11-20")
    made = Issue.objects.get(year=2026, number=7)
    assert response["Location"] == at("plan", made)
    assert [planned.column for planned in made.planned_columns.all()] == usual[:3]
    assert [(post.post, post.names) for post in made.board.all()] == [("主编", "甲乙 丙丁")]
    assert [(line.label, line.value) for line in made.imprint.all()] == rows["imprint"]
    assert (made.deadline, made.target_pages) == (datetime.date(2026, 11, 20), 80)
    page = client.get(at("board-and-imprint", made)).text
    assert page.count("和上一期一样，请核对") == 1  # the date, not the postcode


def test_one_off_columns_are_not_offered_again(client, office, issue):
    planning.column_named(issue.periodical, "学习全会精神", Layout.FEATURE)
    client.force_login(office.editor)
    page = client.get(reverse("issues:issue-new")).text
    assert "卷首语" in page and "学习全会精神" not in page


def test_a_number_that_is_taken_is_refused_in_words_and_what_was_typed_stays(client, office, issue):
    client.force_login(office.editor)
    response = new_issue(client, number=6, serial=12345)
    assert response.status_code == 200
    assert "青海工运2026年第6期已经有了" in response.text
    assert 'value="12345"' in response.text


def test_a_double_click_makes_one_issue(client, office):
    make_periodical()
    client.force_login(office.editor)
    assert new_issue(client).status_code == 302
    assert "已经有了" in new_issue(client).text
    assert Issue.objects.filter(number=7).count() == 1


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"number": "0"}, "1 到 400"),
        ({"number": ""}, "请填期"),
        ({"year": "九"}, "1949 到 2200"),
        ({"target_pages": "9" * 30}, "4 到 400"),
        ({"date": "明年"}, "这不像日期"),
        ({"date": "2026-10-01", "deadline": "2026-11-01"}, "晚于出刊日期"),
        ({"columns": ["99999999"]}, "没有这个栏目"),
    ],
)
def test_what_cannot_be_is_told_beside_its_field(client, office, fields, says):
    make_periodical()
    client.force_login(office.editor)
    response = new_issue(client, **fields)
    assert response.status_code == 200
    assert says in response.text
    assert not Issue.objects.exists()


def test_a_column_of_another_periodical_is_no_choice(client, office):
    make_periodical()
    other = Periodical.objects.create(slug="tongbao", title="内部通报")
    client.force_login(office.editor)
    foreign = planning.column_named(other, "通报")
    assert "没有这个栏目" in new_issue(client, columns=[foreign.pk]).text


def test_without_a_periodical_the_page_says_whom_to_ask(client, office):
    Periodical.objects.all().delete()
    client.force_login(office.editor)
    assert "请管理员" in client.get(reverse("issues:issue-new")).text


def test_goals_are_kept_and_recorded(client, office, issue):
    client.force_login(office.editor)
    client.post(at("goals", issue), goals(issue))
    issue.refresh_from_db()
    assert (issue.target_pages, issue.serial) == (84, 199)
    assert AuditEntry.objects.filter(verb="改日期和页数", by=office.editor).exists()


def test_goals_another_changed_meanwhile_are_not_overwritten(client, office, issue):
    client.force_login(office.editor)
    stale = goals(issue, target_pages=72)
    client.post(at("goals", issue), goals(issue, target_pages=96))
    page = client.post(at("goals", issue), stale)
    issue.refresh_from_db()
    assert issue.target_pages == 96
    assert "刚才有人改过" in page.text
    assert 'value="72"' in page.text  # what was typed is kept


def goals(issue: Issue, **fields) -> dict:
    issue.refresh_from_db()
    dates = {"deadline": "2026-11-20", "date": "2026-12-20"}
    return {**dates, "target_pages": 84, "serial": 199, "seen": seen_goals(issue)} | fields


# -- the cover


def cover(issue: Issue, **fields) -> dict:
    issue.refresh_from_db()
    return {"photo": "", "caption": "", "credit": "", "headlines": "", "seen": seen_cover(issue)} | fields


def test_the_cover_takes_a_photo_of_the_issues_articles(client, office):
    photo = make_photo(office.editor)
    issue = make_issue(
        office, articles=1, body=f'<p>一句。</p><figure><img src="{photo.get_absolute_url()}" alt="合影"></figure>'
    )
    client.force_login(office.editor)
    data = cover(issue, photo=photo.key, caption="湖边", credit="沈知秋", headlines="第一条\r\n\r\n  第二条 \r\n")
    assert client.post(at("cover", issue), data).status_code == 302
    issue.refresh_from_db()
    assert (issue.cover_photo, issue.cover_caption, issue.cover_credit) == (photo, "湖边", "沈知秋")
    assert issue.cover_headlines == "第一条\n第二条"


def test_a_photo_that_is_not_of_the_issue_is_no_choice(client, office, issue):
    photo = make_photo(office.editor)
    client.force_login(office.editor)
    assert "不在本期的文章里" in client.post(at("cover", issue), cover(issue, photo=photo.key)).text
    issue.refresh_from_db()
    assert issue.cover_photo is None


def test_a_new_photo_is_taken_in(client, office, issue):
    client.force_login(office.editor)
    picture = SimpleUploadedFile("cover.jpg", picture_bytes(1200, 1600), "image/jpeg")
    client.post(at("cover", issue), cover(issue, upload=picture, caption="雪山", credit="沈知秋"))
    issue.refresh_from_db()
    assert (issue.cover_photo.caption, issue.cover_photo.credit) == ("雪山", "沈知秋")


def test_a_file_that_lies_about_being_a_picture_is_refused_and_what_was_typed_stays(client, office, issue):
    client.force_login(office.editor)
    liar = SimpleUploadedFile("cover.jpg", b"<script>alert(1)</script>" * 100, "image/jpeg")
    response = client.post(at("cover", issue), cover(issue, upload=liar, caption="雪山"))
    assert "不是图片" in response.text
    assert 'value="雪山"' in response.text
    assert not Photo.objects.exists()


@pytest.mark.parametrize(("lines", "says"), [("一\n二\n三\n四", "现在有 4 条要目"), ("长" * 25, "最多 24 个字")])
def test_too_many_or_too_long_headlines_are_refused(client, office, issue, lines, says):
    client.force_login(office.editor)
    assert says in client.post(at("cover", issue), cover(issue, headlines=lines)).text


def test_a_cover_that_another_changed_meanwhile_is_not_overwritten(client, office, issue):
    client.force_login(office.editor)
    data = cover(issue, headlines="我的要目")
    planning.set_cover(issue=issue, by=office.second_editor, photo=None, headlines=["别人的要目"])
    response = client.post(at("cover", issue), data)
    assert "刚才有人改过" in response.text and "我的要目" in response.text
    issue.refresh_from_db()
    assert issue.cover_headlines == "别人的要目"


# -- 编委会 and 版权页


def lines(issue: Issue, board: list, imprint: list) -> dict:
    data = {"seen": seen_board(issue.board.all(), issue.imprint.all())}
    for prefix, names, rows in (("board", ("post", "names"), board), ("imprint", ("label", "value"), imprint)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows), f"{prefix}-INITIAL_FORMS": 0}
        for number, (order, first, second) in enumerate(rows):
            data |= {f"{prefix}-{number}-order": order, f"{prefix}-{number}-{names[0]}": first}
            data |= {f"{prefix}-{number}-{names[1]}": second}
    return data


def test_lines_are_kept_in_the_order_of_their_numbers_and_empty_ones_go(client, office, issue):
    client.force_login(office.editor)
    board = [("3", "副主编", "丙丁"), ("1", "主编", "甲乙　 戊己"), ("", "编辑", "庚辛"), ("2", "", "")]
    response = client.post(at("board-and-imprint", issue), lines(issue, board, [("1", "主办", "省总工会")]))
    assert response.status_code == 302
    assert [(post.post, post.names) for post in issue.board.all()] == [
        ("主编", "甲乙 戊己"),
        ("副主编", "丙丁"),
        ("编辑", "庚辛"),
    ]
    assert [line.value for line in issue.imprint.all()] == ["省总工会"]


@pytest.mark.parametrize(
    ("board", "says"),
    [
        ([("1", "主编", "")], "要么两格都填"),
        ([("1", "职" * 31, "甲")], "最多 30 个字"),
        ([("一", "主编", "甲")], "次序请填数字"),
    ],
)
def test_half_a_line_or_too_long_a_one_is_refused_and_nothing_is_lost(client, office, issue, board, says):
    planning.set_board_and_imprint(issue=issue, by=office.editor, board=[("主任", ["壬癸"])], imprint=[])
    client.force_login(office.editor)
    response = client.post(at("board-and-imprint", issue), lines(issue, board, []))
    assert response.status_code == 200
    assert says in response.text and "没有保存" in response.text
    assert issue.board.get().post == "主任"


def test_a_board_that_another_changed_meanwhile_is_not_overwritten(client, office, issue):
    client.force_login(office.editor)
    data = lines(issue, [("1", "主编", "我填的")], [])
    planning.set_board_and_imprint(issue=issue, by=office.second_editor, board=[("主编", ["别人填的"])], imprint=[])
    response = client.post(at("board-and-imprint", issue), data)
    assert "刚才有人改过" in response.text and "我填的" in response.text
    assert issue.board.get().names == "别人填的"


# -- release


def test_what_hinders_is_named_with_its_articles(client, office, issue):
    draft = make_article(office, State.DRAFT, title="还没写完")
    planning.place(issue=issue, column=issue.placements.first().column, article=draft, by=office.editor)
    client.force_login(office.chief)
    text = client.get(at("release", issue)).text
    assert "《还没写完》" in text and "还没有定稿的" in text
    assert client.post(at("release", issue)).status_code == 403
    issue.refresh_from_db()
    assert issue.state == IssueState.PLANNING


def test_an_editor_is_told_who_may_release(client, office, issue):
    client.force_login(office.editor)
    assert "随刊发布要由主编来做" in client.get(at("release", issue)).text
    assert client.post(at("release", issue)).status_code == 403


def test_the_chief_releases_and_a_double_click_does_it_once(client, office, issue):
    client.force_login(office.chief)
    assert "都已定稿" in client.get(at("release", issue)).text
    assert client.post(at("release", issue)).status_code == 302
    again = client.post(at("release", issue))
    assert again.status_code == 200
    assert issue.get_absolute_url() in again.text
    assert AuditEntry.objects.filter(verb="出刊").count() == 1
    assert set(issue.placements.values_list("article__state", flat=True)) == {State.PUBLISHED}


def test_before_release_the_page_says_what_to_look_at(client, office, issue):
    client.force_login(office.chief)
    text = client.get(at("release", issue)).text
    assert "还没有排版" in text and "封面没有照片" in text and "2 篇缺照片" in text


def test_an_issue_released_twice_is_refused_by_the_action(office, issue):
    publishing.release(issue=issue, by=office.chief)
    with pytest.raises(NotAllowed, match="已经出刊"):
        publishing.release(issue=issue, by=office.chief)


@pytest.mark.parametrize("key", ["0", "x", "99999999999999999999", "٣٤٥"])
def test_a_column_that_is_none_of_the_usual_ones_is_refused_with_a_sentence(client, office, issue, key):
    client.force_login(office.editor)
    response = client.post(reverse("issues:issue-new"), {"year": 2026, "number": 9, "columns": [key]})
    assert "这里没有这个栏目" in response.text
    assert not Issue.objects.filter(number=9).exists()


def test_all_issues_are_listed_newest_first_with_their_counts(client, office, issue):
    draft = make_article(office, State.DRAFT)
    planning.place(issue=issue, column=issue.placements.first().column, article=draft, by=office.editor)
    make_issue(office, articles=1, released=True, year=2025, number=6)
    client.force_login(office.editor)
    text = client.get(reverse("issues:plans")).text
    assert text.index("2026年第6期") < text.index("2025年第6期")
    assert "定稿 2 篇" in text and "在写 1 篇" in text
