"""The article's own page at the desk and what is decided on it: doors, every move by every role, two at once, cost."""

import itertools
import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.messages import MessageKind
from accounts.models import AuditEntry, Message, Union, UnionKind
from accounts.roles import Role
from issues.actions import assigning, changing, commenting, holding, leaders, publishing, reviewing, writing
from issues.models import Article, EditingHold, LeaderAnswer, Level, Review
from issues.queries.reviewing import MOVES_HERE
from issues.views.reviewing import moves
from issues.words import digest_of, words_of
from issues.workflow import LEVELS, RULES, Move, State, can
from tests.factories import Office, make_article, make_issue, make_person, make_photo

pytestmark = pytest.mark.django_db
OPINION = "请补充数据。"
BUDGET = 12


@pytest.fixture
def office():
    return Office()


def page(article):
    return reverse("issues:article", args=[article.pk])


def move_url(article, move):
    return reverse("issues:move", args=[article.pk, move])


def given(article, **fields):
    """What the form of a decision sends."""
    return {"read": digest_of(words_of(article)), "at": article.state, "opinion": OPINION, **fields}


def decide(client, person, article, move, **fields):
    client.force_login(person)
    return client.post(move_url(article, move), given(article, **fields))


class TestDoors:
    def addresses(self, article):
        return [
            page(article),
            move_url(article, Move.SUBMIT),
            *(reverse(f"issues:{name}", args=[article.pk]) for name in ("assign", "versions", "compare", "ask-leader")),
            *(reverse(f"issues:{name}", args=[article.pk, 1]) for name in ("version", "restore-version")),
        ]

    def test_strangers_are_asked_to_sign_in(self, client, office):
        for address in self.addresses(make_article(office, State.FIRST_REVIEW)):
            response = client.get(address)
            assert response.status_code == 302, address
            assert response["Location"].startswith("/sign-in/")

    @pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR])
    def test_who_does_not_work_at_the_desk_is_refused(self, client, office, role):
        client.force_login(make_person(role))
        for address in self.addresses(make_article(office, State.FIRST_REVIEW)):
            assert client.get(address).status_code == 403, address

    def test_an_article_that_is_not_there_is_not_found(self, client, office):
        client.force_login(office.editor)
        for address in self.addresses(Article(pk=4711, title="无")):
            assert client.get(address).status_code == 404, address

    def test_a_move_that_begins_elsewhere_has_no_page(self, client, office):
        client.force_login(office.chief)
        article = make_article(office, State.APPROVED)
        for move in set(Move) - set(MOVES_HERE):
            assert client.get(move_url(article, move)).status_code == 404


@pytest.mark.parametrize("state", list(State))
def test_every_move_by_every_role_goes_where_the_table_says_or_changes_nothing(state, monkeypatch):
    """Real posts, the right ones and the forged: state, reviews, versions, audit."""
    monkeypatch.setattr(moves, "SECOND_CLICK", timedelta(0))  # who made the last move makes it here again
    office = Office()
    article = make_article(office, state)
    people = [office.editor, office.second_editor, office.deputy, office.chief]
    people += [make_person(role) for role in (Role.MEMBER, Role.CORRESPONDENT, Role.OPERATOR)]
    clients = {person: Client() for person in people}
    for person, client in clients.items():
        client.force_login(person)
    for (person, client), move in itertools.product(clients.items(), MOVES_HERE):
        allowed = can(article, move, person)
        before = _traces(article)
        with transaction.atomic():
            response = client.post(move_url(article, move), given(article))
            now = Article.objects.get(pk=article.pk)
            if allowed:
                assert (response.status_code, response["Location"]) == (302, page(article))
                assert now.state in RULES[move].targets
                assert AuditEntry.objects.first().by == person
            else:
                assert response.status_code in {403, 409}, (person, move)
                assert now.state == state
                assert _traces(article) == before
            transaction.set_rollback(True)


def _traces(article):
    return article.reviews.count(), article.versions.count(), AuditEntry.objects.count(), Message.objects.count()


