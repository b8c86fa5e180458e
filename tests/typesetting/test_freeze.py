import json

import pytest

from issues.actions import planning
from issues.actions.authors import author_named
from issues.models import Layout
from tests.factories import Office, make_article, make_issue, make_photo
from typesetting.freeze import freeze
from typesetting.manifest import check_sealed

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


def test_a_manifest_holds_the_issue_in_printed_order_and_is_sealed(office):
    issue = make_issue(office, articles=2)
    photo = make_photo(office.editor, credit="更藏")
    body = f'<p>开头</p><figure><img src="{photo.get_absolute_url()}" alt="车间"><figcaption>说明</figcaption></figure>'
    feature = make_article(office, title="一篇专文", body=body, bylines=[("林远志", "部长")])
    column = planning.column_named(issue.periodical, "工作研究", Layout.FEATURE)
    planning.place(issue=issue, column=column, article=feature, by=office.editor)
    manifest = freeze(issue)
    check_sealed(manifest)
    assert [(c["name"], c["layout"], len(c["articles"])) for c in manifest["columns"]] == [
        ("基层活动", "news", 2),
        ("工作研究", "feature", 1),
    ]
    article = manifest["columns"][1]["articles"][0]
    assert article["bylines"] == [{"name": "林远志", "post": "部长"}]
    assert [block["kind"] for block in article["blocks"]] == ["paragraph", "figure"]
    assert manifest["photos"][photo.key]["sha256"] == photo.sha256
    assert json.loads(json.dumps(manifest)) == manifest


def test_the_same_rows_give_the_same_digest_and_other_words_another(office):
    issue = make_issue(office, articles=1)
    first = freeze(issue)["digest"]
    assert freeze(issue)["digest"] == first
    issue.placements.get().article.bylines.create(author=author_named("新作者"), order=1)
    assert freeze(issue)["digest"] != first


def test_an_item_of_the_prefectures_news_carries_its_unions_name(office):
    issue = make_issue(office, articles=1, column="市州动态", contributor="玉树州总工会")
    assert freeze(issue)["columns"][0]["articles"][0]["label"] == "玉树州总工会"


@pytest.mark.parametrize("articles", [1, 30])
def test_freezing_costs_the_same_queries_whatever_the_issues_size(office, articles, django_assert_num_queries):
    figure = f'<figure><img src="{make_photo(office.editor).get_absolute_url()}" alt=""></figure>'
    issue = make_issue(office, articles=articles, body=f"<p>正文</p>{figure}", bylines=[("林远志", "部长")])
    with django_assert_num_queries(6):
        freeze(issue)


def test_a_back_issue_carries_the_permit_it_was_printed_under(office):
    issue = make_issue(office, articles=1)
    issue.periodical.permit = "青(1111111)"
    assert freeze(issue)["periodical"]["permit"] == "青(1111111)"
    planning.set_board_and_imprint(issue=issue, by=None, board=[], imprint=[("准印证号", "青(2222222)")])
    assert freeze(issue)["periodical"]["permit"] == "青(2222222)"


def test_a_manifest_that_was_altered_is_refused(office):
    manifest = freeze(make_issue(office, articles=1))
    manifest["columns"][0]["articles"][0]["title"] = "另一个标题"
    with pytest.raises(ValueError, match="校验码"):
        check_sealed(manifest)
