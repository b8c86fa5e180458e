"""One proof: its pages, whom it falls to, its pictures, its sheet."""

from __future__ import annotations

import pypdfium2
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from accounts.refusals import NotAllowed
from accounts.views.doors import says_refusals
from issues.views.doors import for_desk
from photos.delivery import stored_file
from typesetting.actions import marking, proofing
from typesetting.forms.proofs import MarkForm, ReaderForm
from typesetting.models import MarkKind
from typesetting.paper.passages import under
from typesetting.paper.pictures import WIDTHS
from typesetting.proofs import pages
from typesetting.proofs.evidence import article_at
from typesetting.proofs.rounds import ProofMove, can
from typesetting.proofs.sealing import check_intact
from typesetting.queries.proofs import PageSheet, ProofSheet
from typesetting.queries.signoff_facts import signoff_sheet
from typesetting.views.proofs import proof_or_404
from typesetting.views.sheets import sent_pdf


@require_safe
@for_desk
@says_refusals
def proof(request: HttpRequest, pk: int) -> HttpResponse:
    """The proof's pages, those that changed first."""
    found = proof_or_404(request, pk)
    check_intact(found)
    sheet = ProofSheet(found, request.user)
    form = ReaderForm(people=sheet.readers, initial={"reader": found.reader_id}) if sheet.may_assign else None
    return render(request, "typesetting/proofs/proof.html", {"proof": found, "sheet": sheet, "form": form})


@require_POST
@for_desk
@says_refusals
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    found = proof_or_404(request, pk)
    form = ReaderForm(request.POST, people=proofing.readers(found))
    if not form.is_valid():
        raise NotAllowed("这位同事现在不能校这一份。请回到上一页，另选一位。")
    found = proofing.assign(proof=found, reader=form.cleaned_data["reader"], by=request.user)
    messages.success(request, f"{found}派给了{found.reader}。" if found.reader else f"{found}谁有空谁校。")
    return redirect(found)


@require_safe
@for_desk
@says_refusals
def page(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """A page of the proof beside what it was, with the form for a mark."""
    return page_shown(request, pk, number)


def page_shown(
    request: HttpRequest, pk: int, number: int, form: MarkForm | None = None, status: int = 200
) -> HttpResponse:
    """The page with the form as it was sent, where there is one."""
    found = proof_or_404(request, pk)
    if not 1 <= number <= found.run.pages:
        raise Http404("没有这一页。")
    check_intact(found)
    may_mark = can(found, ProofMove.MARK, request.user)
    context = {
        "proof": found,
        "sheet": PageSheet(found, number),
        "number": number,
        "form": form or MarkForm(),
        "may_mark": may_mark,
        "place": form.place if form is not None and form.is_valid() else None,
    }
    return render(request, "typesetting/proofs/page.html", context, status=status)


@require_POST
@for_desk
def mark(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Put a mark on the page; what cannot be marked is given back with the reason."""
    form = MarkForm(request.POST)
    if form.is_valid():
        try:
            made = marking.mark(proof=proof_or_404(request, pk), page=number, by=request.user, **form.said())
        except NotAllowed as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"标好了：{made.number} 号。")
            return redirect("typesetting:proof-page", pk, number)
    return page_shown(request, pk, number, form, status=400)


@require_safe
@for_desk
def text(request: HttpRequest, pk: int, number: int) -> JsonResponse:
    """The words under a place of the page, for the script that offers them."""
    found = proof_or_404(request, pk)
    form = MarkForm({**request.GET.dict(), "kind": MarkKind.WRONG})
    if not form.is_valid() or form.place is None:
        return JsonResponse({"text": ""})
    lines = marking.lines_of(found, number)
    passage = under(lines, form.place)
    key = article_at(found, number, lines, form.place, passage)
    return JsonResponse({"text": passage.text if passage else "", "article": key})


@require_safe
@for_desk
def picture(request: HttpRequest, pk: int, number: int, width: int) -> HttpResponse:
    """A page as a picture, made now where it is not made yet. It is not released: no browser keeps it."""
    found = proof_or_404(request, pk)
    if width not in WIDTHS or not 1 <= number <= found.run.pages:
        raise Http404("没有这一页。")
    try:
        check_intact(found)
        pages.make_pictures(found, number)
    except (NotAllowed, OSError, pypdfium2.PdfiumError, IndexError) as error:
        raise Http404("这一页的图像做不出来。") from error
    return stored_file(pages.picture_name(found, number, width), content_type="image/webp")


@require_safe
@for_desk
@says_refusals
def sheet(request: HttpRequest, pk: int) -> HttpResponse:
    """The sheet of the three reviews and three proofs (三审三校单)."""
    found = proof_or_404(request, pk)
    check_intact(found)
    facts = signoff_sheet(found, by=request.user, at=timezone.now())
    return sent_pdf(request, facts, f"三审三校单 {found.issue}")
