"""The PDF of an issue that came out on a proof signed for print: members get those bytes, whatever is set later."""

import datetime
import hashlib

import pytest
from django.utils import timezone

from issues.actions import changing, publishing
from issues.models import Issue
from tests.factories import make_person
from tests.typesetting.proofs.desk import ProofDesk, make_run
from typesetting.actions import pruning
from typesetting.models import Proof, TypesetRun

pytestmark = pytest.mark.django_db
OUTDATED = "其后内容有更正，请以网页为准"


@pytest.fixture
def desk(client, settings, tmp_path) -> ProofDesk:
    settings.MEDIA_ROOT = tmp_path
    client.force_login(make_person())
    return ProofDesk(pages=4)


def sha256_for_members(client, issue: Issue) -> str:
    response = client.get(issue.get_absolute_url() + "issue.pdf")
    assert response.status_code == 200
    return hashlib.sha256(response.getvalue()).hexdigest()


def test_members_get_the_bytes_that_were_signed_whatever_is_set_later(client, desk):
    proof = desk.to_press()
    desk.set_again(pages=8)  # set once more before it comes out: the signed pages stand
    publishing.release(issue=desk.issue, by=desk.office.chief)
    assert sha256_for_members(client, desk.issue) == proof.screen_sha256
    for pages in (12, 16):
        desk.set_again(pages=pages)
    page = client.get(desk.issue.get_absolute_url()).text
    assert "4 页" in page and "16 页" not in page and OUTDATED not in page
    assert sha256_for_members(client, desk.issue) == proof.screen_sha256


def test_clearing_away_keeps_the_signed_run(client, desk):
    proof = desk.to_press()
    publishing.release(issue=desk.issue, by=desk.office.chief)
    for _ in range(8):
        desk.set_again(pages=8)
    TypesetRun.objects.update(created_at=timezone.now() - datetime.timedelta(days=400))
    assert pruning.prune() == 2
    assert sha256_for_members(client, desk.issue) == proof.screen_sha256


def test_after_a_correction_the_signed_pdf_stays_and_says_of_when_it_is(client, desk):
    proof = desk.to_press()
    publishing.release(issue=desk.issue, by=desk.office.chief)
    article = desk.issue.placements.first().article
    changing.correct(article=article, by=desk.office.chief, body="<p>更正过的。</p>", note="数字有误")
    desk.set_again(pages=8)
    page = client.get(desk.issue.get_absolute_url()).text
    made = timezone.localtime(proof.run.finished_at)
    assert f"PDF 排于{made.year}年{made.month}月{made.day}日，{OUTDATED}" in page
    assert sha256_for_members(client, desk.issue) == proof.screen_sha256


def test_articles_keep_the_page_they_were_signed_on(client, desk):
    desk.to_press()
    publishing.release(issue=desk.issue, by=desk.office.chief)
    placement = desk.issue.placements.order_by("pk").first()
    assert placement.printed_page == 2
    later = make_run(desk.issue, pages=16)
    later.page_map = {key: [9, 9] for key in later.page_map}
    later.save()
    assert "第 2 页" in client.get(placement.article.get_absolute_url()).text


def test_without_the_rule_an_issue_that_came_out_with_other_words_is_not_held_to_its_proof(client, desk):
    proof = desk.to_press()
    desk.correct()
    desk.issue.periodical.needs_signed_proof = False
    desk.issue.periodical.save()
    newer = desk.set_again(pages=8)
    publishing.release(issue=desk.issue, by=desk.office.chief)
    assert not Proof.objects.filter(issued_at__isnull=False).exists()
    with newer.screen_pdf.open("rb") as stored:
        assert sha256_for_members(client, desk.issue) == hashlib.sha256(stored.read()).hexdigest()
    assert proof.screen_sha256 != sha256_for_members(client, desk.issue)
