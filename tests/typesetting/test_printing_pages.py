"""How a periodical is printed, and the files of a run: who may say and have what, and what becomes of bad profiles."""

from __future__ import annotations

import hashlib

import pikepdf
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import ImageCms

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from tests.factories import Office, make_issue, make_person
from typesetting.actions import printing, pruning
from typesetting.freeze import freeze
from typesetting.models import FileKind, PrintFile, Printing, RunState, TypesetRun, printing_for
from typesetting.printing.profile import home_profile

pytestmark = pytest.mark.django_db
HOME = home_profile().path.read_bytes()
# The same press under another date, as a printing house would send it.
OWN = HOME[:24] + b"\x07\xea\x00\x01" + HOME[28:]


def altered(at: int, value: bytes) -> bytes:
    return HOME[:at] + value + HOME[at + len(value) :]


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
BAD = {
    "一封信": (b"Dear printer, " * 40, "不是 ICC 特性文件"),
    "半个文件": (HOME[: len(HOME) // 2], "不完整"),
    "屏幕的": (SRGB, "不是 CMYK 的，而是 RGB 的"),
    "输入设备的": (altered(12, b"scnr"), "不是印刷机（输出设备）的"),
    "太新的": (altered(8, b"\x05"), "太新"),
    "坏了的": (HOME[:400] + bytes(len(HOME) - 400), "已损坏"),
    "颜色表坏了的": (HOME[:128] + b"\0\0\0\0" + HOME[132:], "已损坏"),
}


@pytest.fixture(autouse=True)
def rooms(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRESS_CACHE = tmp_path / "cache"


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def run(drawn, office) -> TypesetRun:
    """A finished run whose PDFs are real ones."""
    run = TypesetRun(issue=make_issue(office, year=2026, number=7), state=RunState.DONE, pages=8)
    for kind in ("print", "screen"):
        data = getattr(drawn, f"{kind}_pdf").read_bytes()
        getattr(run, f"{kind}_pdf").save(f"{kind}.pdf", ContentFile(data), save=False)
    run.save()
    return run


@pytest.mark.parametrize("name", BAD)
def test_a_profile_that_cannot_be_used_is_refused_with_a_sentence(office, name):
    periodical = make_issue(office).periodical
    data, sentence = BAD[name]
    with pytest.raises(NotAllowed, match=sentence.replace("（", r"\（").replace("）", r"\）")):
        printing.set_printing(periodical=periodical, by=office.chief, profile=data)
    assert not Printing.objects.exists()


def test_a_printers_own_profile_is_kept_by_its_digest_and_named_in_the_manifest(office):
    issue = make_issue(office)
    usual = freeze(issue)["printing"]
    assert usual["profile"] == {"file": "", "sha256": home_profile().sha256, "name": "Coated FOGRA39L"}
    printing.set_printing(periodical=issue.periodical, by=office.chief, profile=OWN, ink_limit=260)
    said = freeze(issue)["printing"]
    sha256 = hashlib.sha256(OWN).hexdigest()
    assert said["profile"] == {"file": f"profiles/{sha256}.icc", "sha256": sha256, "name": "Coated FOGRA39L (Argyll)"}
    assert said["ink_limit"] == 260
    entry = AuditEntry.objects.get(verb="改印刷要求")
    assert (entry.changes["ink_limit"], entry.changes["profile_sha256"]) == (260, sha256)
    printing.set_printing(periodical=issue.periodical, by=office.chief, usual_profile=True)
    assert freeze(issue)["printing"]["profile"] == usual["profile"]


def test_a_profile_that_went_bad_is_mended_by_uploading_it_again(office):
    periodical = make_issue(office).periodical
    name = printing.set_printing(periodical=periodical, by=office.chief, profile=OWN).profile.name
    with default_storage.open(name, "wb") as handle:
        handle.write(b"gone bad")
    again = printing.set_printing(periodical=periodical, by=office.chief, profile=OWN)
    assert again.profile.name == name
    with default_storage.open(name) as handle:
        assert handle.read() == OWN


def test_saving_what_is_already_said_leaves_no_trace(office):
    periodical = make_issue(office).periodical
    printing.set_printing(periodical=periodical, by=office.chief, ink_limit=280)
    printing.set_printing(periodical=periodical, by=office.chief, ink_limit=280)
    assert AuditEntry.objects.filter(verb="改印刷要求").count() == 1


@pytest.mark.parametrize("role", [Role.EDITOR, Role.DEPUTY_CHIEF])
def test_editors_see_what_the_printer_asks_for_and_may_not_change_it(client, office, role):
    periodical = make_issue(office).periodical
    client.force_login(make_person(role))
    address = reverse("typesetting:printing", args=[periodical.slug])
    page = client.get(address)
    assert "要改这些，请主编或管理员来改" in page.text and '<form method="post" enctype' not in page.text
    assert client.post(address, {"ink_limit": 280, "least_ppi": 250, "most_ppi": 350}).status_code == 403
    assert not Printing.objects.exists()


@pytest.mark.parametrize("role", [Role.MEMBER, Role.CORRESPONDENT])
def test_others_have_no_business_with_printing(client, run, role):
    client.force_login(make_person(role))
    for name, args in (
        ("printing", [run.issue.periodical.slug]),
        ("run", [run.pk]),
        ("file", [run.pk, "marked"]),
        ("run-page", [run.pk, 1]),
    ):
        assert client.get(reverse(f"typesetting:{name}", args=args)).status_code == 403
    assert client.post(reverse("typesetting:make-file", args=[run.pk, "marked"])).status_code == 403
    assert not PrintFile.objects.exists()


def test_the_chief_changes_it_by_form(client, office):
    periodical = make_issue(office).periodical
    client.force_login(office.chief)
    address = reverse("typesetting:printing", args=[periodical.slug])
    values = {"ink_limit": 280, "least_ppi": 240, "most_ppi": 300, "cover_apart": "on"}
    upload = SimpleUploadedFile("house.icc", OWN)
    assert client.post(address, values | {"upload": upload})["Location"] == address
    how = printing_for(periodical)
    assert (how.ink_limit, how.least_ppi, how.most_ppi, how.cover_apart) == (280, 240, 300, True)
    assert "Coated FOGRA39L (Argyll)" in client.get(address).text
    client.post(address, values | {"usual_profile": "on"})
    assert not printing_for(periodical).profile


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"ink_limit": "900"}, "请填 220 到 400 之间的数"),
        ({"ink_limit": "many"}, "请填 220 到 400 之间的数"),
        ({"ink_limit": ""}, "请填总墨量"),
        ({"least_ppi": "300", "most_ppi": "250"}, "最低分辨率不能高于最高分辨率"),
        ({"upload": SimpleUploadedFile("x.icc", b"no")}, "不是 ICC 特性文件"),
        ({"upload": SimpleUploadedFile("x.icc", b"")}, "这个文件是空的"),
    ],
)
def test_a_form_that_is_wrong_says_so_and_changes_nothing(client, office, wrong, sentence):
    periodical = make_issue(office).periodical
    client.force_login(office.chief)
    values = {"ink_limit": "280", "least_ppi": "250", "most_ppi": "350"}
    page = client.post(reverse("typesetting:printing", args=[periodical.slug]), values | wrong)
    assert page.status_code == 400 and sentence in page.text
    assert not Printing.objects.exists()


