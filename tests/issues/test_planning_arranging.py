"""Arranging an issue: every step, who may take it, and what a stale or a forged one comes to."""

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.actions import arranging, planning, publishing
from issues.actions.plan_rows import StalePlan, arrangement_of
from issues.models import Article, Column, Issue, Layout, Periodical, Placement
from issues.workflow import State
from tests.factories import Office, make_article, make_issue, make_periodical, make_person

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def issue(office) -> Issue:
    """Two columns: 甲 with 一 二 三, 乙 with 四."""
    issue = make_issue(office, articles=0, year=2026, number=6)
    for name, titles in (("甲", "一二三"), ("乙", "四")):
        column = planning.column_named(issue.periodical, name, Layout.NEWS)
        for title in titles:
            article = make_article(office, State.DRAFT, title=title)
            planning.place(issue=issue, column=column, article=article, by=office.editor)
    return fresh(issue)


def fresh(issue: Issue) -> Issue:
    return Issue.objects.select_related("periodical").get(pk=issue.pk)


def shown(issue: Issue) -> list[str]:
    """What stands where, as one string a column: 甲一二三."""
    columns = Column.objects.in_bulk()
    articles = Article.objects.in_bulk()
    return [
        columns[slot.column].name + "".join(articles[key].title for key in slot.articles)
        for slot in arrangement_of(issue).slots
    ]


def printed(issue: Issue) -> list[str]:
    """The articles in the order the press freezes them."""
    rows = Placement.objects.filter(issue=issue).order_by("column_order", "order", "id")
    return list(rows.values_list("article__title", flat=True))


def article(title: str) -> Article:
    return Article.objects.get(title=title)


def column(name: str) -> Column:
    return Column.objects.get(name=name)


def step(issue: Issue, office: Office) -> dict:
    issue = fresh(issue)
    return {"issue": issue, "by": office.editor, "version": issue.plan_version}


def test_an_article_goes_to_a_place_in_another_column(issue, office):
    arranging.move_article(article=article("一"), column=column("乙"), position=0, **step(issue, office))
    assert shown(issue) == ["甲二三", "乙一四"]
    assert printed(issue) == ["二", "三", "一", "四"]


def test_without_a_place_it_goes_to_the_end(issue, office):
    arranging.move_article(article=article("一"), column=column("乙"), **step(issue, office))
    assert shown(issue) == ["甲二三", "乙四一"]


def test_a_place_beyond_the_end_is_the_end(issue, office):
    arranging.move_article(article=article("一"), column=column("甲"), position=99, **step(issue, office))
    assert shown(issue) == ["甲二三一", "乙四"]


def test_down_and_up_go_over_the_edge_of_a_column(issue, office):
    arranging.shift_article(article=article("三"), step=1, **step(issue, office))
    assert shown(issue) == ["甲一二", "乙三四"]
    arranging.shift_article(article=article("三"), step=-1, **step(issue, office))
    assert shown(issue) == ["甲一二三", "乙四"]


def test_at_the_ends_of_the_issue_nothing_happens_and_nothing_is_recorded(issue, office):
    rows = AuditEntry.objects.count()
    assert arranging.shift_article(article=article("一"), step=-1, **step(issue, office)).plan_version == 4
    assert arranging.shift_article(article=article("四"), step=1, **step(issue, office)).plan_version == 4
    assert AuditEntry.objects.count() == rows


def test_a_column_moves_with_all_in_it(issue, office):
    arranging.move_column(column=column("乙"), position=0, **step(issue, office))
    assert shown(issue) == ["乙四", "甲一二三"]
    assert printed(issue) == ["四", "一", "二", "三"]
    arranging.shift_column(column=column("乙"), step=1, **step(issue, office))
    assert shown(issue) == ["甲一二三", "乙四"]
    arranging.shift_column(column=column("甲"), step=-1, **step(issue, office))
    assert shown(issue) == ["甲一二三", "乙四"]


def test_a_step_is_one_audit_row_that_says_what_was_done(issue, office):
    arranging.move_article(article=article("一"), column=column("乙"), position=0, **step(issue, office))
    row = AuditEntry.objects.filter(verb="编排").first()
    assert (row.by, row.target_label, row.changes["what"]) == (office.editor, "一", "把《一》移到“乙”第 1 篇")


def test_a_stale_step_is_refused_by_name_and_changes_nothing(issue, office):
    early = step(issue, office)
    arranging.shift_article(article=article("一"), step=1, **step(issue, office))
    before = shown(issue)
    with pytest.raises(StalePlan, match=f"{office.editor.name}刚才把《一》移到“甲”第 2 篇"):
        arranging.move_article(article=article("一"), column=column("乙"), **early)
    assert shown(issue) == before


