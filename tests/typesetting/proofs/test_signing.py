"""Signing: three by three people, 付印 by the chief with everything in order, and what it lets happen."""

import os
import re
from pathlib import Path

import pytest
from django.urls import reverse

from accounts.models import AuditEntry, Message
from accounts.refusals import NotAllowed
from accounts.roles import Role
from issues import gates, workflow
from issues.actions import planning, publishing
from issues.models import Article, Author, Byline, Issue
from issues.workflow import State
from photos.models import Photo
from tests.factories import make_article, make_issue, make_person, make_photo
from tests.typesetting.proofs.desk import WARNING, ProofDesk
from typesetting.actions import printing, signing
from typesetting.models import Proof, TypesetRun, Verdict
from typesetting.proofs.rounds import ProofState, Stage

pytestmark = pytest.mark.django_db
ERROR = WARNING | {"id": "e1", "level": "error", "message": "第2页没有图。"}


@pytest.fixture(autouse=True)
def media(settings, tmp_path) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def desk() -> ProofDesk:
    return ProofDesk()


def test_the_three_proofs_are_signed_by_three_people(desk):
    desk.signed(Stage.FIRST, desk.office.editor)
    second = desk.make(Stage.SECOND)
    with pytest.raises(NotAllowed, match="本期的一校是您签的"):
        signing.sign(proof=second, by=desk.office.editor)
    signing.sign(proof=second, by=desk.office.deputy)
    third = desk.make(Stage.THIRD)
    for person in (desk.office.editor, desk.office.deputy):
        with pytest.raises(NotAllowed, match="三校要由三个人分别签字"):
            signing.sign(proof=third, by=person)
    signing.sign(proof=third, by=desk.office.chief)


def test_an_office_of_three_brings_an_issue_out(desk):
    desk.office.second_editor.is_active = False
    desk.office.second_editor.save()
    proof = desk.to_press()
    assert proof.is_released
    people = Proof.objects.order_by("stage").values_list("signed_by", flat=True)
    office = desk.office
    assert list(people) == [
        person.pk for person in (office.editor, office.deputy, office.chief, office.editor, office.chief)
    ]
    publishing.release(issue=desk.issue, by=office.chief)


def test_print_is_signed_by_the_chief_alone(desk):
    desk.up_to(Stage.PRESS)
    proof = desk.make(Stage.PRESS)
    for person in (desk.office.editor, desk.office.deputy, make_person(Role.OPERATOR), make_person(Role.MEMBER)):
        with pytest.raises(NotAllowed, match="付印签字要由主编来做"):
            signing.sign(proof=proof, by=person)


def test_signed_twice_is_signed_once(desk):
    proof = desk.make(Stage.FIRST)
    signing.sign(proof=proof, by=desk.office.editor, opinion="可以。")
    again = signing.sign(proof=proof, by=desk.office.editor, opinion="又点了一次。")
    assert again.opinion == "可以。"
    assert AuditEntry.objects.filter(verb="一校签字").count() == 1
    with pytest.raises(NotAllowed, match="已经签字"):
        signing.sign(proof=proof, by=desk.office.deputy)


def test_what_is_signed_is_what_was_seen(desk):
    proof = desk.make(Stage.FIRST)
    with pytest.raises(NotAllowed, match="您看的不是这份校样"):
        signing.sign(proof=proof, by=desk.office.editor, seen="0" * 64)
    signing.sign(proof=proof, by=desk.office.editor, seen=proof.seal)


def test_an_opinion_is_tidied_and_bounded(desk):
    proof = desk.make(Stage.FIRST)
    with pytest.raises(NotAllowed, match="最多 2000 个字"):
        signing.sign(proof=proof, by=desk.office.editor, opinion="长" * 2001)
    signed = signing.sign(proof=proof, by=desk.office.editor, opinion=" 可以\x00付\x07二校。\r\n\r\n")
    assert signed.opinion == "可以付二校。"


