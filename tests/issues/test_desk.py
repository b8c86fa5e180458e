"""The desk's front page: what waits for whom, in which order, what was sent on, what came back and why, and what it costs."""

import datetime
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.roles import STAFF_ROLES, Role
from issues.actions import assigning, planning, reviewing, writing
from issues.models import Article, Assignment, Comment, Issue, LeaderAnswer, LeaderLink
from issues.queries.desk import MOST_DECIDED, MOST_ELSEWHERE, MOST_WAITING, front_page
from issues.workflow import LIVE, REVIEWS, Move, State, can
from tests.factories import Office, make_article, make_issue, make_periodical, make_person

pytestmark = pytest.mark.django_db
PAGES = ["/desk/", "/desk/articles/"]
BUDGET = 12


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def today():
    return timezone.localdate()


def page_of(client, person, address="/desk/"):
    client.force_login(person)
    response = client.get(address)
    assert response.status_code == 200
    return response.text


def part(page, name):
    """The section of the page under the heading with that id, without what is folded in it."""
    return page.split(f'id="{name}"')[1].split("</section>")[0].split("<details")[0]


def titles(html):
    return re.findall(r'entry-line__title">(?:<a [^>]*>)?(.*?)(?:</a>)?</h', html)


def assign(article, person, office, due=None, level=1):
    return Assignment.objects.create(article=article, level=level, person=person, by=office.chief, due=due)


def place_all(issue, articles, office, column="基层活动"):
    row = planning.column_named(make_periodical(), column)
    for article in articles:
        planning.place(issue=issue, column=row, article=article, by=office.editor)


@pytest.mark.parametrize("address", PAGES)
def test_strangers_are_asked_to_sign_in(client, address):
    response = client.get(address)
    assert response.status_code == 302
    assert response["Location"].startswith("/sign-in/?next=/desk/")


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("role", [role for role in Role if role not in STAFF_ROLES])
def test_who_does_not_work_at_the_desk_is_refused(client, role, address):
    client.force_login(make_person(role))
    assert client.get(address).status_code == 403


@pytest.mark.parametrize("address", PAGES)
def test_it_is_never_kept_by_a_browser_and_takes_no_posts(client, office, address):
    client.force_login(office.editor)
    assert "no-store" in client.get(address)["Cache-Control"]
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("role", sorted(STAFF_ROLES))
def test_an_empty_desk_says_so(client, role):
    page = page_of(client, make_person(role))
    assert "现在没有等着您的稿件" in page
    assert "没有在编的期" in page
    assert 'id="returned"' not in page


def test_each_sees_what_is_theirs_to_do(client, office):
    made = {state: make_article(office, state, title=f"正在{state.label}的稿件") for state in State}
    waiting = {
        office.editor: {State.DRAFT, State.RETURNED},
        office.second_editor: {State.FIRST_REVIEW},
        office.deputy: {State.SECOND_REVIEW},
        office.chief: {State.FINAL_REVIEW},
    }
    waiting[office.editor].add(State.FIRST_REVIEW)  # an outsider wrote it, so that its editor may decide it too
    for person, states in waiting.items():
        assert set(titles(part(page_of(client, person), "waiting"))) == {made[state].title for state in states}


def test_a_level_below_ones_post_is_folded_until_nobody_of_that_post_may_decide_it(client, office):
    article = make_article(office, State.FIRST_REVIEW, writer=office.editor)
    page = page_of(client, office.chief)
    assert "没有等着您的稿件" in page
    assert titles(page.split("您也可以审")[1])[0] == article.title
    assert "审过一篇的前一级，就不能再审它的后一级" in page
    office.second_editor.is_active = False
    office.second_editor.save()
    page = page_of(client, office.chief)
    assert "没有等着您的稿件" not in page and "您也可以审" not in page
    assert titles(part(page, "waiting")) == [article.title]


def test_what_one_wrote_oneself_does_not_wait_for_one(client, office):
    article = make_article(office, State.FIRST_REVIEW, writer=office.editor)
    assert article.title not in part(page_of(client, office.editor), "waiting")
    assert article.title in part(page_of(client, office.editor), "sent")
    assert article.title in part(page_of(client, office.second_editor), "waiting")