def test_undo_brings_back_what_was_and_once_more_does_it_again(issue, office):
    before = shown(issue)
    arranging.take_out(article=article("二"), **step(issue, office))
    after = shown(issue)
    done = arranging.undo(**step(issue, office))
    assert shown(issue) == before
    assert done.plan_last["what"] == "撤销了一步（把《二》移出本期）"
    done = arranging.undo(**step(issue, office))
    assert shown(issue) == after
    assert done.plan_last["what"] == "重做了一步（把《二》移出本期）"


def test_undo_does_not_take_an_article_back_from_another_issue(issue, office):
    arranging.take_out(article=article("二"), **step(issue, office))
    other = make_issue(office, articles=1, year=2026, number=7)
    planning.place(issue=other, column=column("甲"), article=article("二"), by=office.editor)
    with pytest.raises(NotAllowed, match="已经编入2026年第7期"):
        arranging.undo(**step(issue, office))
    assert shown(issue) == ["甲一三", "乙四"]


def test_nothing_to_undo_says_so(office):
    empty = make_issue(office, articles=0, year=2026, number=9)
    with pytest.raises(NotAllowed, match="没有可以撤销"):
        arranging.undo(**step(empty, office))


def test_several_articles_are_placed_at_once_in_the_order_given(issue, office):
    waiting = [make_article(office, title=title) for title in ("六", "五")]
    arranging.place_articles(articles=waiting, column=column("乙"), **step(issue, office))
    assert shown(issue) == ["甲一二三", "乙四六五"]
    assert fresh(issue).plan_last["what"] == "把《六》等 2 篇编入“乙”"


def test_nothing_ticked_says_so(issue, office):
    with pytest.raises(NotAllowed, match="还没有选文章"):
        arranging.place_articles(articles=[], column=column("乙"), **step(issue, office))


def test_one_article_of_a_batch_refused_refuses_all(issue, office):
    withdrawn = make_article(office, State.WITHDRAWN, title="撤")
    good = make_article(office, title="好")
    with pytest.raises(NotAllowed, match="撤稿"):
        arranging.place_articles(articles=[good, withdrawn], column=column("乙"), **step(issue, office))
    assert shown(issue) == ["甲一二三", "乙四"]


def test_an_article_of_another_periodical_or_issue_is_refused(issue, office):
    other = Periodical.objects.create(slug="tongbao", title="内部通报")
    foreign = make_article(office, periodical=other, title="外")
    with pytest.raises(NotAllowed, match="不是青海工运的文章"):
        arranging.place_articles(articles=[foreign], column=column("乙"), **step(issue, office))
    elsewhere = make_issue(office, articles=1, year=2026, number=7).placements.get().article
    with pytest.raises(NotAllowed, match="已经编入2026年第7期"):
        arranging.place_articles(articles=[elsewhere], column=column("乙"), **step(issue, office))
    with pytest.raises(NotAllowed, match="不在2026年第6期里"):
        arranging.move_article(article=elsewhere, column=column("乙"), **step(issue, office))
    with pytest.raises(NotAllowed, match="不在2026年第6期里"):
        arranging.take_out(article=elsewhere, **step(issue, office))


def test_a_column_that_is_not_in_the_plan_is_refused(issue, office):
    other = Periodical.objects.create(slug="tongbao", title="内部通报")
    foreign = Column.objects.create(periodical=other, name="通报")
    for act in (
        lambda: arranging.move_article(article=article("一"), column=foreign, **step(issue, office)),
        lambda: arranging.place_articles(articles=[make_article(office)], column=foreign, **step(issue, office)),
        lambda: arranging.move_column(column=foreign, position=0, **step(issue, office)),
        lambda: arranging.drop_column(column=foreign, **step(issue, office)),
        lambda: arranging.rename_column(column=foreign, name="改", **step(issue, office)),
    ):
        with pytest.raises(NotAllowed, match="没有“通报”这个栏目"):
            act()
    assert shown(issue) == ["甲一二三", "乙四"]


def test_a_new_column_is_for_this_issue_alone(issue, office):
    arranging.add_column(name="  学习全会精神 ", layout=Layout.FEATURE, **step(issue, office))
    assert shown(issue) == ["甲一二三", "乙四", "学习全会精神"]
    added = column("学习全会精神")
    assert (added.layout, added.active) == (Layout.FEATURE, False)
    with pytest.raises(NotAllowed, match="本期已经有“甲”"):
        arranging.add_column(name="甲", layout=Layout.NEWS, **step(issue, office))


def test_a_usual_column_is_taken_by_its_name_with_its_own_layout(issue, office):
    arranging.add_column(name="卷首语", layout=Layout.NEWS, **step(issue, office))
    assert column("卷首语").layout == Layout.LETTER
    assert Column.objects.filter(name="卷首语").count() == 1


