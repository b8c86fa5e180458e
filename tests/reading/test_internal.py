"""An internal publication on the web: no search engine, no shared cache, no word for strangers."""

import pytest
from django.urls import reverse

from tests.factories import Office, make_issue, make_periodical, make_person

pytestmark = pytest.mark.django_db
NOINDEX = "noindex, nofollow, noarchive"


def test_every_response_says_noindex(client):
    issue = make_issue(Office(), released=True)
    article = issue.placements.first().article
    for signed_in in (False, True):
        if signed_in:
            client.force_login(make_person())
        for address in (
            "/",
            "/shelf/",
            "/search/?q=高原",
            issue.get_absolute_url(),
            article.get_absolute_url(),
            issue.get_absolute_url() + "issue.pdf",
            "/sign-in/",
            "/robots.txt",
            "/nowhere/",
            "/health/",
        ):
            response = client.get(address)
            assert response["X-Robots-Tag"] == NOINDEX, address
            if response.status_code == 200 and response["Content-Type"].startswith("text/html"):
                assert f'<meta name="robots" content="{NOINDEX}">' in response.text, address


def test_a_page_of_an_open_periodical_may_be_listed_and_its_neighbours_may_not(client):
    issue = make_issue(Office(), released=True)
    issue.periodical.internal = False
    issue.periodical.save()
    client.force_login(make_person())
    response = client.get(issue.get_absolute_url())
    assert "X-Robots-Tag" not in response
    assert 'name="robots"' not in response.text
    assert client.get("/shelf/")["X-Robots-Tag"] == NOINDEX


def test_pages_stay_out_of_shared_caches(client):
    make_issue(Office(), released=True)
    client.force_login(make_person())
    for address in ("/", "/shelf/", "/search/"):
        response = client.get(address)
        assert response["Cache-Control"] == "private, no-cache"
        assert "Cookie" in response["Vary"]
    client.logout()
    assert "no-store" in client.get("/sign-in/")["Cache-Control"]


def test_robots_are_sent_away(client):
    response = client.get("/robots.txt")
    assert response["Content-Type"] == "text/plain"
    assert response.content == b"User-agent: *\nDisallow: /\n"


def test_the_sign_in_page_tells_strangers_only_the_journals_name(client):
    issue = make_issue(Office(), released=True, title="只给会员看的标题")
    periodical = make_periodical()
    periodical.permit = "青(1234567)"
    periodical.save()
    page = client.get(f"{reverse('accounts:sign-in')}?next={issue.get_absolute_url()}").text
    assert periodical.title in page
    for secret in ("只给会员看的标题", issue.label, periodical.permit, periodical.sponsor, "og:", 'name="description"'):
        assert secret not in page


def test_strangers_at_a_missing_page_learn_nothing_either(client):
    periodical = make_periodical()
    periodical.permit = "青(1234567)"
    periodical.save()
    response = client.get("/nowhere/")
    assert response.status_code == 404
    assert "没有这个页面" in response.text
    assert periodical.permit not in response.text
