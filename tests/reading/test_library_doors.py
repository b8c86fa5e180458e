"""Who may see a photo of the library by its key: whoever a room shows it to; to everybody else there is none."""

import pytest
from django.urls import reverse

from accounts.models import Union
from accounts.roles import Role
from issues.actions import adopting, planning, publishing
from issues.models import Periodical
from issues.workflow import State
from submissions.actions import countersigning
from tests.factories import Office, make_article, make_issue, make_periodical, make_person, make_photo
from tests.submissions.letters import make_report

pytestmark = pytest.mark.django_db
COUNTY, PREFECTURE, ELSEWHERE = "格尔木市总工会", "海西州总工会", "西宁市总工会"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def seen(client):
    """Whether somebody gets the photo, at both of the library's addresses; the two must agree."""

    def ask(photo, person) -> bool:
        client.force_login(person)
        answers = {
            client.get(f"/photos/{photo.key}/").status_code,
            client.get(f"/photos/{photo.key}/w480.webp").status_code,
        }
        assert len(answers) == 1
        assert answers <= {200, 404}  # never 403: nothing is told
        return answers == {200}

    return ask


def correspondent(union: str):
    return make_person(Role.CORRESPONDENT, union=Union.objects.named(union))


def test_a_stranger_is_asked_to_sign_in_whether_there_is_such_a_photo_or_not(client, office):
    for key in (make_photo(office.editor).key, "0" * 16):
        response = client.get(f"/photos/{key}/")
        assert response.status_code == 302
        assert response["Location"].startswith(reverse("accounts:sign-in"))


def test_a_reports_photo_is_for_its_sender_the_colleagues_and_once_sent_the_desk(seen, office):
    report = make_report(COUNTY, photos=1, sent=False)
    photo = report.photos.get().photo
    assert seen(photo, report.sender)
    assert seen(photo, correspondent(COUNTY))
    for stranger in (make_person(), correspondent(ELSEWHERE), correspondent(PREFECTURE), make_person(Role.OPERATOR)):
        assert not seen(photo, stranger), stranger
    assert not seen(photo, office.editor)  # a draft is nobody else's
    sent = make_report(COUNTY, photos=1)
    photo = sent.photos.get().photo
    assert seen(photo, office.editor)
    assert not seen(photo, make_person())
    assert not seen(photo, correspondent(ELSEWHERE))


def test_the_union_above_sees_the_photos_of_what_it_looks_after_from_its_being_sent(seen):
    countersigning.set_countersigning(
        union=Union.objects.named(PREFECTURE), by=make_person(Role.OPERATOR), sees=True, required=True
    )
    superior = correspondent(PREFECTURE)
    draft, sent = make_report(COUNTY, photos=1, sent=False), make_report(COUNTY, photos=1)
    assert not seen(draft.photos.get().photo, superior)
    assert seen(sent.photos.get().photo, superior)


def test_a_photo_of_an_article_that_is_not_out_is_for_the_desk_alone_then_for_members(seen, office):
    make_periodical()
    photo = make_photo(office.editor)
    body = f'<p>正文。</p><figure><img src="/photos/{photo.key}/" alt=""></figure>'
    make_article(office, State.APPROVED, body=body)
    assert seen(photo, office.second_editor)
    assert seen(photo, office.chief)
    assert not seen(photo, make_person())
    assert not seen(photo, correspondent(COUNTY))
    make_article(office, State.PUBLISHED, body=body)
    assert seen(photo, make_person())


def test_a_cover_is_for_the_desk_until_its_issue_is_out(seen, office):
    issue, photo = make_issue(office, articles=1), make_photo(office.editor)
    planning.set_cover(issue=issue, by=office.editor, photo=photo)
    assert not seen(photo, make_person())
    publishing.release(issue=issue, by=office.chief)
    assert seen(photo, make_person())


def test_an_adopted_photo_is_its_senders_and_the_desks_but_not_yet_the_members(seen, office):
    report = make_report(COUNTY, photos=1)
    photo = report.photos.get().photo
    adopting.adopt(reports=[report], by=office.editor, periodical=make_periodical())
    assert seen(photo, report.sender)
    assert seen(photo, office.editor)
    assert not seen(photo, make_person())


def test_who_may_read_the_page_may_see_its_photos_at_the_pages_own_address(client, office):
    issue, photo = make_issue(office, articles=0), make_photo(office.editor)
    planning.set_cover(issue=issue, by=office.editor, photo=photo)
    address = reverse("reading:cover-photo", args=[issue.periodical.slug, issue.year, issue.number, photo.key, 480])
    client.force_login(make_person())
    assert client.get(address).status_code == 404
    assert Periodical.objects.get().internal


@pytest.mark.parametrize("reports", [1, 8])
def test_asking_costs_the_same_however_many_reports_hold_the_photo(
    client, office, reports, django_assert_max_num_queries
):
    photo = make_photo(office.editor)
    for _ in range(reports):
        report = make_report(COUNTY, photos=1)
        report.photos.update(photo=photo, preview=None)
    for person in (make_person(), correspondent(ELSEWHERE), office.editor):
        client.force_login(person)
        with django_assert_max_num_queries(12):
            client.get(f"/photos/{photo.key}/w480.webp")
