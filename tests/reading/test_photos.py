"""Photos have the doors of what shows them: an open page's readers see its photos, an internal page's do not."""

import io
import re

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image

from issues.actions import planning, publishing
from issues.models import Issue, Periodical
from photos import renditions, tasks
from photos.renditions import forget_renditions, rendition_name
from tests.factories import Office, make_article, make_issue, make_periodical, make_person, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office():
    return Office()


@pytest.fixture
def issue(office) -> Issue:
    """A released issue of an open periodical with a photo on its cover, in a text and in a note."""
    issue = illustrated(office)
    Periodical.objects.update(internal=False)
    return Issue.objects.get(pk=issue.pk)


def illustrated(office: Office) -> Issue:
    in_text, in_note = make_photo(office.editor), make_photo(office.editor)
    body = f'<p>正文。</p><figure><img src="/photos/{in_text.key}/" alt="照片"></figure>'
    note = f'<p>编者按。</p><figure><img src="/photos/{in_note.key}/" alt="照片"></figure>'
    issue = make_issue(office, articles=1, body=body, editors_note=note)
    planning.set_cover(issue=issue, by=office.editor, photo=make_photo(office.editor))
    return publishing.release(issue=issue, by=office.chief)


def photos_of(page: str) -> list[str]:
    """Every address at which the page would load a photo."""
    sets = re.findall(r'srcset="([^"]+)"', page)
    return re.findall(r'<img[^>]* src="([^"]+)"', page) + [
        part.split()[0] for each in sets for part in each.split(", ")
    ]


def pages(issue: Issue) -> list[str]:
    return [issue.get_absolute_url(), issue.placements.get().article.get_absolute_url()]


def test_a_stranger_sees_every_photo_of_an_open_periodicals_pages(client, issue):
    for page in pages(issue):
        addresses = photos_of(client.get(page).text)
        assert len(addresses) >= 2
        for address in addresses:
            response = client.get(address)
            assert (response.status_code, response["Content-Type"]) == (200, "image/webp"), address
            assert "X-Robots-Tag" not in response


def test_the_covers_of_the_issues_before_are_seen_too(client, issue, office):
    newer = make_issue(office, articles=1, released=True, year=2027)
    addresses = photos_of(client.get(newer.get_absolute_url()).text)
    assert addresses
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_members_pages_of_an_internal_periodical_load_what_those_pages_show(client, office):
    issue = illustrated(office)
    client.force_login(make_person())
    for page in pages(issue):
        addresses = photos_of(client.get(page).text)
        assert addresses
        assert not any(address.startswith("/photos/") for address in addresses)
        assert {client.get(address).status_code for address in addresses} == {200}


def test_the_photos_of_an_internal_periodical_are_shut_for_strangers_at_every_address(client, issue):
    addresses = [address for page in pages(issue) for address in photos_of(client.get(page).text)]
    keys = {re.search(r"[0-9a-f]{16}", address).group() for address in addresses}
    Periodical.objects.update(internal=True)
    for address in [*addresses, *(f"/photos/{key}/" for key in keys), *(f"/photos/{key}/w480.webp" for key in keys)]:
        response = client.get(address)
        assert response.status_code == 302, address
        assert response["Location"].startswith(reverse("accounts:sign-in"))


def test_an_open_article_does_not_open_photos_it_does_not_show(client, issue, office):
    article = issue.placements.get().article
    other = make_photo(office.editor)
    for key in (other.key, issue.cover_photo.key, "0" * 16, "_" * 16, "%25"):
        response = client.get(f"/articles/{article.pk}/{key}-480.webp")
        assert response.status_code in {302, 404}, key
    assert client.get(reverse("reading:cover-photo", args=[*place(issue), other.key, 480])).status_code == 302


def place(issue: Issue) -> list:
    return [issue.periodical.slug, issue.year, issue.number]


def test_an_article_that_is_not_published_and_an_issue_that_is_planned_show_strangers_nothing(client, office):
    make_periodical()
    Periodical.objects.update(internal=False)
    photo = make_photo(office.editor)
    article = make_article(office, body=f'<p>正文。</p><figure><img src="/photos/{photo.key}/" alt=""></figure>')
    planned = make_issue(office)
    planning.set_cover(issue=planned, by=office.editor, photo=photo)
    for address in (
        reverse("reading:article-photo", args=[article.pk, photo.key, 480]),
        reverse("reading:cover-photo", args=[*place(planned), photo.key, 480]),
    ):
        assert client.get(address).status_code == 302


