"""三审三校单: who signed which proof, what was accepted, the digests of the files, and the reviews behind it."""

import datetime
import io

import pypdf
import pytest

from tests.typesetting.proofs.desk import WARNING, ProofDesk
from typesetting.actions import signing
from typesetting.models import Verdict
from typesetting.proofs.rounds import Stage
from typesetting.queries.signoff_facts import signoff_sheet
from typesetting.sheets.drawing import draw_sheets

pytestmark = pytest.mark.django_db
AT = datetime.datetime(2026, 3, 2, 6, 5, tzinfo=datetime.UTC)


@pytest.fixture
def desk(settings, tmp_path) -> ProofDesk:
    settings.MEDIA_ROOT = tmp_path
    return ProofDesk(warnings=[WARNING])


def words_of(proof, by) -> tuple[str, int]:
    pdf = draw_sheets(signoff_sheet(proof, by=by, at=AT), timestamp=int(AT.timestamp())).pdf
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    return "".join("".join(pages).split()), len(pages)


def test_the_sheet_of_a_proof_signed_for_print_says_all_of_it(desk):
    first = desk.make(Stage.FIRST)
    desk.settle(desk.mark(first), Verdict.KEPT, "原文如此")
    signing.sign(proof=first, by=desk.office.second_editor, opinion="第二页的标题再想一想。𬭎")
    desk.signed(Stage.SECOND, desk.office.deputy)
    desk.signed(Stage.THIRD, desk.office.chief)
    desk.signed(Stage.READ, desk.office.editor)
    proof = desk.make(Stage.PRESS)
    signing.accept(proof=proof, reasons={"w1": "原图只有这么大。" * 200}, by=desk.office.chief)
    proof = signing.sign(proof=proof, by=desk.office.chief, opinion="同意付印。")
    said, pages = words_of(proof, desk.office.chief)
    assert pages >= 2
    for words in (
        "三审三校单",
        proof.print_sha256,
        proof.screen_sha256,
        "第二页的标题再想一想。",
        "标1处，改0处，不改1处",
        WARNING["message"],
        "原图只有这么大。",
        "三审总表",
    ):
        assert "".join(words.split()) in said, words
    office = desk.office
    for person in (office.editor, office.second_editor, office.deputy, office.chief):
        assert "".join(person.name.split()) in said


def test_the_sheet_of_an_open_proof_says_what_is_not_signed(desk):
    said, _ = words_of(desk.make(Stage.FIRST), desk.office.editor)
    assert "尚未付印" in said
    assert said.count("尚未签字") == len(Stage)
