"""The board of an issue and the list of all articles: filters, search, counts, and what they cost."""

import re
from copy import copy

import pytest
from django.urls import reverse

from accounts.models import Union
from accounts.roles import STAFF_ROLES, Role
from issues.actions import planning, publishing
from issues.models import Article, Author, Byline, Comment, Placement
from issues.queries.board import MOST_IN_A_CELL
from issues.queries.listing import ARTICLES_A_PAGE
from issues.workflow import LIVE, State
from tests.factories import Office, make_article, make_issue, make_periodical, make_person

pytestmark = pytest.mark.django_db
BUDGET = 12


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def board(office):
    """An issue of two columns with an article in every state."""
    issue = make_issue(office, articles=0, year=2026, number=3)
    for number, state in enumerate(State):
        withdrawn = state == State.WITHDRAWN  # placed first: what is withdrawn is not taken into an issue
        article = make_article(office, State.DRAFT if withdrawn else state, title=f"{state.label}一篇")
        place(issue, article, office, ("学习强会", "市州动态")[number % 2])
        if withdrawn:
            publishing.withdraw(article=article, by=office.editor)
    return issue


def place(issue, article, office, column="基层活动"):
    row = planning.column_named(make_periodical(), column)
    planning.place(issue=issue, column=row, article=article, by=office.editor)
    return article


def board_of(issue):
    return reverse("issues:board", args=[issue.periodical.slug, issue.year, issue.number])


def cards(page):
    return re.findall(r'card__title">(?:<a [^>]*>)?(.*?)(?:</a>)?</p>', page)


def titles(page):
    return re.findall(r'entry-line__title">(?:<a [^>]*>)?(.*?)(?:</a>)?</h', page)


def test_the_board_is_shut_to_strangers(client, board):
    response = client.get(board_of(board))
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=/desk/")


@pytest.mark.parametrize("role", [role for role in Role if role not in STAFF_ROLES])
def test_the_board_is_shut_to_who_does_not_work_at_the_desk(client, board, role):
    client.force_login(make_person(role))
    assert client.get(board_of(board)).status_code == 403


def test_an_issue_that_is_not_there_is_not_found(client, office, board):
    client.force_login(office.editor)
    assert client.get("/desk/qinghai-gongyun/2026-399/").status_code == 404
    assert client.get("/desk/nothing/2026-3/").status_code == 404
    assert client.get(f"/desk/qinghai-gongyun/{10**30}-3/").status_code == 404


def test_an_issue_without_articles_says_what_to_do(client, office):
    client.force_login(office.editor)
    assert "这一期还没有文章" in client.get(board_of(make_issue(office, articles=0))).text


def test_the_board_shows_every_article_at_its_stage(client, office, board):
    client.force_login(office.editor)
    page = client.get(board_of(board)).text
    assert set(cards(page)) == {f"{state.label}一篇" for state in State}
    heads = page.split('class="board__heads"')[1].split("</p>")[0]
    assert re.findall(r"<span>(\w+)<b>(\d+)</b>", heads) == [
        ("编写", "2"), ("初审", "1"), ("复审", "1"), ("终审", "1"), ("定稿", "2"),
    ]  # fmt: skip
    lane = page.split("学习强会</h2>")[1].split("</section>")[0]
    assert re.findall(r'cell__stage">(\w+)<', lane) == ["编写", "初审", "终审", "定稿"]
    assert "撤稿一篇" in page.split('id="withdrawn"')[1]


def test_the_counts_are_of_the_whole_issue_whatever_is_filtered(client, office, board):
    long = make_article(office, State.APPROVED, title="长文", body="<p>" + "高原上的班组" * 50 + "</p>")
    place(board, long, office, "学习强会")
    chars = sum(
        p.article.char_count for p in board.placements.select_related("article").exclude(article__state="withdrawn")
    )
    client.force_login(office.editor)
    for asked in ({}, {"q": "长文"}, {"state": State.DRAFT}):
        page = client.get(board_of(board), asked).text
        assert f"8 篇，{chars} 字，3 篇已定稿；另有 1 篇撤稿" in page