def test_every_row_that_waits_for_a_decision_is_one_that_may_be_decided_and_none_is_missing(office):
    for state in State:
        make_article(office, state)
        if state in (State.DRAFT, State.FIRST_REVIEW):
            make_article(office, state, writer=office.deputy)
    person = make_person(Role.CHIEF_EDITOR)
    article = make_article(office, State.FIRST_REVIEW)
    reviewing.pass_on(article=article, by=person)
    for user in (office.editor, office.second_editor, office.deputy, office.chief, person):
        page = front_page(user)
        waiting = [task.entry for group in page["groups"] for task in group.tasks if task.may_decide]
        shown = {entry.article.pk for entry in (*waiting, *page["others"])}
        assert shown == {article.pk for article in Article.objects.all() if can(article, Move.RETURN, user)}


def test_the_overdue_come_first_then_what_is_due_soon_then_the_rest(client, office, today):
    made = {}
    for name, days in (("其余", None), ("下月", 30), ("后天", 2), ("昨天", -1), ("上周", -7)):
        made[name] = make_article(office, State.FIRST_REVIEW, title=name)
        if days is not None:
            assign(made[name], office.second_editor, office, today + datetime.timedelta(days=days))
    page = part(page_of(client, office.second_editor), "waiting")
    assert titles(page) == ["上周", "昨天", "后天", "下月", "其余"]
    assert re.findall(r"已过期 \d 天", page) == ["已过期 7 天", "已过期 1 天"]
    assert "后天到期" in page
    assert page.index("已经过期") < page.index("三天内到期") < page.index(">其余<")


def test_what_is_assigned_to_me_stands_before_what_anyone_may_take(client, office):
    make_article(office, State.FIRST_REVIEW, title="谁审都行")
    assign(make_article(office, State.FIRST_REVIEW, title="指定给我"), office.second_editor, office)
    page = part(page_of(client, office.second_editor), "waiting")
    assert titles(page) == ["指定给我", "谁审都行"]
    assert page.count("指定由您审") == 1


def test_what_is_assigned_to_another_is_folded_and_names_them(client, office):
    assign(make_article(office, State.FIRST_REVIEW, title="分派给别人"), office.second_editor, office)
    page = page_of(client, office.deputy)
    folded = page.split("您也可以审")[1]
    assert titles(folded)[0] == "分派给别人"
    assert f"等{office.second_editor}初审" in folded
    assert "现在没有等着您的稿件" in page


def test_who_was_asked_and_may_no_longer_decide_keeps_it_from_nobody(client, office):
    another = make_person(Role.DEPUTY_CHIEF)
    article = make_article(office, State.FIRST_REVIEW)
    assigning.assign(article=article, level=2, person=office.deputy, by=office.chief)
    article = reviewing.pass_on(article=article, by=office.deputy)
    assert titles(part(page_of(client, another), "waiting")) == [article.title]
    text = client.get(reverse("issues:article", args=[article.pk])).text
    assert "等副主编复审" in text and f"指定：{office.deputy.name}" not in text


def test_the_issues_deadline_counts_where_no_day_was_assigned(client, office, today):
    issue = make_issue(office, articles=0)
    Issue.objects.filter(pk=issue.pk).update(deadline=today - datetime.timedelta(days=3))
    place_all(issue, [make_article(office, State.FIRST_REVIEW)], office)
    page = page_of(client, office.second_editor)
    assert "已过期 3 天" in part(page, "waiting")
    assert "已过定稿截止 3 天" in part(page, "under-way")


def test_a_returned_article_says_who_returned_it_from_where_and_why(client, office):
    article = make_article(office, State.SECOND_REVIEW)
    reviewing.send_back(article=article, by=office.deputy, opinion="\n请核对第二节的人数。\n题目改短些。")
    page = part(page_of(client, office.editor), "waiting")
    assert "请核对第二节的人数。……" in page
    assert "题目改短些" not in page
    assert f"{office.deputy}，复审退回" in page
    back = part(page_of(client, office.second_editor), "returned")
    assert "请核对第二节的人数。" in back
    assert f"等{office.editor}修改" in back
    writing.rewrite(article=article, by=office.editor, body="<p>改过了。</p>")
    reviewing.submit(article=article, by=office.editor)
    assert "请核对第二节" not in page_of(client, office.second_editor)


def test_what_i_sent_on_says_where_it_is_and_whose_turn_it_is(client, office):
    make_article(office, State.FINAL_REVIEW, title="到了终审")
    assign(make_article(office, State.SECOND_REVIEW, title="到了复审"), office.deputy, office, level=2)
    page = part(page_of(client, office.second_editor), "sent")
    assert set(titles(page)) == {"到了终审", "到了复审"}
    assert "等主编终审" in page
    assert f"等{office.deputy}复审" in page


