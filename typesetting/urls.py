from django.urls import path

from typesetting.views import flat, look, notices, printing, runs, sheets
from typesetting.views.proofs import issue, marks, proof, signing

app_name = "typesetting"

ISSUE = "<slug:slug>/<int:year>-<int:number>/"

urlpatterns = [
    path(f"{ISSUE}", runs.progress, name="progress"),
    path(f"{ISSUE}typeset/", runs.ask, name="ask"),
    path("<int:pk>/cancel/", runs.cancel, name="cancel"),
    path(f"{ISSUE}pages/", flat.flat_plan, name="flat-plan"),
    path(f"{ISSUE}pages/state.json", flat.flat_state, name="flat-state"),
    path("pages/<slug:digest>.webp", flat.flat_picture, name="flat-picture"),
    path("<int:pk>/print.pdf", runs.pdf, {"kind": "print"}, name="print-pdf"),
    path("<int:pk>/screen.pdf", runs.pdf, {"kind": "screen"}, name="screen-pdf"),
    path("<int:pk>/", printing.run, name="run"),
    path("<int:pk>/pages/<int:number>.webp", printing.page, name="run-page"),
    path("<int:pk>/files/<slug:kind>/", printing.make_file, name="make-file"),
    path("<int:pk>/files/<slug:kind>.pdf", printing.file, name="file"),
    path("<slug:slug>/printing/", printing.settings, name="printing"),
    path("<slug:slug>/look/", look.look, name="look"),
    path("notice.pdf", notices.notice, name="notice"),
    path("articles/<int:pk>/sheet.pdf", sheets.for_article, name="article-sheet"),
    path("issues/<slug:slug>/<int:year>-<int:number>/sheets.pdf", sheets.for_issue, name="issue-sheet"),
    path(f"{ISSUE}proofs/", issue.proofs, name="proofs"),
    path(f"{ISSUE}proofs/make/", issue.make, name="make-proof"),
    path("proofs/<int:pk>/", proof.proof, name="proof"),
    path("proofs/<int:pk>/reader/", proof.assign, name="proof-reader"),
    path("proofs/<int:pk>/pages/<int:number>/", proof.page, name="proof-page"),
    path("proofs/<int:pk>/pages/<int:number>/mark/", proof.mark, name="proof-mark"),
    path("proofs/<int:pk>/pages/<int:number>/text/", proof.text, name="proof-text"),
    path("proofs/<int:pk>/pages/<int:number>/<int:width>.webp", proof.picture, name="proof-picture"),
    path("proofs/<int:pk>/marks/", marks.marks, name="proof-marks"),
    path("proofs/<int:pk>/red/", marks.red, name="proof-red"),
    path("proofs/<int:pk>/red/check/", marks.check, name="proof-check"),
    path("proofs/<int:pk>/sign/", signing.sign, name="proof-sign"),
    path("proofs/<int:pk>/accept/", signing.accept, name="proof-accept"),
    path("proofs/<int:pk>/sheet.pdf", proof.sheet, name="proof-sheet"),
    path("marks/<int:pk>/", marks.mark, name="mark"),
    path("marks/<int:pk>/withdraw/", marks.withdraw, name="mark-withdraw"),
    path("marks/<int:pk>/reopen/", marks.reopen, name="mark-reopen"),
]