def test_the_page_of_a_run_lists_its_files_with_sizes_and_checksums(client, office, run, drawn):
    client.force_login(office.editor)
    page = client.get(reverse("typesetting:run", args=[run.pk])).text
    for pdf in (drawn.print_pdf, drawn.screen_pdf):
        assert hashlib.sha256(pdf.read_bytes()).hexdigest() in page
    assert page.count("制作<span") == len(FileKind)
    client.post(reverse("typesetting:make-file", args=[run.pk, "body"]))
    made = PrintFile.objects.get()
    page = client.get(reverse("typesetting:run", args=[run.pk])).text
    assert made.sha256 in page and page.count("制作<span") == len(FileKind) - 1
    response = client.get(reverse("typesetting:file", args=[run.pk, "body"]))
    data = response.getvalue()
    assert hashlib.sha256(data).hexdigest() == made.sha256 and len(data) == made.size
    assert response["Cache-Control"] == "no-store"


def test_an_operator_sets_what_the_printer_asks_for_and_fetches_files_but_has_none_made(client, office, run):
    client.force_login(make_person(Role.OPERATOR))
    page = client.get(reverse("typesetting:run", args=[run.pk]))
    assert page.status_code == 200 and "制作<span" not in page.text
    assert client.post(reverse("typesetting:make-file", args=[run.pk, "body"])).status_code == 403
    printing.make(run=run, kind="body", by=office.editor)
    assert client.get(reverse("typesetting:file", args=[run.pk, "body"])).getvalue().startswith(b"%PDF-1.6")
    address = reverse("typesetting:printing", args=[run.issue.periodical.slug])
    client.post(address, {"ink_limit": 280, "least_ppi": 250, "most_ppi": 350})
    assert printing_for(run.issue.periodical).ink_limit == 280


def test_a_run_costs_the_same_queries_whatever_was_found(client, office, run, django_assert_max_num_queries):
    finding = {"code": "bleed", "level": "error", "message": "没有铺满出血。", "box": [0.1, 0.2, 0.5, 0.3]}
    report = {
        "errors": [finding | {"id": str(number), "page": number % 8 + 1} for number in range(200)],
        "warnings": [],
    }
    TypesetRun.objects.filter(pk=run.pk).update(preflight=report)
    client.force_login(office.editor)
    with django_assert_max_num_queries(12):
        assert client.get(reverse("typesetting:run", args=[run.pk])).text.count("press-finding--error") == 200