class TestTheButtons:
    @pytest.mark.parametrize("state", list(State))
    def test_there_is_a_button_exactly_for_what_i_may_do(self, client, office, state):
        article = make_article(office, state)
        for person in (office.editor, office.second_editor, office.deputy, office.chief):
            client.force_login(person)
            text = client.get(page(article)).text
            for move in MOVES_HERE:
                assert (f'href="{move_url(article, move)}' in text) == can(article, move, person), (person, move)

    def test_the_reason_why_not_is_the_sentence_of_the_rule(self, client, office):
        article = make_article(office, State.FIRST_REVIEW, writer=office.editor)
        client.force_login(office.editor)
        assert "是您写的，不能由您审" in client.get(page(article)).text
        assert "是您写的，不能由您审" in client.get(move_url(article, Move.PASS_FIRST)).text

    def test_it_says_whose_turn_it_is_and_who_was_asked_until_when(self, client, office):
        article = make_article(office, State.SECOND_REVIEW)
        due = timezone.localdate() + timedelta(days=20)
        assigning.assign(article=article, level=2, person=office.deputy, by=office.chief, due=due)
        client.force_login(office.chief)
        text = client.get(page(article)).text
        assert f"等副主编复审，指定：{office.deputy}，{due.month}月{due.day}日前" in text
        assert f"这一级指定了{office.deputy}。您也可以决定。" in text

    def test_publishing_ahead_is_not_proposed_as_the_next_step(self, client, office):
        first, second = (make_article(office, State.FINAL_REVIEW) for _ in range(2))
        response = decide(client, office.chief, first, Move.APPROVE)
        text = client.get(response["Location"]).text
        assert move_url(first, Move.PUBLISH_AHEAD) in text
        assert 'class="decide"' not in text
        assert page(second) in text

    def test_the_next_article_that_waits_is_offered_once_nothing_is_left_to_decide(self, client, office):
        first, second = (make_article(office, State.SECOND_REVIEW) for _ in range(2))
        response = decide(client, office.deputy, first, Move.PASS_SECOND)
        text = client.get(response["Location"]).text
        assert page(second) in text
        assert "等您复审" in text
        assert "复审通过，现在等主编终审" in text


class TestWhatItShows:
    def test_who_is_writing_now_its_tags_and_its_corrections(self, client, office):
        article = make_article(office, State.PUBLISHED, tags=["劳模", "西宁"])
        changing.correct(article=article, by=office.chief, note="人数应为 15 人", body="<p>十五人。</p>")
        client.force_login(office.deputy)
        assert "正在改文字" not in client.get(page(article)).text
        holding.sit_down(article=article, by=office.editor)
        text = client.get(page(article)).text
        assert f"{office.editor}正在改文字" in text and "标签：劳模、西宁" in text and "人数应为 15 人" in text
        client.force_login(office.editor)
        assert "正在改文字" not in client.get(page(article)).text, "it is told to others"
        EditingHold.objects.update(seen_at=timezone.now() - holding.LAPSES)
        client.force_login(office.deputy)
        assert "正在改文字" not in client.get(page(article)).text

    def test_a_remark_on_a_paragraph_that_is_none_says_so(self, client, office):
        article = make_article(office, State.FIRST_REVIEW)
        client.force_login(office.deputy)
        response = client.post(reverse("issues:comment", args=[article.pk]), {"text": "看不懂", "part": "x"})
        assert response.status_code == 400
        assert "没有这一段" in response.text and "看不懂" in response.text