def test_the_desk_sees_the_cover_of_an_issue_that_is_not_out(client, office):
    issue = make_issue(office)
    planning.set_cover(issue=issue, by=office.editor, photo=make_photo(office.editor))
    client.force_login(office.second_editor)
    page = client.get(reverse("issues:cover", args=place(issue))).text
    shown = re.search(r'<img class="cover__photo" src="([^"]+)" srcset="([^"]+)"', page)
    addresses = [shown[1], *(address.split()[0] for address in shown[2].split(","))]
    assert {client.get(address).status_code for address in addresses} == {200}


def test_a_width_there_is_not_does_not_exist(client, issue):
    client.force_login(make_person())
    photo = issue.cover_photo
    assert client.get(reverse("reading:cover-photo", args=[*place(issue), photo.key, 481])).status_code == 404
    assert client.get(f"/photos/{photo.key}/w481.webp").status_code == 404


def test_a_photo_costs_the_same_whatever_the_archive_holds(client, issue, office, django_assert_max_num_queries):
    for _ in range(5):
        illustrated(office)
    address = photos_of(client.get(pages(issue)[1]).text)[0]
    with django_assert_max_num_queries(2):
        assert client.get(address).status_code == 200


TAKES_AVIF = {"Accept": "image/avif,image/webp,image/*,*/*;q=0.8"}


def test_the_second_reader_gets_the_smaller_picture_if_the_browser_takes_it(
    client, issue, django_capture_on_commit_callbacks
):
    addresses = photos_of(client.get(issue.get_absolute_url()).text) + photos_of(client.get(pages(issue)[1]).text)
    for address in dict.fromkeys(addresses):
        with django_capture_on_commit_callbacks(execute=True):
            first = client.get(address, headers=TAKES_AVIF)
        assert first["Content-Type"] == "image/webp"
        second, old = client.get(address, headers=TAKES_AVIF), client.get(address)
        assert (second["Content-Type"], old["Content-Type"]) == ("image/avif", "image/webp")
        assert all("Accept" in answer["Vary"].split(", ") for answer in (first, second, old))
        small, large = (Image.open(io.BytesIO(b"".join(answer.streaming_content))) for answer in (second, old))
        assert (small.format, small.size) == ("AVIF", large.size)


def test_the_smaller_picture_is_asked_for_once_and_goes_when_the_photo_changes(
    client, issue, monkeypatch, django_capture_on_commit_callbacks
):
    photo = issue.cover_photo
    address = reverse("reading:cover-photo", args=[*place(issue), photo.key, 480])
    asked, delay = [], tasks.make_avif.delay
    monkeypatch.setattr(tasks.make_avif, "delay", lambda *args: asked.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        client.get(address, headers=TAKES_AVIF)
        client.get(address, headers=TAKES_AVIF)
    assert asked == [(photo.pk, 480)]
    delay(*asked[0])
    assert default_storage.exists(rendition_name(photo, 480, "avif"))
    forget_renditions(photo)
    assert not default_storage.exists(rendition_name(photo, 480, "avif"))


def test_where_no_job_can_be_sent_the_page_does_without(client, issue, monkeypatch, django_capture_on_commit_callbacks):
    def broken(*args):
        raise OSError("no broker")

    monkeypatch.setattr(tasks.make_avif, "delay", broken)
    address = reverse("reading:cover-photo", args=[*place(issue), issue.cover_photo.key, 480])
    with django_capture_on_commit_callbacks(execute=True):
        assert client.get(address, headers=TAKES_AVIF)["Content-Type"] == "image/webp"


def test_a_place_that_cannot_make_avif_offers_none(client, issue, monkeypatch, django_capture_on_commit_callbacks):
    monkeypatch.setattr(renditions, "AVIF", False)
    address = reverse("reading:cover-photo", args=[*place(issue), issue.cover_photo.key, 480])
    with django_capture_on_commit_callbacks() as asked:
        assert client.get(address, headers=TAKES_AVIF)["Content-Type"] == "image/webp"
    assert not asked


def test_who_may_not_see_a_photo_asks_for_nothing(client, office, django_capture_on_commit_callbacks):
    planned = make_issue(office, articles=1)
    photo = make_photo(office.editor)
    planning.set_cover(issue=planned, by=office.editor, photo=photo)
    with django_capture_on_commit_callbacks() as asked:
        address = reverse("reading:cover-photo", args=[*place(planned), photo.key, 480])
        assert client.get(address, headers=TAKES_AVIF).status_code in (302, 404)
    assert not asked