def test_an_error_of_the_preflight_blocks_print():
    desk = ProofDesk(errors=[ERROR])
    desk.up_to(Stage.PRESS)
    with pytest.raises(NotAllowed, match="印前检查有 1 处错误：第2页没有图。"):
        signing.sign(proof=desk.make(Stage.PRESS), by=desk.office.chief)


def test_each_warning_is_accepted_by_name_with_a_reason():
    desk = ProofDesk(warnings=[WARNING, WARNING | {"id": "w2"}])
    desk.up_to(Stage.PRESS)
    proof = desk.make(Stage.PRESS)
    chief = desk.office.chief
    with pytest.raises(NotAllowed, match="2 条提示没有接受"):
        signing.sign(proof=proof, by=chief)
    with pytest.raises(NotAllowed, match="要写明理由"):
        signing.accept(proof=proof, reasons={"w1": " \x00 "}, by=chief)
    with pytest.raises(NotAllowed, match="不在这份校样的印前检查里"):
        signing.accept(proof=proof, reasons={"another": "可以"}, by=chief)
    with pytest.raises(NotAllowed, match="没有这个角色"):
        signing.accept(proof=proof, reasons={"w1": "可以"}, by=desk.office.editor)
    assert signing.accept(proof=proof, reasons={"w1": "原图只有这么大，已与摄影核实。"}, by=chief) == 1
    assert signing.accept(proof=proof, reasons={"w1": "再点一次", "w2": "同上。"}, by=chief) == 1
    assert proof.acceptances.get(finding="w1").reason == "原图只有这么大，已与摄影核实。"
    assert AuditEntry.objects.filter(verb="接受提示").count() == 2
    assert signing.sign(proof=proof, by=chief).is_released


def test_findings_without_a_name_of_their_own_are_accepted_too():
    old = {key: value for key, value in WARNING.items() if key in {"code", "message", "page"}}
    desk = ProofDesk(warnings=[old])
    desk.up_to(Stage.PRESS)
    proof = desk.make(Stage.PRESS)
    from typesetting.proofs.accepting import preflight_of

    name = preflight_of(proof).warnings[0].id
    signing.accept(proof=proof, reasons={name: "可以"}, by=desk.office.chief)
    assert preflight_of(proof).waiting == []


def test_warnings_are_accepted_on_the_proof_for_print():
    desk = ProofDesk(warnings=[WARNING])
    with pytest.raises(NotAllowed, match="到付印样上再接受"):
        signing.accept(proof=desk.make(Stage.FIRST), reasons={"w1": "可以"}, by=desk.office.chief)


def test_unsettled_marks_block_print(desk):
    desk.up_to(Stage.PRESS)
    proof = desk.make(Stage.PRESS)
    found = desk.mark(proof)
    with pytest.raises(NotAllowed, match="还有 1 处标记没有处理"):
        signing.sign(proof=proof, by=desk.office.chief)
    desk.settle(found, Verdict.KEPT, "原文如此")
    signing.sign(proof=proof, by=desk.office.chief)


def test_only_words_exactly_as_they_are_now_are_signed_for_print(desk):
    desk.up_to(Stage.PRESS)
    proof = desk.make(Stage.PRESS)
    desk.correct()
    with pytest.raises(NotAllowed, match="与这份校样不一样了"):
        signing.sign(proof=proof, by=desk.office.chief)
    desk.set_again()
    again = desk.make(Stage.PRESS)
    assert signing.sign(proof=again, by=desk.office.chief).is_released


def test_an_article_that_is_not_settled_blocks_print(desk):
    draft = make_article(desk.office, State.DRAFT, title="还在写的一篇")
    planning.place(issue=desk.issue, column=desk.issue.placements.first().column, article=draft, by=desk.office.editor)
    desk.set_again()
    desk.up_to(Stage.PRESS)
    with pytest.raises(NotAllowed, match="没有定稿：《还在写的一篇》"):
        signing.sign(proof=desk.make(Stage.PRESS), by=desk.office.chief)


