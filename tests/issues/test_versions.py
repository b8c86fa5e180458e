"""Versions: listed, read, compared two by two, brought back; the same number of queries with 1 and with 300."""

import re

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.actions import reviewing, writing
from issues.actions.locking import StaleWords
from issues.actions.restoring import restore_version
from issues.changes import changes_between
from issues.models import Article, Version, VersionName, WorkingCopy
from issues.words import LINES, digest_of, words_of
from issues.workflow import State
from tests.factories import Office, make_article, make_person, make_photo

pytestmark = pytest.mark.django_db
PARAGRAPHS = [f"第{word}件事：工会干部到班组听取职工意见，当场答复{word}项。" for word in "甲乙丙丁戊己庚辛壬癸"]
BODY = "".join(f"<p>{words}</p>" for words in PARAGRAPHS)


@pytest.fixture
def office():
    return Office()


def url(name, article, *more):
    return reverse(f"issues:{name}", args=[article.pk, *more])


def returned(office, **words):
    """An article that was submitted with `words` and came back: it has two versions."""
    return make_article(office, State.RETURNED, **{"title": "旧标题", "body": BODY} | words)


def plain(html):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


class TestTheList:
    def test_it_names_who_kept_which_version_and_leaves_autosaves_out(self, client, office):
        article = make_article(office, State.APPROVED)
        WorkingCopy.objects.create(article=article, person=office.editor, fields={"title": "草稿"}, base=0)
        client.force_login(office.editor)
        text = plain(client.get(url("versions", article)).text)
        places = [
            text.index(f"第 {number} 版 {name}")
            for number, name in ((4, "定稿"), (3, "复审稿"), (2, "初审稿"), (1, "交稿"))
        ]
        assert places == sorted(places)
        assert office.second_editor.name in text
        assert "4 个" in text

    def test_one_without_versions_says_when_there_will_be_one(self, client, office):
        client.force_login(office.editor)
        assert "还没有版本" in client.get(url("versions", make_article(office, State.DRAFT))).text

    @pytest.mark.parametrize("name", ["article", "versions"])
    def test_it_costs_the_same_with_1_and_300(self, client, office, django_assert_max_num_queries, name):
        article = make_article(office, State.FIRST_REVIEW)
        client.force_login(office.editor)
        with django_assert_max_num_queries(12) as few:
            client.get(url(name, article))
        words, digest = words_of(article), digest_of(words_of(article))
        Version.objects.bulk_create(
            Version(article=article, number=number, name=VersionName.KEPT, words=words, digest=digest, by=office.deputy)
            for number in range(2, 301)
        )
        with django_assert_max_num_queries(12) as many:
            response = client.get(url(name, article))
        assert len(few) == len(many)
        if name == "versions":
            assert "第 300 版" in response.text and "第 1 版" not in plain(response.text)
            assert "第 1 版" in plain(client.get(url(name, article), {"page": "10"}).text)

    def test_a_page_that_is_no_number_shows_the_first(self, client, office):
        client.force_login(office.editor)
        article = make_article(office, State.FIRST_REVIEW)
        for page in ("x", "-1", "99999999999999999999"):
            assert client.get(url("versions", article), {"page": page}).status_code == 200


