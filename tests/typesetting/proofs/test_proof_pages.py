"""The pages of proofs at the desk: doors, what they show and say, refusals, queries."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from accounts.roles import STAFF_ROLES, Role
from tests.factories import make_person
from tests.typesetting.proofs.desk import WARNING, ProofDesk
from typesetting.actions import proofing, signing
from typesetting.models import Mark, Proof, ProofPage, Verdict
from typesetting.proofs.rounds import Stage

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12  # session, person, posts and messages of every page among them


@pytest.fixture
def desk(settings, tmp_path, client) -> ProofDesk:
    settings.MEDIA_ROOT = tmp_path
    settings.PRESS_CACHE = tmp_path / "cache"
    found = ProofDesk(warnings=[WARNING])
    client.force_login(found.office.editor)
    return found


@pytest.fixture
def proof(desk) -> Proof:
    made = desk.make(Stage.FIRST)
    proofing.prepare(proof=made)
    return made


def address(name: str, *args) -> str:
    return reverse(f"typesetting:{name}", args=args)


def addresses(desk, proof) -> list[str]:
    issue = desk.issue
    return [
        address("proofs", issue.periodical.slug, issue.year, issue.number),
        *(address(name, proof.pk) for name in ("proof", "proof-marks", "proof-red", "proof-sign", "proof-sheet")),
        address("proof-page", proof.pk, 2),
        address("proof-text", proof.pk, 2),
        address("proof-picture", proof.pk, 2, 240),
    ]


def test_strangers_are_asked_to_sign_in(client, desk, proof):
    client.logout()
    for each in addresses(desk, proof):
        assert client.get(each)["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("role", [role for role in Role if role not in STAFF_ROLES])
def test_who_does_not_work_at_the_desk_is_refused(client, desk, proof, role):
    client.force_login(make_person(role))
    for each in addresses(desk, proof):
        assert client.get(each).status_code == 403
    for name in ("proof-reader", "proof-check", "proof-sign", "proof-accept"):
        assert client.post(address(name, proof.pk)).status_code == 403
    assert client.post(address("proof-mark", proof.pk, 2), {"kind": "other", "remark": "x"}).status_code == 403


def test_every_page_opens_and_is_not_kept_by_browsers(client, desk, proof):
    mark = desk.mark(proof)
    for each in (*addresses(desk, proof), address("mark", mark.pk)):
        response = client.get(each)
        assert response.status_code == 200, each
        assert "no-store" in response["Cache-Control"]


def test_a_page_is_a_picture_in_two_sizes(client, proof):
    for width in (240, 1400):
        response = client.get(address("proof-picture", proof.pk, 2, width))
        assert Image.open(io.BytesIO(b"".join(response.streaming_content))).width == width
    for number, width in ((2, 999), (9, 240), (0, 240)):
        assert client.get(address("proof-picture", proof.pk, number, width)).status_code == 404


def test_pictures_are_made_at_first_asking_and_once(client, desk, monkeypatch):
    from typesetting.paper import pictures

    made = desk.make(Stage.FIRST)
    drawn = []
    draw = pictures.draw_page
    monkeypatch.setattr(pictures, "draw_page", lambda pdf, number: drawn.append(number) or draw(pdf, number))
    for width in (240, 1400, 240):
        assert client.get(address("proof-picture", made.pk, 1, width)).status_code == 200
    assert drawn == [1]


def test_a_proof_is_made_and_given_to_somebody(client, desk):
    issue = desk.issue
    page = address("proofs", issue.periodical.slug, issue.year, issue.number)
    assert "出一校样" in client.get(page).content.decode()
    sent = {"stage": "1", "reader": desk.office.deputy.pk, "seen": ""}
    response = client.post(page + "make/", sent)
    proof = Proof.objects.get()
    assert (response["Location"], proof.reader) == (proof.get_absolute_url(), desk.office.deputy)
    assert client.post(page + "make/", sent)["Location"] == proof.get_absolute_url()
    assert Proof.objects.count() == 1
    for stage, status in (("9", 404), ("x", 404), ("3", 403)):
        assert client.post(page + "make/", {"stage": stage}).status_code == status
    client.post(address("proof-reader", proof.pk), {"reader": desk.office.second_editor.pk})
    proof.refresh_from_db()
    assert proof.reader == desk.office.second_editor


def test_a_mark_is_made_settled_and_seen(client, desk, proof):
    page = address("proof-page", proof.pk, 2)
    place = {"x0": "0.1", "y0": "0.1", "x1": "0.2", "y1": "0.12"}
    sent = {"kind": "wrong", "wrong": "工地<b>", "right": "公地", "remark": ""} | place
    assert client.post(page + "mark/", sent)["Location"] == page
    mark = Mark.objects.get()
    shown = client.get(page).content.decode()
    assert "工地&lt;b&gt;" in shown
    assert 'class="frame frame--mark"' in shown
    assert client.post(address("mark", mark.pk), {"verdict": "kept", "reason": ""}).status_code == 400
    found = client.post(address("mark", mark.pk), {"verdict": "kept", "reason": "原文如此"})
    assert found["Location"] == address("proof-marks", proof.pk)
    assert "原文如此" in client.get(address("mark", mark.pk)).content.decode()
    client.post(address("mark-reopen", mark.pk))
    client.post(address("mark-withdraw", mark.pk))
    mark.refresh_from_db()
    assert mark.verdict == Verdict.WITHDRAWN


def test_what_was_typed_on_a_mark_that_is_refused_is_given_back(client, proof):
    for wrong in ({"x0": "7"}, {"x0": "nan"}, {"kind": "nothing"}, {"right": "长" * 2001}):
        sent = {"kind": "wrong", "wrong": "工地", "right": "公地", "x0": "0.1", "y0": "0.1", "x1": "0.2", "y1": "0.2"}
        response = client.post(address("proof-mark", proof.pk, 2), sent | wrong)
        assert response.status_code == 400
        assert "工地" in response.content.decode()
    assert not Mark.objects.exists()
    assert client.post(address("proof-mark", proof.pk, 99), sent | {"x0": "0.1"}).status_code == 404


def test_the_way_to_the_article_carries_the_passage(client, desk, proof):
    mark = desk.mark(proof, wrong="班组长&已经", right="班组长")
    page = client.get(address("mark", mark.pk)).content.decode()
    article = desk.issue.placements.first().article
    way = f"/desk/articles/{article.pk}/edit/?as=slip&amp;find=%E7%8F%AD%E7%BB%84%E9%95%BF%26"
    assert way in page
    shown = client.get(f"/desk/articles/{article.pk}/edit/", {"as": "slip", "find": "班组长<", "put": "班长"})
    assert "<del>班组长&lt;</del>" in shown.content.decode()


def test_signing_at_the_desk(client, desk, proof):
    page = address("proof-sign", proof.pk)
    assert proof.seal in client.get(page).content.decode()
    assert client.post(page, {"opinion": "可以", "seen": "other"}).status_code == 403
    assert client.post(page, {"opinion": "可以", "seen": proof.seal})["Location"] == proof.get_absolute_url()
    assert client.post(page, {"opinion": "可以", "seen": proof.seal})["Location"] == proof.get_absolute_url()
    client.force_login(desk.office.deputy)
    assert client.post(page, {"seen": proof.seal}).status_code == 403


def test_print_is_signed_with_its_warnings_accepted(client, desk):
    desk.up_to(Stage.PRESS)
    proof = desk.make(Stage.PRESS)
    client.force_login(desk.office.chief)
    page = address("proof-sign", proof.pk)
    assert WARNING["message"] in client.get(page).content.decode()
    assert client.post(address("proof-accept", proof.pk), {"reason-w1": " "}).status_code == 403
    assert client.post(address("proof-accept", proof.pk), {"reason-w1": "已与摄影核实"})["Location"] == page
    client.post(page, {"opinion": "", "seen": proof.seal})
    shown = client.get(proof.get_absolute_url()).content.decode()
    assert proof.print_sha256 in shown
    assert "三审三校单" in shown


def test_a_proof_whose_files_were_altered_says_so_instead_of_showing_them(client, desk, proof, tmp_path):
    (tmp_path / proof.run.screen_pdf.name).write_bytes(b"%PDF-1.7 another")
    for each in (proof.get_absolute_url(), address("proof-page", proof.pk, 1), address("proof-sign", proof.pk)):
        response = client.get(each)
        assert response.status_code == 403
        assert "被改动过" in response.content.decode()


def test_checking_at_the_desk(client, desk, proof):
    mark = desk.mark(proof)
    desk.settle(mark)
    signing.sign(proof=proof, by=desk.office.editor)
    desk.correct()
    desk.set_again()
    second = desk.make(Stage.SECOND)
    proofing.prepare(proof=second)
    page = address("proof-red", second.pk)
    assert "还有 <strong>1</strong> 处没有核" in client.get(page).content.decode()
    assert client.post(page + "check/", {"mark": "x", "outcome": "done"}).status_code == 404
    assert client.post(page + "check/", {"mark": mark.pk, "outcome": "perhaps"}).status_code == 403
    assert client.post(page + "check/", {"mark": mark.pk, "outcome": "done"})["Location"] == page
    assert "都核过了" in client.get(page).content.decode()


def crowd(proof: Proof, pages: int, marks: int) -> None:
    """The proof with so many pages and marks."""
    proof.run.pages = pages
    proof.pages.all().delete()
    lines = [["清晨六点，班组长已经在车间门口等着大家。" * 2, row / 60, row / 60 + 0.01, [at / 50 for at in range(41)]] for row in range(50)]  # fmt: skip
    ProofPage.objects.bulk_create(
        ProofPage(proof=proof, number=number, lines=lines, changed=number % 3 == 0) for number in range(1, pages + 1)
    )
    Mark.objects.bulk_create(
        Mark(proof=proof, number=at, page=2 if at % 2 else at % pages + 1, x0=0.1, y0=0.1, x1=0.2, y1=0.2, wrong="错" * 30,
             right="对", by=proof.made_by, article_id=next(iter(proof.run.page_map), None))
        for at in range(1, marks + 1)
    )  # fmt: skip


def test_a_page_asks_the_database_the_same_however_much_there_is(client, desk, proof, django_assert_max_num_queries):
    crowd(proof, 4, 3)
    few = [counted(client, each, django_assert_max_num_queries) for each in quick(desk, proof)]
    Mark.objects.all().delete()
    crowd(proof, 80, 500)
    many = [counted(client, each, django_assert_max_num_queries) for each in quick(desk, proof)]
    assert many == few
    assert max(many) <= MOST_QUERIES


def quick(desk, proof) -> list[str]:
    return [one for one in addresses(desk, proof) if not one.endswith((".pdf", ".webp", "/text/"))]


def counted(client, each: str, queries) -> int:
    with queries(100) as found:
        assert client.get(each).status_code == 200
    return len(found)