def test_a_finding_stands_beside_its_page_and_where_its_place_is_known_beside_that(client, office, run):
    found = {
        "code": "x",
        "level": "error",
        "message": "没有铺满出血。",
        "id": "1",
        "page": 2,
        "box": [0.1, 0.2, 0.5, 0.3],
    }
    report = {"errors": [found, found | {"id": "2", "box": None}, found | {"id": "3", "page": None, "box": None}]}
    TypesetRun.objects.filter(pk=run.pk).update(preflight=report | {"warnings": []})
    client.force_login(office.editor)
    page = client.get(reverse("typesetting:run", args=[run.pk])).text
    assert page.count(reverse("typesetting:run-page", args=[run.pk, 2])) == 2 and page.count("<rect") == 1
    assert page.index("印前检查有 3 处必须改正") < page.index('id="files"')


def test_a_file_asked_for_twice_is_made_once_and_again_where_it_is_lost(office, run):
    first = printing.make(run=run, kind="cover", by=office.editor)
    assert printing.make(run=run, kind="cover", by=office.chief) == first
    assert AuditEntry.objects.filter(verb="做交厂文件").count() == 1
    default_storage.delete(first.file.name)
    again = printing.make(run=run, kind="cover", by=office.editor)
    assert (again.pk, again.sha256) == (first.pk, first.sha256)
    assert default_storage.exists(again.file.name)


def test_no_file_is_made_of_a_run_that_has_no_pdf(office, run):
    TypesetRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, error="没有排成。", print_pdf="")
    run.refresh_from_db()
    with pytest.raises(NotAllowed, match="请先重新排版"):
        printing.make(run=run, kind="cover", by=office.editor)


def test_a_print_pdf_that_is_gone_or_broken_is_told(office, run):
    with default_storage.open(run.print_pdf.name, "wb") as handle:
        handle.write(b"%PDF-1.6 broken")
    with pytest.raises(NotAllowed, match="读不出来"):
        printing.make(run=run, kind="spreads", by=office.editor)
    default_storage.delete(run.print_pdf.name)
    with pytest.raises(NotAllowed, match="不在了"):
        printing.make(run=run, kind="spreads", by=office.editor)
    assert not PrintFile.objects.exists()


def test_an_unknown_kind_of_file_has_no_page(client, office, run):
    client.force_login(office.editor)
    assert client.post(reverse("typesetting:make-file", args=[run.pk, "poster"])).status_code == 404
    assert client.get(reverse("typesetting:file", args=[run.pk, "poster"])).status_code == 404


def test_findings_stand_beside_their_pages_with_their_places(client, office, run):
    finding = {"id": "abc", "code": "bleed", "level": "error", "message": "第3页的照片没有铺满出血。", "page": 3}
    old = {"code": "imprint", "message": "版权页没有写印数。", "page": None}
    report = {"errors": [finding | {"box": [0.1, 0.2, 0.5, 0.201]}], "warnings": [old]}
    TypesetRun.objects.filter(pk=run.pk).update(preflight=report)
    client.force_login(office.editor)
    page = client.get(reverse("typesetting:run", args=[run.pk])).text
    assert '<rect x="0.1000" y="0.2000" width="0.4000" height="0.0200">' in page
    assert reverse("typesetting:run-page", args=[run.pk, 3]) in page
    assert "版权页没有写印数" in page
    assert client.get(reverse("typesetting:run-page", args=[run.pk, 3])).content[8:12] == b"WEBP"
    assert client.get(reverse("typesetting:run-page", args=[run.pk, 9])).status_code == 404


def test_files_go_with_their_run(office, run):
    made = printing.make(run=run, kind="body", by=office.editor)
    for _ in range(pruning.OTHERS_KEPT + 2):
        TypesetRun.objects.create(issue=run.issue, state=RunState.FAILED, error="没有排成。")
    TypesetRun.objects.filter(pk=run.pk).update(state=RunState.FAILED, error="旧的。")
    pruning.prune()
    assert not TypesetRun.objects.filter(pk=run.pk).exists() and not PrintFile.objects.exists()
    assert not default_storage.exists(made.file.name)


def test_cover_and_body_together_are_the_issue(office, run):
    counts = {}
    for kind in FileKind:
        made = printing.make(run=run, kind=kind, by=office.editor)
        with made.file.open("rb") as handle, pikepdf.open(handle) as document:
            counts[kind.value] = len(document.pages)
            assert str(document.Root.OutputIntents[0].OutputConditionIdentifier) == "FOGRA39"
    assert counts == {"marked": 8, "cover": 4, "body": 4, "spreads": 5, "booklet-a3": 4, "booklet-a4": 4}
