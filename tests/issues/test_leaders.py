"""A leader without an account reads one version by a link and answers once."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, Message
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues.actions import leaders, reviewing, writing
from issues.models import Article, LeaderAnswer, LeaderLink
from issues.workflow import State
from tests.at_once import at_once
from tests.factories import Office, make_article, make_person, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def photo(office):
    return make_photo(office.editor)


@pytest.fixture
def article(office, photo):
    body = f'<p>送审的一段话。</p><figure><img src="/photos/{photo.key}/" alt=""></figure>'
    return make_article(office, State.FINAL_REVIEW, body=body)


@pytest.fixture
def asked(office, article):
    return leaders.ask(article=article, name="吴建军", post="副主席", by=office.chief)


def page(token):
    return reverse("issues:leader", args=[token])


def ask_page(article):
    return reverse("issues:ask-leader", args=[article.pk])


class TestAsking:
    def test_only_a_chief_editor_asks(self, client, office, article):
        assert client.get(ask_page(article))["Location"].startswith("/sign-in/")
        for person in (office.editor, office.deputy, make_person(Role.MEMBER), make_person(Role.OPERATOR)):
            client.force_login(person)
            assert client.post(ask_page(article), {"name": "吴建军"}).status_code == 403
        assert not LeaderLink.objects.exists()

    @pytest.mark.parametrize("state", [State.PUBLISHED, State.WITHDRAWN])
    def test_nobody_is_asked_once_nothing_is_to_be_decided(self, office, state):
        with pytest.raises(NotAllowed, match="不用再送"):
            leaders.ask(article=make_article(office, state), name="吴建军", by=office.chief)

    def test_the_link_is_shown_once_and_only_its_digest_kept(self, client, office, article):
        client.force_login(office.chief)
        response = client.post(ask_page(article), {"name": "吴建军", "post": "副主席"})
        token = re.search(r"/read/([\w-]{43})/", response.text).group(1)
        assert "no-store" in response["Cache-Control"]
        link = LeaderLink.objects.get()
        assert token not in str(vars(link))
        assert link.version.number == article.versions.count()
        for address in (ask_page(article), reverse("issues:article", args=[article.pk])):
            assert token not in client.get(address).text
        assert token not in str(list(AuditEntry.objects.values()))
        assert Client().get(page(token)).status_code == 200

    @pytest.mark.parametrize("name", ["", "  ", "长" * 31])
    def test_a_leader_needs_a_name_that_can_be_kept(self, client, office, article, name):
        client.force_login(office.chief)
        response = client.post(ask_page(article), {"name": name, "post": "副主席"})
        assert response.status_code == 400
        assert "errorlist" in response.text and "副主席" in response.text
        assert not LeaderLink.objects.exists()

    def test_words_that_were_kept_in_no_version_are_kept_now(self, office):
        article = make_article(office, State.DRAFT)
        link, _ = leaders.ask(article=article, name="吴建军", by=office.chief)
        assert link.version.words["title"] == article.title


class TestAskingTwice:
    FORM = {"name": "吴建军", "post": "副主席"}

    def test_the_same_page_sent_twice_is_one_link_and_shows_it_again(self, client, office, article):
        client.force_login(office.chief)
        form = self.FORM | {"seed": client.get(ask_page(article)).context["form"]["seed"].value()}
        first, second = (client.post(ask_page(article), form).context["address"] for _ in range(2))
        assert first == second
        assert LeaderLink.objects.count() == AuditEntry.objects.filter(verb="送领导审阅").count() == 1
        assert Client().get(first.removeprefix("http://127.0.0.1:8000")).status_code == 200

    def test_the_same_leader_from_another_page_is_said_to_be_asked_already(self, client, office, article):
        client.force_login(office.chief)
        client.post(ask_page(article), self.FORM)
        response = client.post(ask_page(article), self.FORM)
        assert (response.status_code, "已经有一个" in response.text) == (200, True)
        assert LeaderLink.objects.count() == AuditEntry.objects.filter(verb="送领导审阅").count() == 1
        assert client.post(ask_page(article), self.FORM | {"renew": "1"}).context["address"]
        assert [link.open for link in LeaderLink.objects.order_by("pk")] == [False, True]

    def test_another_leader_and_other_words_are_no_hindrance(self, office, article):
        leaders.ask(article=article, name="吴建军", by=office.chief)
        leaders.ask(article=article, name="吴建国", by=office.chief)
        article = reviewing.send_back(article=article, by=office.chief, opinion="改")
        article = writing.rewrite(article=article, by=office.editor, body="<p>后来的话。</p>")
        leaders.ask(article=article, name="吴建军", by=office.chief)
        assert LeaderLink.objects.filter(withdrawn_at=None).count() == 3

    def test_a_link_that_is_over_is_never_shown_again(self, office, article):
        ask = {"article": article, "name": "吴建军", "by": office.chief, "seed": "a-seed"}
        link, first = leaders.ask(**ask)
        leaders.withdraw(link=link, by=office.chief)
        link, second = leaders.ask(**ask)
        leaders.answer(link=link, answer=LeaderAnswer.AGREE)
        _, third = leaders.ask(**ask)
        assert len({first, second, third}) == 3

    @pytest.mark.services
    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("seed", ["", "a-seed"])
    def test_at_the_very_same_time_it_is_one(self, seed):
        office = Office()
        article = make_article(office, State.FINAL_REVIEW)

        def send():
            return leaders.ask(article=article, name="吴建军", by=office.chief, seed=seed)

        refused = at_once(*[send] * 4)
        assert LeaderLink.objects.count() == AuditEntry.objects.filter(verb="送领导审阅").count() == 1
        assert [type(one) for one in refused if one] == ([] if seed else [leaders.Waiting] * 3)


class TestReading:
    def test_it_needs_no_account_and_leaves_no_trace(self, asked, article):
        response = Client().get(page(asked[1]))
        assert response.status_code == 200
        assert article.title in response.text and "送审的一段话。" in response.text
        assert "no-store" in response["Cache-Control"]
        assert "noindex" in response["X-Robots-Tag"]
        assert response["Referrer-Policy"] == "same-origin"
        assert "/desk/" not in response.text
        assert LeaderLink.objects.get().opened_at is not None

    def test_it_shows_the_version_that_was_sent_whatever_became_of_the_article(self, office, article, asked):
        article = reviewing.send_back(article=article, by=office.chief, opinion="改")
        writing.rewrite(article=article, by=office.editor, title="后来的标题", body="<p>后来的话。</p>")
        text = Client().get(page(asked[1])).text
        assert "送审的一段话。" in text and "后来" not in text

    def test_its_photos_are_shown_and_no_others(self, office, asked, photo):
        other = make_photo(office.editor)
        text = Client().get(page(asked[1])).text
        assert f"/photos/{photo.key}/w480.webp" in text
        shown = Client().get(f"{page(asked[1])}photos/{photo.key}/w480.webp")
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/webp")
        assert "no-store" in shown["Cache-Control"]
        assert Client().get(f"{page(asked[1])}photos/{other.key}/w480.webp").status_code == 404
        assert Client().get(f"{page(asked[1])}photos/{photo.key}/w481.webp").status_code == 404
        assert Client().get(f"{page('wrong')}photos/{photo.key}/w480.webp").status_code == 410

    @pytest.mark.parametrize(("spoil", "says"), [("wrong", "没有这个链接"), ("withdraw", "撤回了"), ("expire", "过期")])
    def test_a_link_that_is_not_open_says_so(self, office, article, asked, spoil, says):
        link, token = asked
        if spoil == "withdraw":
            leaders.withdraw(link=link, by=office.chief)
        elif spoil == "expire":
            LeaderLink.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        else:
            token = token[:-1] + ("A" if token[-1] != "A" else "B")
        for response in (Client().get(page(token)), Client().post(page(token), {"answer": "agree"})):
            assert response.status_code == 410
            assert says in response.text
            assert article.title not in response.text
            assert "no-store" in response["Cache-Control"]
        assert not LeaderLink.objects.exclude(answer="").exists()


class TestAnswering:
    def answer(self, token, answer="agree", opinion="", client=None):
        return (client or Client()).post(page(token), {"answer": answer, "opinion": opinion})

    def test_it_is_recorded_under_the_leaders_name_and_told(self, office, article, asked):
        Message.objects.all().delete()
        response = self.answer(asked[1], "change", "数据再核实。")
        assert response["Location"] == page(asked[1])
        link = LeaderLink.objects.get()
        assert (link.answer, link.opinion) == (LeaderAnswer.CHANGE, "数据再核实。")
        row = AuditEntry.objects.get(verb="领导答复")
        assert (row.by, row.by_name, row.origin, row.target_id) == (None, "吴建军", "127.0.0.1", str(article.pk))
        assert {message.to for message in Message.objects.all()} == {office.chief, office.editor}
        text = Client().get(page(asked[1])).text
        assert "您在" in text and "“修改”" in text and "<form" not in text

    def test_it_moves_nothing_but_stands_before_whoever_decides(self, client, office, article, asked):
        self.answer(asked[1], "return", "暂不宜发。")
        assert Article.objects.get(pk=article.pk).state == State.FINAL_REVIEW
        client.force_login(office.chief)
        text = client.get(reverse("issues:article", args=[article.pk])).text
        assert text.index("吴建军（副主席）：退回") < text.index('class="decide"')
        assert "暂不宜发。" in text

    @pytest.mark.parametrize("answer", ["change", "return"])
    def test_who_does_not_agree_says_why(self, asked, answer):
        response = self.answer(asked[1], answer, "  ")
        assert response.status_code == 400
        assert "请写明意见" in response.text
        assert f'value="{answer}"' in response.text and "checked" in response.text
        assert not LeaderLink.objects.exclude(answer="").exists()

    @pytest.mark.parametrize(("answer", "opinion"), [("", "话"), ("approve", "话"), ("agree", "长" * 2001)])
    def test_what_is_no_answer_is_refused_and_stays_typed(self, asked, answer, opinion):
        response = self.answer(asked[1], answer, opinion)
        assert response.status_code == 400
        assert opinion in response.text
        assert not LeaderLink.objects.exclude(answer="").exists()

    def test_the_second_answer_counts_nothing(self, asked):
        self.answer(asked[1], "agree")
        assert self.answer(asked[1], "return", "反悔")["Location"] == page(asked[1])
        assert LeaderLink.objects.get().answer == LeaderAnswer.AGREE
        assert AuditEntry.objects.filter(verb="领导答复").count() == 1
        with pytest.raises(leaders.Closed, match="已经答复过"):
            leaders.answer(link=asked[0], answer=LeaderAnswer.RETURN, opinion="反悔")

    def test_markup_is_escaped_and_control_characters_go(self, client, office, article, asked):
        self.answer(asked[1], "change", "<script>alert(1)</script>\x07改")
        assert LeaderLink.objects.get().opinion == "<script>alert(1)</script>改"
        client.force_login(office.chief)
        assert "<script>alert" not in client.get(reverse("issues:article", args=[article.pk])).text

    def test_a_forged_post_is_refused(self, asked):
        assert self.answer(asked[1], client=Client(enforce_csrf_checks=True)).status_code == 403
        assert not LeaderLink.objects.exclude(answer="").exists()


class TestWithdrawing:
    def test_only_a_chief_editor_withdraws(self, client, office, asked):
        address = reverse("issues:withdraw-leader-link", args=[asked[0].pk])
        assert client.post(address)["Location"].startswith("/sign-in/")
        client.force_login(office.deputy)
        assert client.post(address).status_code == 403
        client.force_login(office.chief)
        for _ in range(2):
            assert client.post(address).status_code == 302
        assert AuditEntry.objects.filter(verb="撤回领导审阅").count() == 1

    def test_what_was_answered_stays(self, office, asked):
        leaders.answer(link=asked[0], answer=LeaderAnswer.AGREE)
        with pytest.raises(NotAllowed, match="已经答复"):
            leaders.withdraw(link=asked[0], by=office.chief)


@pytest.mark.parametrize("photos", [0, 12])
def test_the_page_costs_the_same_with_few_and_with_many_photos(office, django_assert_max_num_queries, photos):
    keys = [make_photo(office.editor).key for _ in range(photos)]
    body = "<p>话。</p>" + "".join(f'<figure><img src="/photos/{key}/" alt=""></figure>' for key in keys)
    _, token = leaders.ask(article=make_article(office, State.FIRST_REVIEW, body=body), name="吴建军", by=office.chief)
    with django_assert_max_num_queries(6):
        assert Client().get(page(token)).status_code == 200