def test_an_issue_comes_out_only_as_it_was_signed(desk):
    chief = desk.office.chief
    with pytest.raises(NotAllowed, match="还没有付印签字"):
        publishing.release(issue=desk.issue, by=chief)
    desk.to_press()
    workflow.check_can_release(desk.issue, chief)
    planning.set_cover(issue=desk.issue, by=desk.office.editor, photo=make_photo(desk.office.editor))
    with pytest.raises(NotAllowed, match="付印签字以后"):
        publishing.release(issue=desk.issue, by=chief)
    desk.set_again()
    signing.sign(proof=desk.make(Stage.PRESS), by=chief)
    assert publishing.release(issue=desk.issue, by=chief).released_at


def test_a_file_altered_without_a_trace_is_found_at_the_release(desk):
    proof = desk.to_press()
    path = Path(proof.run.print_pdf.path)
    before, data = path.stat(), path.read_bytes()
    path.write_bytes(data[:-9] + bytes(9))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    with pytest.raises(NotAllowed, match="PDF 被改动过"):
        publishing.release(issue=desk.issue, by=desk.office.chief)


def test_no_file_for_the_printer_is_made_of_a_pdf_altered_since_its_proof(desk):
    proof = desk.to_press()
    with Path(proof.run.print_pdf.path).open("ab") as handle:
        handle.write(b"% more")
    with pytest.raises(NotAllowed, match="不能交厂"):
        printing.make(run=proof.run, kind="marked", by=desk.office.editor)


def another_author(desk: ProofDesk) -> None:
    author = desk.issue.placements.first().article.bylines.first().author
    author.name = "改了名的人"
    author.save()


def another_permit(desk: ProofDesk) -> None:
    desk.issue.periodical.permit = "青（6300099）"
    desk.issue.periodical.save()


def another_credit(desk: ProofDesk) -> None:
    Photo.objects.update(credit="别的人")


@pytest.mark.parametrize(
    ("change", "told"),
    [(another_author, "署名"), (another_permit, "准印证号"), (another_credit, "照片的作者")],
)
def test_what_changes_print_without_changing_an_article_blocks_print_and_release(desk, change, told):
    planning.set_cover(issue=desk.issue, by=desk.office.editor, photo=make_photo(desk.office.editor))
    article = desk.issue.placements.first().article
    Byline.objects.create(article=article, author=Author.objects.create(name="原来的人"), order=99)
    desk.set_again()
    desk.up_to(Stage.PRESS)
    proof = desk.make(Stage.PRESS)
    change(desk)
    with pytest.raises(NotAllowed, match=told):
        signing.sign(proof=proof, by=desk.office.chief)
    desk.issue.refresh_from_db()
    desk.set_again()
    signing.sign(proof=desk.make(Stage.PRESS), by=desk.office.chief)
    workflow.check_can_release(Issue.objects.get(pk=desk.issue.pk), desk.office.chief)
    Author.objects.update(name="又改了")
    with pytest.raises(NotAllowed, match="署名"):
        publishing.release(issue=Issue.objects.get(pk=desk.issue.pk), by=desk.office.chief)


def test_a_periodical_may_do_without(desk):
    desk.issue.periodical.needs_signed_proof = False
    desk.issue.periodical.save()
    assert publishing.release(issue=desk.issue, by=desk.office.chief).released_at


def test_whoever_changes_words_that_are_signed_is_told_before(client, desk):
    article = Article.objects.filter(placements__issue=desk.issue).first()
    client.force_login(desk.office.editor)
    address = f"/desk/articles/{article.pk}/edit/"
    assert "签字付印" not in client.get(address).content.decode()
    desk.to_press()
    issues = Issue.objects.filter(pk=desk.issue.pk)
    assert "已由主编" in gates.cautions(issues)[0]
    for form in (address, f"{address}?as=slip"):
        assert "由主编再签一次" in client.get(form).content.decode()
    publishing.release(issue=desk.issue, by=desk.office.chief)
    assert gates.cautions(issues) == []