@pytest.mark.parametrize(
    ("name", "says"), [("", "还没有名称"), ("\x00\x07 ", "还没有名称"), ("长" * 41, "最多 40 个字")]
)
def test_what_is_no_name_of_a_column_is_refused_in_words(issue, office, name, says):
    with pytest.raises(NotAllowed, match=says):
        arranging.add_column(name=name, layout=Layout.NEWS, **step(issue, office))


def test_a_column_has_another_name_in_this_issue_alone(issue, office):
    other = make_issue(office, articles=1, year=2026, number=7, column="甲")
    arranging.rename_column(column=column("甲"), name="新甲", **step(issue, office))
    assert shown(issue) == ["新甲一二三", "乙四"]
    assert other.placements.get().column.name == "甲"
    arranging.undo(**step(issue, office))
    assert shown(issue) == ["甲一二三", "乙四"]
    with pytest.raises(NotAllowed, match="本期已经有“乙”"):
        arranging.rename_column(column=column("甲"), name="乙", **step(issue, office))


def test_only_an_empty_column_can_be_dropped(issue, office):
    with pytest.raises(NotAllowed, match="还有 1 篇文章"):
        arranging.drop_column(column=column("乙"), **step(issue, office))
    arranging.take_out(article=article("四"), **step(issue, office))
    arranging.drop_column(column=column("乙"), **step(issue, office))
    assert shown(issue) == ["甲一二三"]


def test_a_moved_article_keeps_what_the_press_noted(issue, office):
    planning.record_pages(issue=issue, page_map={str(article("一").pk): (4, 5)}, pages=8)
    arranging.move_article(article=article("一"), column=column("乙"), **step(issue, office))
    placement = Placement.objects.get(article__title="一")
    assert (placement.typeset_first, placement.typeset_last) == (4, 5)


def test_a_released_issue_stays_as_it_is(office):
    issue = make_issue(office, articles=1, released=True, year=2026, number=6)
    placement = issue.placements.get()
    with pytest.raises(NotAllowed, match="已经出刊，不能再编排"):
        arranging.take_out(article=placement.article, **step(issue, office))
    with pytest.raises(NotAllowed, match="已经出刊，不能再编排"):
        planning.set_cover(issue=issue, by=office.editor, photo=None)
    with pytest.raises(NotAllowed, match="已经出刊，不能再编排"):
        planning.set_board_and_imprint(issue=issue, by=office.editor, board=[], imprint=[])
    with pytest.raises(NotAllowed, match="已经出刊，不能再编排"):
        planning.set_goals(issue=issue, by=office.editor, serial=1, date=None, deadline=None, target_pages=80)


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
def test_whoever_is_not_of_the_desk_may_not_arrange(issue, office, role):
    asked = step(issue, office) | {"by": make_person(role)}
    with pytest.raises(NotAllowed, match="没有这个角色"):
        arranging.shift_article(article=article("一"), step=1, **asked)


# -- the same through the pages


def at(name: str, issue: Issue) -> str:
    return reverse(f"issues:{name}", args=[issue.periodical.slug, issue.year, issue.number])


def test_a_button_moves_and_comes_back_to_the_plan(client, issue, office):
    client.force_login(office.editor)
    data = {"version": issue.plan_version, "step": f"down {article('一').pk}"}
    response = client.post(at("step-article", issue), data, follow=True)
    assert response.redirect_chain == [(at("plan", issue), 302)]
    assert "把《一》移到“甲”第 2 篇。" in response.text
    assert shown(issue) == ["甲二一三", "乙四"]


def test_a_script_gets_the_plan_alone(client, issue, office):
    client.force_login(office.editor)
    data = {"version": issue.plan_version, "article": article("一").pk, "column": column("乙").pk, "position": 1}
    response = client.post(at("step-move", issue), data, headers={"X-Fragment": "plan"})
    assert response.status_code == 200
    assert response["X-Fragment"] == "plan"
    assert "<html" not in response.text
    assert f'name="version" value="{issue.plan_version + 1}"' in response.text
    assert shown(issue) == ["甲二三", "乙四一"]


def test_a_stale_step_comes_with_the_plan_as_it_is_now(client, issue, office):
    client.force_login(office.editor)
    arranging.shift_article(article=article("一"), step=1, **step(issue, office))
    data = {"version": issue.plan_version, "step": f"out {article('二').pk}"}
    response = client.post(at("step-article", issue), data)
    assert response.status_code == 409
    assert "您的这一步没有做" in response.text
    assert f'name="version" value="{issue.plan_version + 1}"' in response.text
    assert shown(issue) == ["甲二一三", "乙四"]