class TestDeciding:
    def test_an_opinion_is_kept_where_a_return_is_refused(self, client, office):
        article = make_article(office, State.FIRST_REVIEW)
        response = decide(client, office.second_editor, article, Move.RETURN, opinion="  ")
        assert response.status_code == 400
        assert "退回要写明意见" in response.text
        response = decide(client, office.second_editor, article, Move.RETURN, opinion="长" * 2001)
        assert response.status_code == 400
        assert "最多 2000 个字" in response.text and "长" * 2001 in response.text
        assert not Review.objects.exists()

    def test_who_may_not_decide_hears_that_first_whatever_was_typed(self, client, office):
        article = make_article(office, State.SECOND_REVIEW)
        too_long = {"opinion": "长" * 2001}
        for person, status in ((office.editor, 403), (office.deputy, 400)):
            for move in (Move.PASS_SECOND, Move.RETURN):
                response = decide(client, person, article, move, **too_long)
                assert response.status_code == status, (person, move)
                assert "长" * 2001 in response.text
        late = make_article(office, State.APPROVED)
        assert decide(client, office.deputy, late, Move.PASS_SECOND, **too_long).status_code == 409

    def test_control_characters_and_markup_in_an_opinion_are_cleaned_and_escaped(self, client, office):
        article = make_article(office, State.FIRST_REVIEW)
        decide(client, office.second_editor, article, Move.RETURN, opinion="第一行\r\n<script>x</script>\x07\u202e完")
        assert Review.objects.get().opinion == "第一行\n<script>x</script>完"
        text = client.get(page(article)).text
        assert "<script>x" not in text
        assert "&lt;script&gt;x" in text

    def test_an_opinion_keeps_the_spaces_and_letters_of_every_script(self, client, office):
        article = make_article(office, State.FIRST_REVIEW)
        opinion = "　　王　强、李\xa0明：བོད་ཡིག ᠮᠣᠩᠭᠣᠯ\u200d 👨‍👩‍👧"
        decide(client, office.second_editor, article, Move.RETURN, opinion=f"请改：\r\n{opinion}")
        assert Review.objects.get().opinion == f"请改：\n{opinion}"

    def test_a_null_character_is_refused_with_a_sentence(self, client, office):
        article = make_article(office, State.FIRST_REVIEW)
        response = decide(client, office.second_editor, article, Move.RETURN, opinion="空\x00字符")
        assert response.status_code == 400
        assert not Review.objects.exists()

    def test_words_that_changed_since_they_were_read_are_not_decided_about(self, client, office):
        article = make_article(office, State.FIRST_REVIEW)
        read = digest_of(words_of(article))
        article = reviewing.send_back(article=article, by=office.second_editor, opinion="改")
        article = writing.rewrite(article=article, by=office.editor, title="改过的标题")
        article = reviewing.submit(article=article, by=office.editor)
        before = _traces(article)
        response = decide(client, office.second_editor, article, Move.PASS_FIRST, read=read)
        assert response.status_code == 409
        assert "您看的不是现在的稿子" in response.text
        assert f"{reverse('issues:compare', args=[article.pk])}?from=2&amp;to=now" in response.text
        assert OPINION in response.text
        assert _traces(article) == before
        assert client.get(move_url(article, Move.PASS_FIRST), {"read": read}).status_code == 409

    def test_a_second_click_ends_where_the_first_did_and_counts_once(self, client, office):
        article = make_article(office, State.FIRST_REVIEW)
        form = given(article)
        client.force_login(office.second_editor)
        told = Message.objects.count()
        answers = [client.post(move_url(article, Move.PASS_FIRST), form) for _ in range(2)]
        assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, page(article))] * 2
        assert article.reviews.count() == 1
        assert AuditEntry.objects.filter(verb="初审通过").count() == 1
        assert Message.objects.count() == told + 2  # the deputy and the chief, each once

    def test_who_comes_second_sees_what_happened(self, client, office):
        article = make_article(office, State.SECOND_REVIEW)
        form = given(article)
        reviewing.pass_on(article=article, by=office.deputy)
        client.force_login(office.chief)
        response = client.post(move_url(article, Move.RETURN), form)
        assert response.status_code == 409
        assert "复审已经有人作了决定，现在是“终审”" in response.text
        assert f"最近一步：{office.deputy}" in response.text
        assert OPINION in response.text
        assert Article.objects.get(pk=article.pk).state == State.FINAL_REVIEW

    def test_open_remarks_warn_before_a_level_passes_and_can_be_overridden(self, client, office):
        article = make_article(office, State.FIRST_REVIEW)
        commenting.comment(article=article, by=office.deputy, text="核对时间")
        response = decide(client, office.second_editor, article, Move.PASS_FIRST)
        assert response.status_code == 200
        assert "1 条批注" in response.text and "仍然初审通过" in response.text and OPINION in response.text
        assert not Review.objects.exists()
        assert decide(client, office.second_editor, article, Move.PASS_FIRST, over="1").status_code == 302
        assert Review.objects.get().opinion == OPINION
        assert AuditEntry.objects.get(verb="初审通过").changes["open_comments"] == 1

    def test_a_return_needs_no_remark_to_be_resolved(self, client, office):
        article = make_article(office, State.FIRST_REVIEW)
        commenting.comment(article=article, by=office.deputy, text="核对时间")
        assert decide(client, office.second_editor, article, Move.RETURN).status_code == 302

    def test_a_forged_post_without_the_token_of_the_form_is_refused(self, office):
        article = make_article(office, State.FIRST_REVIEW)
        client = Client(enforce_csrf_checks=True)
        client.force_login(office.second_editor)
        assert client.post(move_url(article, Move.PASS_FIRST), given(article)).status_code == 403
        assert Article.objects.get(pk=article.pk).state == State.FIRST_REVIEW