def test_each_card_says_who_must_act_now(client, office, board):
    client.force_login(office.editor)
    page = client.get(board_of(board)).text
    for state, turn in (
        (State.DRAFT, office.editor.name),
        (State.FIRST_REVIEW, "编辑"),
        (State.SECOND_REVIEW, "副主编"),
        (State.FINAL_REVIEW, "主编"),
    ):
        card = page.split(f"{state.label}一篇")[1].split("</li>")[0]
        assert f"等{turn}" in card
    Comment.objects.create(article=board.placements.first().article, text="？", digest="0" * 64, by=office.chief)
    assert "1 条批注" in client.get(board_of(board)).text


def test_the_board_can_be_filtered_by_column_state_editor_and_mine(client, office, board):
    other = make_person(Role.EDITOR)
    article = board.placements.get(article__state=State.DRAFT).article
    article.editor = other
    article.save()
    client.force_login(other)

    def found(**asked):
        return set(cards(client.get(board_of(board), asked).text))

    column = board.placements.get(article__state=State.DRAFT).column_id
    assert found(column=column) == {"草稿一篇", "初审一篇", "终审一篇", "已发布一篇"}
    assert found(state="returned") == {"退回一篇"}
    assert found(editor=other.pk) == {"草稿一篇"}
    assert found(mine="mine") == {"草稿一篇"}
    assert found(mine="turn") == {"初审一篇"}
    assert found(column=column, state="final_review") == {"终审一篇"}
    for nonsense in ({"column": "x"}, {"column": "9" * 40}, {"state": "nowhere"}, {"editor": "-1"}, {"mine": "yours"}):
        assert len(found(**nonsense)) == len(State)


def test_a_search_that_finds_nothing_leads_back(client, office, board):
    client.force_login(office.editor)
    page = client.get(board_of(board), {"q": "没有这样的词"}).text
    assert "没有符合的文章" in page
    assert cards(page) == []
    assert 'value="没有这样的词"' in page, "what was typed is kept"


def test_a_crowded_cell_is_folded(client, office):
    issue = make_issue(office, articles=MOST_IN_A_CELL + 8)
    client.force_login(office.editor)
    page = client.get(board_of(issue)).text
    assert "还有 8 篇" in page
    assert len(cards(page)) == MOST_IN_A_CELL + 8


def crowd(issue, office, number):
    """`number` more drafts in the issue, in nine columns: copies of one that was written."""
    draft = make_article(office, State.DRAFT)
    columns = [planning.column_named(make_periodical(), f"栏目{number}") for number in range(9)]
    draft.pk, draft._state.adding = None, True
    copies = Article.objects.bulk_create(copy(draft) for _ in range(number))
    author = Author.objects.get_or_create(name="马玉林")[0]
    Byline.objects.bulk_create(Byline(article=article, author=author) for article in copies)
    Placement.objects.bulk_create(
        Placement(issue=issue, column=columns[at % 9], column_order=at % 9, article=article, order=at)
        for at, article in enumerate(copies)
    )


def test_the_board_costs_the_same_with_1_47_and_300_articles(client, office, django_assert_max_num_queries):
    issue = make_issue(office, articles=1)
    client.force_login(office.chief)
    costs = []
    for wanted in (1, 47, 300):
        crowd(issue, office, wanted - issue.placements.count())
        client.get(board_of(issue))
        with django_assert_max_num_queries(BUDGET) as asked:
            page = client.get(board_of(issue)).text
        assert len(cards(page)) == wanted
        costs.append(len(asked))
    assert len(set(costs)) == 1, costs


# The list of all articles


def listed(client, **asked):
    response = client.get("/desk/articles/", asked)
    assert response.status_code == 200
    return titles(response.text)


@pytest.fixture
def editor(client, office):
    client.force_login(office.editor)
    return office.editor


def test_a_house_without_articles_says_what_to_do(client, editor):
    assert "还没有文章" in client.get("/desk/articles/").text