def test_who_must_act_next_is_told(desk):
    proof = desk.make(Stage.FIRST, reader=desk.office.deputy)
    found = desk.mark(proof)
    signing.sign(proof=proof, by=desk.office.deputy)
    waiting = Message.objects.get(to=desk.office.editor, title__contains="处标记等您处理")
    assert waiting.path == f"/press/proofs/{proof.pk}/marks/"
    Message.objects.all().delete()
    from typesetting.actions import marking

    marking.settle(mark=found, by=desk.office.second_editor, verdict=Verdict.KEPT, reason="原文如此")
    told = Message.objects.get(to=desk.office.editor)
    assert "标记都处理完了" in told.title
    assert Message.objects.count() == 1


def test_after_the_read_through_the_chief_hears_of_it(desk):
    desk.up_to(Stage.READ)
    Message.objects.all().delete()
    desk.signed(Stage.READ, desk.office.deputy)
    assert Message.objects.filter(to=desk.office.chief, title__contains="通读样签字了").exists()


def test_an_issue_without_the_press_needs_none_in_tests_of_other_rooms(desk):
    other = make_issue(desk.office, released=True)
    assert other.released_at
    assert Proof.objects.filter(issue=other, state=ProofState.SIGNED).count() == 0


def pages_of(client, issue: Issue) -> dict[str, str]:
    where = [issue.periodical.slug, issue.year, issue.number]
    names = ("plan", "pool", "goals", "cover", "back-cover", "board-and-imprint")
    return {name: client.get(reverse(f"issues:{name}", args=where)).text for name in names}


def test_every_page_that_changes_a_signed_issue_says_so_beforehand(client, desk):
    client.force_login(desk.office.editor)
    assert not any("签字付印" in page for page in pages_of(client, desk.issue).values())
    desk.to_press()
    for name, page in pages_of(client, desk.issue).items():
        assert "要重新排版、重出付印样，由主编再签一次" in page, name
    publishing.release(issue=desk.issue, by=desk.office.chief)
    assert "由主编再签一次" not in pages_of(client, desk.issue)["plan"]


def main_button(client, issue: Issue) -> tuple[str, str]:
    """What the planner's one full button says and where it leads."""
    address = reverse("issues:plan", args=[issue.periodical.slug, issue.year, issue.number])
    found = re.findall(r'<a class="button" href="([^"]+)">([^<]+)</a>', client.get(address).text)
    assert len(found) <= 1
    return (found[0][1], found[0][0]) if found else ("", "")


def test_the_planner_leads_from_proof_to_proof_and_then_to_the_release(client, desk, django_assert_max_num_queries):
    client.force_login(desk.office.editor)
    issue = desk.issue
    proofs = reverse("typesetting:proofs", args=[issue.periodical.slug, issue.year, issue.number])
    recorded(issue, desk.run)
    assert main_button(client, issue) == ("出一校样", proofs)
    first = desk.make(Stage.FIRST)
    assert main_button(client, issue) == ("看一校样", first.get_absolute_url())
    signing.sign(proof=first, by=desk.office.editor)
    assert main_button(client, issue) == ("出二校样", proofs)
    desk.signed(Stage.SECOND, desk.office.deputy)
    desk.signed(Stage.THIRD, desk.office.chief)
    desk.signed(Stage.READ, desk.office.editor)
    desk.signed(Stage.PRESS, desk.office.chief)
    with django_assert_max_num_queries(12):
        said, path = main_button(client, issue)
    assert said == "出刊" and path.endswith("/release/")
    desk.correct()
    recorded(issue, desk.set_again())
    assert main_button(client, issue) == ("重出付印样", proofs)


def test_the_page_of_releasing_leads_to_the_proofs_where_they_are_wanting(client, desk):
    client.force_login(desk.office.chief)
    where = [desk.issue.periodical.slug, desk.issue.year, desk.issue.number]
    page = client.get(reverse("issues:release", args=where)).text
    assert "还没有付印签字" in page and "出一校样</a>" in page


def recorded(issue: Issue, run: TypesetRun) -> None:
    planning.record_pages(issue=issue, page_map=run.page_map, pages=run.pages)