def test_what_was_settled_lately_is_shown_and_after_a_fortnight_no_more(client, office):
    old = make_article(office, State.APPROVED, title="早已定稿")
    old.versions.update(at=timezone.now() - datetime.timedelta(days=20))
    make_article(office, State.APPROVED, title="刚刚定稿")
    make_article(office, State.WITHDRAWN, title="刚刚撤稿")
    assert set(titles(part(page_of(client, office.editor), "decided"))) == {"刚刚定稿", "刚刚撤稿"}


def test_open_comments_on_my_article_wait_for_me_and_my_own_do_not(client, office):
    article = make_article(office, State.APPROVED)
    comment = Comment.objects.create(article=article, text="此处存疑", digest="0" * 64, by=office.chief)
    assert "1 条批注还没有了结" in part(page_of(client, office.editor), "waiting")
    assert article.title not in part(page_of(client, office.second_editor), "waiting")
    comment.resolved_by, comment.resolved_at = office.editor, timezone.now()
    comment.save()
    Comment.objects.create(article=article, text="自己记下", digest="0" * 64, by=office.editor)
    assert "没有等着您的稿件" in page_of(client, office.editor)


def test_a_leaders_answer_waits_for_the_editor_until_somebody_acts_on_it(client, office):
    article = make_article(office, State.SECOND_REVIEW)
    LeaderLink.objects.create(
        article=article,
        version=article.versions.first(),
        name="吴建军",
        post="主席",
        token_digest="1",
        by=office.chief,
        answered_at=timezone.now(),
        answer=LeaderAnswer.CHANGE,
        opinion="开头再短些",
    )
    for person in (office.editor, office.chief):
        assert "吴建军 主席答复：修改。开头再短些" in part(page_of(client, person), "waiting")
    reviewing.pass_on(article=article, by=office.deputy)
    assert "开头再短些" not in page_of(client, office.editor)


def test_the_issues_under_way_say_how_far_they_are(client, office):
    issue = make_issue(office, articles=3)
    place_all(issue, [make_article(office, State.DRAFT, body="<p>" + "字" * 40 + "</p>")], office)
    make_issue(office, released=True)
    page = part(page_of(client, office.editor), "under-way")
    assert page.count("under__label") == 1
    assert re.search(r"<strong>3</strong> / 4 篇定稿", page)
    assert f"/desk/{issue.periodical.slug}/{issue.code}/" in page


def crowd(office, number):
    """`number` articles in every live state, placed, assigned, commented on."""
    issue = make_issue(office, articles=0)
    for _ in range(number):
        for state in LIVE:
            article = make_article(office, state, bylines=[("马玉林", ""), ("才让卓玛", "")], tags=["改革"])
            place_all(issue, [article], office)
            Comment.objects.create(article=article, text="存疑", digest="0" * 64, by=office.chief)
            if state in REVIEWS:
                level = REVIEWS.index(state) + 1
                assign(article, office.chief, office, timezone.localdate(), level=level)
    return issue


def test_it_costs_the_same_with_6_and_30_articles_that_concern_me(client, office, django_assert_max_num_queries):
    costs = []
    for number in (1, 4):  # of each live state
        crowd(office, number)
        for person in (office.editor, office.second_editor, office.deputy, office.chief):
            client.force_login(person)
            client.get("/desk/")
            with django_assert_max_num_queries(BUDGET) as asked:
                assert client.get("/desk/").status_code == 200
            costs.append(len(asked))
    assert len(set(costs)) == 1, costs


def test_too_much_is_cut_and_told(client, office):
    wanted = MOST_WAITING + 5
    for number in range(wanted):
        make_article(office, State.DRAFT, title=f"草稿之{number}")
    for _ in range(MOST_DECIDED + 2):
        make_article(office, State.APPROVED)
    page = page_of(client, office.editor)
    assert f"{wanted} 篇等您处理" in page
    assert len(titles(part(page, "waiting"))) == MOST_WAITING
    assert "还有 5 篇等您处理" in page
    assert len(titles(part(page, "decided"))) == MOST_DECIDED
    assert MOST_DECIDED < MOST_ELSEWHERE


def test_titles_are_shown_as_typed_and_never_as_markup(client, office):
    make_article(office, State.DRAFT, title="<script>alert(1)</script>")
    page = page_of(client, office.editor)
    assert "&lt;script&gt;alert(1)" in page
    assert "<script>alert" not in page
