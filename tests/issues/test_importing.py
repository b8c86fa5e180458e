import pytest

from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.actions.importing import import_back_issue, layout_for
from issues.actions.planning import make_issue
from issues.models import Article, Issue, Layout, VersionName
from issues.workflow import IssueState, State
from manuscripts.backissue.result import BackIssue, FoundArticle, FoundByline, FoundColumn, Leftover
from tests.factories import Office, make_article, make_periodical, make_person

pytestmark = pytest.mark.django_db


def found(title: str, **fields) -> FoundArticle:
    fields.setdefault("html", "<p>大坝脚下，巡护队已经走了三十年。</p>")
    return FoundArticle(title=title, **fields)


def back_issue(*articles: FoundArticle) -> BackIssue:
    speech = found(
        "把课堂搬到塔下",
        kicker="学习纪实",
        bylines=[FoundByline("林远志", "省总工会宣教部部长"), FoundByline("编写组")],
        source="《高原日报》",
        printed_page=3,
    )
    item = found("一碗热面", contributor="海西州总工会", printed_page=9)
    return BackIssue(
        year=2019,
        number=2,
        columns=[FoundColumn("学习强会", [speech]), FoundColumn("市州动态", [item, *articles])],
        board={"主任": ["甲乙"], "委员": ["丙丁", "戊己"]},
        imprint={"主办": "青海省总工会", "准印证号": "青(0000000)", "statement": "内部资料 免费交流"},
        unplaced=["没有找到的一篇"],
        leftovers=[Leftover(12, "没有归属的一行")],
        warnings=["第 12 行：没有归属。"],
    )


def take_in(back: BackIssue, sha256: str = "a" * 64, **options) -> tuple[Issue, bool]:
    return import_back_issue(
        periodical=make_periodical(), year=2019, number=2, back=back, sha256=sha256, by=None, **options
    )


def test_an_issue_is_made_with_columns_articles_bylines_unions_pages_board_and_imprint():
    issue, changed = take_in(back_issue())
    assert changed
    assert issue.state == IssueState.RELEASED
    placements = list(issue.placements.select_related("column", "article__union"))
    assert [(p.column.name, p.article.title, p.printed_page) for p in placements] == [
        ("学习强会", "把课堂搬到塔下", 3),
        ("市州动态", "一碗热面", 9),
    ]
    assert placements[1].article.union.name == "海西蒙古族藏族自治州总工会"
    bylines = [(b.author.name, b.post, b.author.is_body) for b in placements[0].article.bylines.all()]
    assert bylines == [("林远志", "省总工会宣教部部长", False), ("编写组", "", False)]
    assert [(post.post, post.name_list) for post in issue.board.all()] == [
        ("主任", ["甲乙"]),
        ("委员", ["丙丁", "戊己"]),
    ]
    assert [line.label for line in issue.imprint.all()] == ["主办", "准印证号"]
    assert set(Article.objects.values_list("state", flat=True)) == {State.PUBLISHED}


def test_what_found_no_place_is_kept_with_the_issue():
    issue, _ = take_in(back_issue())
    issue.refresh_from_db()
    assert issue.import_report["warnings"] == ["第 12 行：没有归属。"]
    assert issue.import_report["unplaced"] == ["没有找到的一篇"]
    assert issue.import_report["leftovers"] == [{"line": 12, "text": "没有归属的一行"}]


def test_the_same_file_again_changes_nothing():
    issue, _ = take_in(back_issue())
    before = list(Article.objects.values_list("pk", "updated_at").order_by("pk"))
    assert take_in(back_issue()) == (issue, False)
    assert list(Article.objects.values_list("pk", "updated_at").order_by("pk")) == before


def test_another_file_is_refused_and_changes_nothing():
    take_in(back_issue())
    with pytest.raises(NotAllowed, match="--replace"):
        take_in(back_issue(found("新的一篇")), sha256="b" * 64)
    assert Article.objects.count() == 2


def test_replacing_keeps_the_history_of_articles_that_stay_and_retires_those_that_go():
    issue, _ = take_in(back_issue(found("只在旧文件里")))
    kept = Article.objects.get(title="一碗热面")
    changed = back_issue(found("只在新文件里"))
    changed.columns[1].articles[0].html = "<p>改过的正文。</p>"
    take_in(changed, sha256="b" * 64, replace=True)
    kept.refresh_from_db()
    assert kept.body == "<p>改过的正文。</p>"
    names = list(kept.versions.order_by("number").values_list("name", flat=True))
    assert names == [VersionName.IMPORTED, VersionName.REPLACED, VersionName.IMPORTED]
    assert "三十年" in kept.versions.get(number=2).words["body"]
    assert Article.objects.get(title="只在旧文件里").state == State.WITHDRAWN
    titles = list(issue.placements.values_list("article__title", flat=True))
    assert titles == ["把课堂搬到塔下", "一碗热面", "只在新文件里"]


def test_an_issue_made_on_the_desk_is_never_overwritten():
    make_issue(periodical=make_periodical(), year=2019, number=2, by=None)
    with pytest.raises(NotAllowed, match="编辑台"):
        take_in(back_issue(), replace=True)


def test_a_failure_half_way_leaves_the_database_as_it_was():
    bad = back_issue(found("很长" * 200))
    with pytest.raises(NotAllowed, match="标题"):
        take_in(bad)
    assert not Issue.objects.exists()
    assert not Article.objects.exists()


def test_only_operators_and_the_chief_import():
    with pytest.raises(NotAllowed, match="管理员"):
        import_back_issue(
            periodical=make_periodical(),
            year=2019,
            number=2,
            back=back_issue(),
            sha256="a" * 64,
            by=make_person(Role.EDITOR),
        )


@pytest.mark.parametrize(("lengths", "layout"), [((3000, 900), Layout.FEATURE), ((400, 500), Layout.NEWS)])
def test_an_unknown_column_is_set_by_the_length_of_its_articles(lengths, layout):
    column = FoundColumn("学习专题", [found("文", characters=length) for length in lengths])
    assert layout_for(column) == layout


def test_articles_on_the_desk_are_not_touched_by_an_import():
    mine = make_article(Office(), State.DRAFT, title="一碗热面")
    take_in(back_issue())
    mine.refresh_from_db()
    assert mine.state == State.DRAFT
    assert Article.objects.filter(title="一碗热面").count() == 2