def test_every_article_is_listed_the_withdrawn_too(client, office, editor):
    made = {make_article(office, state).title for state in State}
    assert set(listed(client)) == made


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("盐湖", {"盐湖上的班组"}),
        ("马玉林", {"盐湖上的班组"}),
        ("海西", {"草原来信"}),
        ("格尔木市", {"援青日记"}),
        ("盐湖 马玉林", {"盐湖上的班组"}),
        ("盐湖 海西", set()),
        ("引题在此", {"援青日记"}),
        ("\x00\x1f", {"盐湖上的班组", "草原来信", "援青日记"}),
        ("100%", set()),
        ("很" * 5000, set()),
    ],
)
def test_words_are_looked_for_in_titles_authors_and_units(client, office, editor, words, found):
    make_article(office, State.DRAFT, title="盐湖上的班组", bylines=[("马玉林", "")])
    make_article(office, State.DRAFT, title="草原来信", contributor="海西州总工会")
    make_article(office, State.DRAFT, title="援青日记", kicker="引题在此", union=Union.objects.named("格尔木市总工会"))
    assert set(listed(client, q=words)) == found


def test_it_can_be_filtered(client, office, editor):
    other = make_person(Role.EDITOR)
    issue = make_issue(office, articles=0, year=2025, number=2)
    placed = place(issue, make_article(office, State.APPROVED, title="排进去的", tags=["改革"]), office, "工作研究")
    loose = make_article(office, State.SECOND_REVIEW, title="没排的", writer=other)
    publishing.withdraw(article=make_article(office, State.DRAFT, title="撤下的"), by=office.editor)
    assert listed(client, issue=issue.pk) == [placed.title]
    assert set(listed(client, issue="none")) == {loose.title, "撤下的"}
    assert listed(client, column="工作研究") == [placed.title]
    assert listed(client, tag="改革") == [placed.title]
    assert listed(client, year="2025") == [placed.title]
    assert listed(client, state="withdrawn") == ["撤下的"]
    assert set(listed(client, state="live")) == {placed.title, loose.title}
    assert listed(client, state="reviews") == [loose.title]
    assert listed(client, editor=other.pk) == []
    client.force_login(other)
    assert listed(client, mine="mine") == [loose.title]
    for nonsense in (
        {"year": "99999"},
        {"issue": "x"},
        {"state": "?"},
        {"page": "no"},
        {"order": "x"},
        {"tag": "\x00"},
    ):
        assert len(listed(client, **nonsense)) == 3, nonsense


def test_an_article_with_several_tags_and_bylines_is_listed_once(client, office, editor):
    article = make_article(office, State.APPROVED, bylines=[("马玉林", ""), ("马玉芳", "")], tags=["一", "二"])
    place(make_issue(office, articles=0), article, office, "工作研究")
    assert listed(client, column="工作研究", year="2026", q="马玉") == [article.title]
    assert listed(client) == [article.title]


def test_it_can_be_put_in_order(client, office, editor):
    for title, words in (("甲", 30), ("乙", 10), ("丙", 20)):
        make_article(office, State.DRAFT, title=title, body=f"<p>{'字' * words}</p>")
    assert listed(client) == ["丙", "乙", "甲"]
    assert listed(client, order="waiting") == ["甲", "乙", "丙"]
    assert listed(client, order="long") == ["甲", "丙", "乙"]


def test_it_goes_on_on_the_next_page_at_the_same_cost(client, office, editor, django_assert_max_num_queries):
    make_issue(office, articles=1)
    client.get("/desk/articles/")
    with django_assert_max_num_queries(BUDGET) as first:
        client.get("/desk/articles/", {"q": "高原", "year": "2026"})
    for number in range(ARTICLES_A_PAGE + 4):
        make_article(office, LIVE[number % 5], bylines=[("马玉林", "")], tags=[f"标签{number}"])
    make_issue(office, articles=1, year=2025, column="市州动态")
    with django_assert_max_num_queries(BUDGET) as many:
        page = client.get("/desk/articles/", {"q": "高原"}).text
    assert len(many) == len(first)
    assert len(titles(page)) == ARTICLES_A_PAGE
    assert f"找到 {ARTICLES_A_PAGE + 6} 篇" in page
    assert len(listed(client, q="高原", page="2")) == 6
    assert len(listed(client, page="9" * 30)) == 6, "a page beyond the end is the last"