class TestComparing:
    def compare(self, client, office, article, **query):
        client.force_login(office.editor)
        return client.get(url("compare", article), {"from": "1", "to": "now", **query})

    def test_it_shows_what_came_in_and_what_went_out(self, client, office, django_assert_max_num_queries):
        article = returned(office, bylines=[("卓玛措", "记者")])
        body = BODY.replace("当场答复丙项", "当场办结丙项")
        article = writing.rewrite(
            article=article, by=office.editor, title="新标题", body=body, bylines=[("卓玛措", "主任")]
        )
        self.compare(client, office, article)
        with django_assert_max_num_queries(12):
            text = client.get(url("compare", article), {"from": "1", "to": "now"}).text
        assert "<del>答复</del><ins>办结</ins>" in text
        assert "<del>旧</del><ins>新</ins>标题" in text
        assert "<del>记者</del>" in text and "<ins>主任</ins>" in text
        assert "增加2字，删去2字；改动1段。" in text
        assert "显示 6 段未改" in text

    def test_side_by_side_each_side_shows_its_own_words(self, client, office):
        article = returned(office)
        article = writing.rewrite(article=article, by=office.editor, body=BODY.replace("丙项", "两项"))
        text = self.compare(client, office, article, view="side").text
        sides = re.findall(r'<div class="change__side">(.*?)</div>', text)
        changed = [side for side in sides if "<ins>" in side or "<del>" in side]
        assert len(changed) == 2
        assert "<ins>" not in changed[0] and "<del>" not in changed[1]

    def test_a_moved_paragraph_is_marked_at_both_places(self, client, office):
        article = returned(office)
        moved = "".join(f"<p>{words}</p>" for words in [*PARAGRAPHS[1:8], PARAGRAPHS[0], *PARAGRAPHS[8:]])
        writing.rewrite(article=article, by=office.editor, body=moved)
        text = self.compare(client, office, article).text
        assert "移自原第 1 段" in text
        assert "原第 1 段移到了第 8 段" in text

    def test_photos_tables_and_formatting_are_shown(self, client, office, django_assert_max_num_queries):
        old, new = make_photo(office.editor), make_photo(office.editor)
        table = "<table><tr><th>市州</th><th>人数</th></tr><tr><td>西宁</td><td>12</td></tr></table>"
        figure = '<figure><img src="/photos/{}/" alt="现场"><figcaption>现场。</figcaption></figure>'
        article = returned(office, body=f"<p>开头的一段话。</p>{figure.format(old.key)}{table}")
        body = f"<h2>开头的一段话。</h2>{figure.format(new.key)}{table.replace('12', '15')}"
        writing.rewrite(article=article, by=office.editor, body=body)
        self.compare(client, office, article)
        with django_assert_max_num_queries(12):
            text = client.get(url("compare", article), {"from": "1", "to": "now"}).text
        assert old.key in text and new.key in text and "换了照片" in text
        assert "段落改成一级标题" in text
        assert "<del>12</del><ins>15</ins>" in text
        marked = changes_between(
            {**words_of(article), "body": "<p>同样的话</p>"},
            {**words_of(article), "body": "<p>同样的<strong>话</strong></p>"},
            {},
        )
        assert "加上加粗" in marked.body[0].changes[0].both

    def test_every_text_is_escaped(self, office):
        evil = "&lt;script&gt;alert(1)&lt;/script&gt;"
        words = words_of(make_article(office, State.DRAFT))
        old = {**words, "title": "<script>", "body": f"<p>{evil}甲</p><ul><li>{evil}</li></ul>"}
        new = {**words, "title": "<b>", "body": f"<p>{evil}乙</p><table><tr><td>{evil}</td></tr></table>"}
        found = changes_between(old, new, {})
        html = "".join(f"{one.both}{one.before}{one.after}" for part in found.body for one in part.changes)
        assert "<script" not in html + "".join(line.both for line in found.lines)

    def test_the_older_of_two_stands_first_however_they_were_chosen(self, client, office):
        article = make_article(office, State.SECOND_REVIEW)
        text = plain(self.compare(client, office, article, **{"from": "2", "to": "1"}).text)
        assert "从 第 1 版（交稿） 到 第 2 版（初审稿）" in text
        assert "两个版本完全相同" in text
        assert "从 第 2 版（初审稿） 到 现在的稿子" in plain(
            self.compare(client, office, article, **{"from": "now", "to": "2"}).text
        )

    @pytest.mark.parametrize("chosen", ["", "x", "999", "-1", "1" * 40, "²"])
    def test_a_version_that_is_not_there_leads_back_to_the_list(self, client, office, chosen):
        article = make_article(office, State.FIRST_REVIEW)
        response = self.compare(client, office, article, **{"from": chosen})
        assert response["Location"] == url("versions", article)