def test_a_double_click_takes_one_step(client, issue, office):
    client.force_login(office.editor)
    data = {"version": issue.plan_version, "step": f"down {article('一').pk}"}
    assert client.post(at("step-article", issue), data).status_code == 302
    assert client.post(at("step-article", issue), data).status_code == 409
    assert shown(issue) == ["甲二一三", "乙四"]


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("step-article", {}, 403),
        ("step-article", {"version": "x", "step": "up 1"}, 403),
        ("step-article", {"step": "up 99999999"}, 404),
        ("step-article", {"step": "up 99999999999999999999999"}, 403),
        ("step-article", {"step": "publish 1"}, 403),
        ("step-column", {"step": "drop 99999999"}, 404),
        ("step-move", {"article": "1", "column": "-1"}, 403),
        ("step-move", {"article": "\x00", "column": "1"}, 403),
        ("step-move-column", {"column": "99999999", "position": "0"}, 404),
        ("step-place", {"articles": ["1", "x", "\x00"], "column": ""}, 403),
        ("step-rename-column", {"name": "改", "column": "二"}, 403),
        ("step-rename-column", {"name": "改", "column": "9" * 30}, 403),
        ("step-add-column", {"name": "名" * 5000}, 403),
    ],
)
def test_what_no_page_of_ours_sends_is_refused_and_changes_nothing(client, issue, office, name, data, status):
    client.force_login(office.editor)
    sent = {"version": issue.plan_version} | data if data else {}
    assert client.post(at(name, issue), sent).status_code == status
    assert shown(issue) == ["甲一二三", "乙四"]


def test_articles_are_placed_from_the_pool_and_gone_from_it(client, issue, office):
    client.force_login(office.editor)
    waiting = make_article(office, State.DRAFT, title="等着的", tags=["高原"])
    ahead = make_article(office, State.PUBLISHED, title="先发的")
    make_article(office, State.WITHDRAWN, title="撤下的")
    page = client.get(at("pool", issue)).text
    assert "等着的" in page and "先发的" in page and "撤下的" not in page
    data = {"version": issue.plan_version, "articles": [ahead.pk, waiting.pk], "column": column("乙").pk}
    client.post(at("step-place", issue), data)
    assert shown(issue) == ["甲一二三", "乙四先发的等着的"]
    assert "没有等着编入的文章" in client.get(at("pool", issue)).text


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "牦牛"}, {"牦牛合作社"}),
        ({"q": "海西 灯"}, {"路口的灯"}),
        ({"q": "石磊"}, {"路口的灯"}),
        ({"state": "draft"}, {"牦牛合作社"}),
        ({"tag": "高原"}, {"路口的灯"}),
        ({"state": "nonsense"}, {"牦牛合作社", "路口的灯"}),
        ({"q": "%_"}, set()),
        ({"q": "\x00"}, {"牦牛合作社", "路口的灯"}),
        ({"page": "99"}, {"牦牛合作社", "路口的灯"}),
    ],
)
def test_the_pool_is_searched(client, issue, office, asked, found):
    make_article(office, State.DRAFT, title="牦牛合作社")
    make_article(
        office, State.FIRST_REVIEW, title="路口的灯", contributor="海西州总工会", tags=["高原"], bylines=[("石磊", "")]
    )
    client.force_login(office.editor)
    text = client.get(at("pool", issue), asked).text
    assert {title for title in ("牦牛合作社", "路口的灯") if title in text} == found


def test_the_pool_of_a_released_issue_is_shut(client, office):
    released = make_issue(office, articles=1, released=True, year=2026, number=6)
    client.force_login(office.editor)
    response = client.get(at("pool", released))
    assert response.status_code == 403
    assert "已经出刊" in response.text
    text = client.get(at("plan", released)).text
    assert "移出" not in text and "step-article" not in text


def test_placing_goes_along_the_same_road(issue, office):
    other = make_issue(office, articles=1, year=2026, number=7)
    publishing.release(issue=other, by=office.chief)
    with pytest.raises(NotAllowed, match="已经出刊"):
        planning.place(issue=other, column=column("甲"), article=make_article(office), by=office.editor)
    assert make_periodical().columns.filter(name="甲").exists()


def test_nothing_of_another_periodical_is_planned_into_an_issue(issue, office):
    before = arrangement_of(issue)
    other = Periodical.objects.create(slug="another", title="另一种刊物", sponsor="省总工会")
    strange = Column.objects.create(periodical=other, name="别处的栏目")
    column = issue.placements.first().column
    with pytest.raises(NotAllowed, match="不能编入这一期"):
        planning.place(issue=issue, column=column, article=make_article(office, periodical=other), by=office.editor)
    with pytest.raises(NotAllowed, match="请换一个栏目"):
        planning.place(issue=issue, column=strange, article=make_article(office), by=office.editor)
    assert arrangement_of(issue) == before


def test_an_article_of_another_issue_is_not_taken_from_it_unseen(issue, office):
    article = make_issue(office, articles=1).placements.get().article
    with pytest.raises(NotAllowed, match="已经编入"):
        planning.place(issue=issue, column=issue.placements.first().column, article=article, by=office.editor)