def test_a_return_that_comes_after_the_approval_comes_too_late(client, office):
    article = make_article(office, State.FINAL_REVIEW)
    form = given(article)
    reviewing.approve(article=article, by=office.chief)
    client.force_login(make_person(Role.CHIEF_EDITOR))
    response = client.post(move_url(article, Move.RETURN), form)
    assert response.status_code == 409
    assert form["opinion"] in response.text  # what was typed is kept
    assert Article.objects.get(pk=article.pk).state == State.APPROVED


@pytest.mark.services
@pytest.mark.django_db(transaction=True)
def test_of_two_who_decide_at_once_one_decides():
    """On PostgreSQL, where two writers really meet."""
    office = Office()
    other = make_person(Role.CHIEF_EDITOR)
    article = make_article(office, State.FINAL_REVIEW)
    form = given(article)
    deeds = [(office.chief, Move.APPROVE), (other, Move.RETURN)]
    clients = []
    for person, _ in deeds:
        clients.append(Client())
        clients[-1].force_login(person)
    start, answers = threading.Barrier(2), [None, None]

    def post(number):
        try:
            start.wait(timeout=10)
            answers[number] = clients[number].post(move_url(article, deeds[number][1]), form).status_code
        finally:
            connection.close()

    threads = [threading.Thread(target=post, args=[number]) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(answers) == [302, 409]
    assert Review.objects.filter(article=article, level=Level.FINAL).count() == 1
    assert AuditEntry.objects.filter(target_id=str(article.pk), verb__in=["终审定稿", "退回修改"]).count() == 1
    assert article.versions.count() == 4
    winner = deeds[answers.index(302)]
    expected = State.APPROVED if winner[1] == Move.APPROVE else State.RETURNED
    assert Article.objects.get(pk=article.pk).state == expected


class TestMessages:
    def titles(self, person):
        return list(Message.objects.filter(to=person).order_by("pk").values_list("title", flat=True))

    def test_each_step_is_told_to_whom_it_concerns_and_not_to_who_did_it(self, office):
        article = make_article(office, State.PUBLISHED)
        name = f"《{article.title}》"
        assert self.titles(office.editor) == [f"{name}定稿了"]
        assert self.titles(office.second_editor) == [f"{name}等您初审"]
        assert self.titles(office.deputy) == [f"{name}等您初审", f"{name}等您复审"]
        assert self.titles(office.chief) == [f"{name}等您{label}" for label in ("初审", "复审", "终审")]

    def test_only_the_one_who_was_asked_hears_that_it_waits(self, office):
        article = make_article(office, State.FIRST_REVIEW)
        assigning.assign(article=article, level=2, person=office.deputy, by=office.chief)
        Message.objects.all().delete()
        reviewing.pass_on(article=article, by=office.second_editor)
        assert [message.to for message in Message.objects.all()] == [office.deputy]

    def test_a_return_and_a_withdrawal_carry_the_words_that_were_written(self, office):
        article = make_article(office, State.SECOND_REVIEW)
        Message.objects.all().delete()
        article = reviewing.send_back(article=article, by=office.deputy, opinion=OPINION)
        publishing.withdraw(article=article, by=office.chief, reason="重复了")
        found = list(Message.objects.filter(to=office.editor).order_by("pk").values_list("title", "text"))
        assert found == [(f"《{article.title}》复审退回", OPINION), (f"《{article.title}》撤稿了", "重复了")]
        kinds = Message.objects.filter(to=office.editor).order_by("pk").values_list("kind", flat=True)
        assert list(kinds)[-2:] == [MessageKind.RETURNED, MessageKind.WITHDRAWN]

    def test_settled_words_that_were_changed_wait_anew_and_it_is_said(self, office):
        article = make_article(office, State.APPROVED)
        Message.objects.all().delete()
        changing.edit_approved(article=article, by=office.editor, title="改过的标题")
        told = {(message.to, message.title) for message in Message.objects.all()}
        assert told == {
            (person, "《改过的标题》等您初审") for person in (office.second_editor, office.deputy, office.chief)
        }

    def test_who_it_waited_for_hears_of_the_withdrawal(self, office):
        article = make_article(office, State.FINAL_REVIEW)
        Message.objects.all().delete()
        publishing.withdraw(article=article, by=office.editor)
        assert [message.to for message in Message.objects.all()] == [office.chief]


def test_after_a_restore_from_withdrawal_the_round_begins_anew(client, office):
    article = make_article(office, State.SECOND_REVIEW)
    assert decide(client, office.editor, article, Move.WITHDRAW).status_code == 302
    article.refresh_from_db()
    assert decide(client, office.editor, article, Move.RESTORE).status_code == 302
    article.refresh_from_db()
    assert article.state == State.DRAFT
    assert not article.reviews.filter(stands=True).exists()


@pytest.mark.parametrize("state", [State.FIRST_REVIEW, State.FINAL_REVIEW, State.PUBLISHED])
def test_the_page_costs_the_same_with_little_and_with_much(client, office, django_assert_max_num_queries, state):
    photo = make_photo(office.editor)
    body = f'<figure><img src="/photos/{photo.key}/" alt=""></figure>' + "".join(
        f"<p>第{n}段说了别的事。</p>" for n in range(30)
    )
    few = make_article(office, state, body=body)
    much = make_article(office, state, body=body, bylines=[("卓玛措", "记者"), ("马赟", "")], tags=["甲", "乙"])
    holding.sit_down(article=much, by=office.deputy)
    office.chief.union = Union.objects.create(name="高原机床厂工会", short_name="高原机床厂", kind=UnionKind.GRASSROOTS)
    office.chief.save()  # the menu names it
    for number in range(30):
        remark = commenting.comment(article=much, by=office.deputy, text=f"批注{number}", part=number + 1)
        commenting.answer(comment=remark, by=office.editor, text=f"答复{number}")
        if number % 3 == 0:
            commenting.resolve(comment=remark, by=office.editor)
    if state in LEVELS:
        for level in Level:
            person = {1: office.second_editor, 2: office.deputy, 3: office.chief}[level]
            if level >= LEVELS[state]:
                assigning.assign(article=much, level=level, person=person, by=office.chief)
        for number in range(30):
            link, _ = leaders.ask(article=much, name=f"领导{number}", by=office.chief)
            leaders.answer(link=link, answer=LeaderAnswer.AGREE)
    make_issue(office, articles=0)
    client.force_login(office.chief)
    counts = []
    for article in (few, much):
        with django_assert_max_num_queries(BUDGET) as found:
            assert client.get(page(article)).status_code == 200
        counts.append(len(found))
    assert counts[0] == counts[1]