class TestBringingBack:
    def restore(self, client, office, article, number, person=None, revision=None):
        client.force_login(person or office.editor)
        revision = Article.objects.get(pk=article.pk).revision if revision is None else revision
        return client.post(url("restore-version", article, number), {"revision": revision})

    def test_a_version_is_read_as_it_was(self, client, office):
        article = returned(office)
        writing.rewrite(article=article, by=office.editor, title="新标题", body="<p>另写。</p>")
        client.force_login(office.editor)
        text = client.get(url("version", article, 1)).text
        assert "旧标题" in text and PARAGRAPHS[3] in text and "另写。" not in text
        assert url("restore-version", article, 1) in text

    def test_a_version_with_every_line_is_read(self, client, office):
        lines = {name: f"这是{name}" for name in LINES}
        article = returned(office, **lines, bylines=[("卓玛措", "记者")])
        client.force_login(office.editor)
        text = client.get(url("version", article, 1)).text
        assert [words for words in lines.values() if words not in text] == []

    def test_it_comes_back_as_a_new_version_and_nothing_is_lost(self, client, office):
        article = returned(office, bylines=[("卓玛措", "记者")])
        writing.rewrite(article=article, by=office.editor, title="没有留存的标题", body="<p>另写。</p>", bylines=[])
        before = Article.objects.get(pk=article.pk).revision
        response = self.restore(client, office, article, 1)
        assert response["Location"] == url("article", article)
        article = Article.objects.get(pk=article.pk)
        assert words_of(article) == article.versions.get(number=1).words
        assert article.revision > before
        names = list(article.versions.order_by("number").values_list("name", flat=True))
        assert names[-2:] == [VersionName.KEPT, VersionName.RESTORED]
        assert article.versions.get(number=3).words["title"] == "没有留存的标题"
        assert AuditEntry.objects.get(verb="恢复版本").changes == {"before": 1, "after": 4}

    def test_an_approved_article_goes_back_into_review(self, client, office):
        article = returned(office)
        article = writing.rewrite(article=article, by=office.editor, title="新标题")
        article = reviewing.submit(article=article, by=office.editor)
        for person, decide in (
            (office.second_editor, reviewing.pass_on),
            (office.deputy, reviewing.pass_on),
            (office.chief, reviewing.approve),
        ):
            article = decide(article=article, by=person)
        client.force_login(office.editor)
        assert "退到初审重审" in client.get(url("restore-version", article, 1)).text
        assert self.restore(client, office, article, 1).status_code == 302
        article.refresh_from_db()
        assert (article.state, article.title) == (State.FIRST_REVIEW, "旧标题")
        newest, before = article.versions.all()[:2]
        assert (newest.name, before.name) == (VersionName.SUBMITTED, VersionName.FINAL)  # the same words not twice
        assert AuditEntry.objects.get(verb="恢复版本").changes == {"before": 1, "after": newest.number}

    @pytest.mark.parametrize("revision", ["", "²", "-1", "1" * 5000, "x"])
    def test_a_form_that_names_no_revision_restores_nothing(self, client, office, revision):
        article = returned(office)
        writing.rewrite(article=article, by=office.editor, title="新标题")
        assert self.restore(client, office, article, 1, revision=revision).status_code == 404
        assert Article.objects.get(pk=article.pk).title == "新标题"

    @pytest.mark.parametrize("state", [State.FIRST_REVIEW, State.PUBLISHED, State.WITHDRAWN])
    def test_words_that_may_not_be_changed_are_not_brought_back(self, client, office, state):
        article = make_article(office, state)
        if not article.versions.exists():
            writing.keep_once(article, office.editor)
        before = words_of(article)
        response = self.restore(client, office, article, 1)
        assert response.status_code == 403
        assert State(state).label in response.text
        assert words_of(Article.objects.get(pk=article.pk)) == before

    def test_words_that_were_saved_meanwhile_are_not_overwritten(self, client, office):
        article = returned(office)
        stale = Article.objects.get(pk=article.pk).revision
        writing.rewrite(article=article, by=office.second_editor, title="刚存的")
        response = self.restore(client, office, article, 1, revision=stale)
        assert response["Location"] == f"{url('compare', article)}?from=1&to=now"
        assert Article.objects.get(pk=article.pk).title == "刚存的"
        with pytest.raises(StaleWords):
            restore_version(version=article.versions.get(number=1), by=office.editor, revision=stale)

    def test_a_second_click_restores_nothing_more(self, client, office):
        article = returned(office)
        writing.rewrite(article=article, by=office.editor, title="新标题")
        revision = Article.objects.get(pk=article.pk).revision
        self.restore(client, office, article, 1, revision=revision)
        kept = article.versions.count()
        assert self.restore(client, office, article, 1, revision=revision)["Location"] == url("article", article)
        assert article.versions.count() == kept
        another = self.restore(client, office, article, 1, revision=revision, person=office.second_editor)
        assert (another.status_code, "不用恢复" in another.text) == (403, True)

    def test_only_the_desk_brings_back(self, client, office):
        article = returned(office)
        writing.rewrite(article=article, by=office.editor, title="新标题")
        assert client.post(url("restore-version", article, 1)).status_code == 302
        for role in (Role.MEMBER, Role.OPERATOR):
            assert self.restore(client, office, article, 1, person=make_person(role)).status_code == 403
        with pytest.raises(NotAllowed):
            version = article.versions.get(number=1)
            restore_version(version=version, by=make_person(Role.MEMBER), revision=article.revision)
        assert Article.objects.get(pk=article.pk).title == "新标题"
