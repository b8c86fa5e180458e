"""Every page of the site: who sees it where and in which state.

`tests.journeys.every_state` makes the states. A route with a name is here, or in `routes.NO_PAGES` with the reason.
"""

from __future__ import annotations

from tests.journeys.visits import (
    CAPTION_OF_EDITOR,
    CHIEF,
    CORRESPONDENT,
    DEPUTY,
    EDITOR,
    MEMBER,
    NEWCOMER,
    OPERATOR,
    PREFECTURE,
    REPORTER,
    SECOND,
    STRANGER,
    Sends,
    Visit,
    chooses_table,
    forgets_token,
    is_locked_out,
    opens_menu,
    ready,
    remarks,
    sits_down,
)


def pages() -> tuple[Visit, ...]:
    return (*READING, *ACCOUNTS, *DESK, *WRITING, *REVIEWING, *PLANNING, *PROOFS, *LETTERBOX, *LETTERS_IN, *FAULTS)


READING = (
    Visit("home", MEMBER, "reading:home", "/"),
    Visit("home-stranger", STRANGER, "accounts:sign-in", "/"),
    Visit("shelf", MEMBER, "reading:shelf", "/shelf/"),
    Visit("search", MEMBER, "reading:search", "/search/?q=班组"),
    Visit("search-empty", MEMBER, "reading:search", "/search/"),
    Visit("search-nothing", MEMBER, "reading:search", "/search/?q=月球背面的工会"),
    Visit("read", MEMBER, "reading:article", "{read}"),
    Visit("read-corrected", MEMBER, "reading:article", "{read-corrected}"),
    Visit("read-issue", MEMBER, "reading:issue", "/qinghai-gongyun/2026-5/"),
    Visit("pdf-missing", MEMBER, "reading:issue-pdf", "{issue-old}issue.pdf", 404),
)

ACCOUNTS = (
    Visit("sign-in", STRANGER, "accounts:sign-in", "/sign-in/"),
    Visit("sign-in-wrong", STRANGER, "accounts:sign-in", sends=Sends("/sign-in/", {"username": "x", "password": "y"})),
    Visit("set-up", "unready", "accounts:second-step-set-up", "/sign-in/set-up/"),
    Visit(
        "set-up-wrong", "unready", "accounts:second-step-set-up", sends=Sends("/sign-in/set-up/", {"code": "000000"})
    ),
    Visit("code", "waiting", "accounts:second-step", "/sign-in/code/"),
    Visit("code-wrong", "waiting", "accounts:second-step", sends=Sends("/sign-in/code/", {"code": "000000"})),
    Visit("renew-codes", EDITOR, "accounts:renew-codes", "/account/recovery-codes/"),
    Visit("invitation", STRANGER, "accounts:invitation", "{invitation}"),
    Visit(
        "invitation-wrong",
        STRANGER,
        "accounts:invitation",
        sends=Sends("{invitation}", {"username": "", "password1": "1"}),
    ),
    Visit("invitation-gone", STRANGER, "accounts:invitation", "/invitation/nothing/", 410),
    Visit("forgotten", STRANGER, "accounts:password-forgotten", "/password/forgotten/"),
    Visit(
        "forgotten-wrong", STRANGER, "accounts:password-forgotten", sends=Sends("/password/forgotten/", {"email": "x"})
    ),
    Visit(
        "letter-asked",
        STRANGER,
        "accounts:password-forgotten",
        sends=Sends("/password/forgotten/", {"email": "a@b.cn"}),
    ),
    Visit("password-link", STRANGER, "accounts:password-link", "{link-forgotten}"),
    Visit(
        "password-link-wrong",
        STRANGER,
        "accounts:password-link",
        sends=Sends("{link-forgotten}", {"new_password1": "1"}),
    ),
    Visit("password-link-gone", STRANGER, "accounts:password-link", "/password/MQ/nothing/"),
    Visit("account", EDITOR, "accounts:account", "/account/"),
    Visit("menu", OPERATOR, "accounts:account", "/account/", act=opens_menu),
    Visit("account-member", MEMBER, "accounts:account", "/account/"),
    Visit("password", EDITOR, "accounts:change-password", "/account/password/"),
    Visit(
        "password-wrong", EDITOR, "accounts:change-password", sends=Sends("/account/password/", {"new_password1": "1"})
    ),
    Visit("messages", EDITOR, "accounts:messages", "/messages/"),
    Visit("messages-none", MEMBER, "accounts:messages", "/messages/"),
    Visit("message-choices", EDITOR, "accounts:message-choices", "/messages/choices/"),
    Visit("audit", OPERATOR, "accounts:audit", "/audit/"),
    Visit("audit-none", CHIEF, "accounts:audit", "/audit/?q=月球背面的工会"),
    Visit("people", OPERATOR, "accounts:people", "/people/"),
    Visit("people-none", OPERATOR, "accounts:people", "/people/?q=月球背面的工会"),
    Visit("person", OPERATOR, "accounts:person", "{person}"),
    Visit("person-closed", OPERATOR, "accounts:person", "{person-closed}"),
    Visit("person-wordy", OPERATOR, "accounts:person", "{person-wordy}"),
    Visit("roles", OPERATOR, "accounts:roles", "{person}roles/"),
    Visit("roles-wrong", OPERATOR, "accounts:roles", sends=Sends("{person}roles/", {"roles": "nothing"})),
    Visit(
        "link-given", OPERATOR, "accounts:give-link", sends=Sends("{person}", which="form[action$='password-link/']")
    ),
    Visit("invite", OPERATOR, "accounts:invite", "/people/invite/"),
    Visit("invite-wrong", OPERATOR, "accounts:invite", sends=Sends("/people/invite/")),
    Visit(
        "invited", OPERATOR, "accounts:invite", sends=Sends("/people/invite/", {"name": "郭守敬", "roles": "member"})
    ),
)

DESK = (
    Visit("desk", EDITOR, "issues:desk", "/desk/"),
    Visit("desk-second", SECOND, "issues:desk", "/desk/"),
    Visit("desk-deputy", DEPUTY, "issues:desk", "/desk/"),
    Visit("desk-chief", CHIEF, "issues:desk", "/desk/"),
    Visit("desk-nothing", NEWCOMER, "issues:desk", "/desk/"),
    Visit("articles", EDITOR, "issues:articles", "/desk/articles/"),
    Visit("articles-found", EDITOR, "issues:articles", "/desk/articles/?q=班组"),
    Visit("articles-none", EDITOR, "issues:articles", "/desk/articles/?q=月球背面的工会"),
    Visit("board", EDITOR, "issues:board", "{issue}"),
    Visit("board-filtered", EDITOR, "issues:board", "{issue}?state=final_review"),
    Visit("board-none", EDITOR, "issues:board", "{issue}?q=月球背面的工会"),
    Visit("board-released", EDITOR, "issues:board", "{issue-released}"),
    Visit("board-empty", EDITOR, "issues:board", "{issue-empty}"),
    Visit("board-crowded", EDITOR, "issues:board", "{issue-crowded}"),
)

WRITING = (
    Visit("new", EDITOR, "issues:article-new", "/desk/articles/new/"),
    Visit(
        "new-wrong", EDITOR, "issues:article-new", sends=Sends("/desk/articles/new/", {"title": "长" * 300}), status=400
    ),
    Visit("write", EDITOR, "issues:article-edit", "{draft}edit/", act=ready),
    Visit("write-versions", EDITOR, "issues:article-edit", "{versions}edit/", act=ready, but=CAPTION_OF_EDITOR),
    Visit(
        "write-wrong",
        EDITOR,
        "issues:article-edit",
        status=400,
        sends=Sends("{to-submit}edit/", {"title": ""}, "#writing"),
        act=ready,
    ),
    Visit("choose", EDITOR, "issues:article-edit", "{approved}edit/"),
    Visit("slip", EDITOR, "issues:article-edit", "{slipped}edit/?as=slip", act=ready),
    Visit("change", EDITOR, "issues:article-edit", "{to-change}edit/?as=edit", act=ready),
    Visit(
        "confirm",
        EDITOR,
        "issues:article-edit",
        sends=Sends("{to-change}edit/?as=edit", {"title": "换了一个标题"}, "#writing"),
    ),
    Visit("correct", CHIEF, "issues:article-edit", "{to-correct}edit/", act=ready),
    Visit(
        "blocked",
        EDITOR,
        "issues:article-edit",
        status=409,
        sends=Sends("{first_review}edit/", {"title": "另一个标题", "body": "<p>我打的。</p>"}, ""),
    ),
    Visit("held", EDITOR, "issues:article-edit", "{to-hold}edit/", before=sits_down(SECOND, "{to-hold}edit/")),
    Visit(
        "merge",
        EDITOR,
        "issues:article-edit",
        status=409,
        sends=Sends(
            "{to-merge}edit/",
            {"revision": "0", "begun": "", "title": "另一个标题", "body": "<p>我打的。</p>"},
            "#writing",
        ),
    ),
    Visit(
        "merge-again",
        EDITOR,
        "issues:article-merge",
        status=409,
        sends=Sends(
            "{to-merge}edit/merge/",
            {"as": "write", "typed-title": "另一个标题", "typed-body": "<p>我打的。</p>", "newer": "0"},
            "",
        ),
    ),
    Visit(
        "typed",
        EDITOR,
        "issues:article-typed",
        sends=Sends("{to-type}edit/typed/", {"title": "另一个标题", "body": "<p>我打的。</p>"}, ""),
    ),
)

REVIEWING = (
    *(
        Visit(f"article-{state}", who, "issues:article", f"{{{state}}}")
        for state, who in (
            ("draft", EDITOR),
            ("returned", EDITOR),
            ("first_review", SECOND),
            ("second_review", DEPUTY),
            ("final_review", CHIEF),
            ("approved", CHIEF),
            ("published", EDITOR),
            ("withdrawn", EDITOR),
            ("commented", DEPUTY),
            ("corrected", EDITOR),
            ("slipped", EDITOR),
            ("long", SECOND),
            ("led", CHIEF),
            ("empty-article", EDITOR),
            ("adopted-article", EDITOR),
        )
    ),
    Visit("remark-begun", SECOND, "issues:article", "{first_review}", act=remarks),
    Visit(
        "remark-wrong", SECOND, "issues:comment", sends=Sends("{commented}", {"text": ""}, "#remark-form"), status=400
    ),
    Visit(
        "answer-wrong",
        SECOND,
        "issues:comment-answer",
        sends=Sends("{commented}", {"text": ""}, "form[action$='/answer/']"),
        status=400,
    ),
    Visit("submit", EDITOR, "issues:move", "{to-submit}move/submit/"),
    Visit("pass-first", SECOND, "issues:move", "{to-pass}move/pass_first/"),
    Visit("pass-open-remarks", SECOND, "issues:move", sends=Sends("{long}move/pass_first/")),
    Visit("pass-second", DEPUTY, "issues:move", "{second_review}move/pass_second/"),
    Visit("approve", CHIEF, "issues:move", "{final_review}move/approve/"),
    Visit("return", SECOND, "issues:move", "{to-pass}move/return/"),
    Visit("return-wrong", SECOND, "issues:move", sends=Sends("{to-pass}move/return/", {"opinion": ""}), status=400),
    Visit("withdraw", EDITOR, "issues:move", "{to-submit}move/withdraw/"),
    Visit("restore-article", EDITOR, "issues:move", "{withdrawn}move/restore/"),
    Visit("publish", CHIEF, "issues:move", "{to-change}move/publish_ahead/"),
    Visit("other-words", SECOND, "issues:move", "{to-pass}move/pass_first/?read=0", 409),
    Visit("too-late", SECOND, "issues:move", "{approved}move/pass_first/", 409),
    Visit("wrong-person", EDITOR, "issues:move", "{final_review}move/approve/", 403),
    Visit("assign", CHIEF, "issues:assign", "{first_review}assign/"),
    Visit(
        "assign-wrong",
        CHIEF,
        "issues:assign",
        status=400,
        sends=Sends("{first_review}assign/", {"level": "1", "level-1-due": "2020-01-01"}, ".assign__form"),
    ),
    Visit("assign-nothing", EDITOR, "issues:assign", "{published}assign/"),
    Visit("versions", EDITOR, "issues:versions", "{versions}versions/"),
    Visit("versions-last", EDITOR, "issues:versions", "{versions}versions/?page=2"),
    Visit("versions-none", EDITOR, "issues:versions", "{draft}versions/"),
    Visit("version", EDITOR, "issues:version", "{version-old}"),
    Visit("version-shut", EDITOR, "issues:version", "{long}versions/1/"),
    Visit("restore", EDITOR, "issues:restore-version", "{version-old}restore/"),
    Visit("restore-shut", EDITOR, "issues:restore-version", "{long}versions/1/restore/", 403),
    Visit("compare", EDITOR, "issues:compare", "{versions}compare/?from=1&to=now"),
    Visit("compare-side", EDITOR, "issues:compare", "{versions}compare/?from=1&to=now&view=side"),
    Visit("compare-same", EDITOR, "issues:compare", "{versions}compare/?from=now&to=now"),
    Visit("compare-versions", EDITOR, "issues:compare", "{versions}compare/?from=2&to=3"),
    Visit("compare-slip", EDITOR, "issues:compare", "{slipped}compare/?from=1&to=now"),
    Visit("ask-leader", CHIEF, "issues:ask-leader", "{led}leader/"),
    Visit("ask-leader-wrong", CHIEF, "issues:ask-leader", sends=Sends("{led}leader/", {"name": ""}), status=400),
    Visit("leader-link", CHIEF, "issues:ask-leader", sends=Sends("{led}leader/", {"name": "才仁主席"})),
    Visit("leader", STRANGER, "issues:leader", "{leader-fresh}"),
    Visit("leader-wrong", STRANGER, "issues:leader", sends=Sends("{leader-fresh}", {"answer": "return"}), status=400),
    Visit("leader-answered", STRANGER, "issues:leader", "{leader-answered}"),
    Visit("leader-expired", STRANGER, "issues:leader", "{leader-expired}", 410),
    Visit("leader-withdrawn", STRANGER, "issues:leader", "{leader-withdrawn}", 410),
)

PLANNING = (
    Visit("plans", EDITOR, "issues:plans", "/desk/issues/"),
    Visit("issue-new", EDITOR, "issues:issue-new", "/desk/issues/new/"),
    Visit(
        "issue-new-wrong", EDITOR, "issues:issue-new", sends=Sends("/desk/issues/new/", {"year": "2026", "number": "5"})
    ),
    Visit("plan", EDITOR, "issues:plan", "{issue}plan/"),
    Visit("plan-empty", EDITOR, "issues:plan", "{issue-empty}plan/"),
    Visit("plan-crowded", EDITOR, "issues:plan", "{issue-crowded}plan/"),
    Visit("plan-failed", EDITOR, "issues:plan", "{issue-failed}plan/"),
    Visit("plan-running", EDITOR, "issues:plan", "{issue-running}plan/"),
    Visit("plan-done", EDITOR, "issues:plan", "{issue-done}plan/"),
    Visit("plan-released", EDITOR, "issues:plan", "{issue-released}plan/"),
    Visit(
        "plan-refused",
        EDITOR,
        "issues:step-article",
        status=409,
        sends=Sends("{issue}plan/", {"version": "0", "step": "up 1"}, "#plan-steps"),
    ),
    Visit("pool", EDITOR, "issues:pool", "{issue}plan/articles/"),
    Visit("pool-none", EDITOR, "issues:pool", "{issue}plan/articles/?q=月球背面的工会"),
    Visit("plan-move", EDITOR, "issues:plan-move", "{move}"),
    Visit("plan-column", EDITOR, "issues:plan-column", "{column}"),
    Visit("goals", EDITOR, "issues:goals", "{issue}goals/"),
    Visit("goals-wrong", EDITOR, "issues:goals", sends=Sends("{issue}goals/", {"target_pages": "1", "serial": "0"})),
    Visit("cover", EDITOR, "issues:cover", "{issue}cover/"),
    Visit("cover-wrong", EDITOR, "issues:cover", sends=Sends("{issue}cover/", {"headlines": "长" * 90})),
    Visit("cover-empty", EDITOR, "issues:cover", "{issue-empty}cover/"),
    Visit("imprint", EDITOR, "issues:board-and-imprint", "{issue}imprint/"),
    Visit("imprint-wrong", EDITOR, "issues:board-and-imprint", sends=Sends("{issue}imprint/", {"board-0-post": ""})),
    Visit("release-early", CHIEF, "issues:release", "{issue}release/"),
    Visit("release-ready", CHIEF, "issues:release", "{issue-ready}release/"),
    Visit("release-shut", EDITOR, "issues:release", "{issue-ready}release/"),
    Visit("release-done", CHIEF, "issues:release", "{issue-released}release/"),
    Visit("plan-layout", EDITOR, "issues:plan-layout", "{move}layout/"),
    Visit("back-cover", EDITOR, "issues:back-cover", "{issue}cover/back/"),
    Visit("back-cover-wrong", EDITOR, "issues:back-cover", sends=Sends("{issue}cover/back/", {"caption": "长" * 300})),
    Visit("pages", EDITOR, "typesetting:flat-plan", "{press-flat}pages/"),
    Visit("pages-none", EDITOR, "typesetting:flat-plan", "{press-empty}pages/"),
    Visit("pages-failed", EDITOR, "typesetting:flat-plan", "{press-failed}pages/"),
    Visit("press-never", EDITOR, "typesetting:progress", "{press-empty}"),
    Visit("press-queued", EDITOR, "typesetting:progress", "{press-queued}"),
    Visit("press-running", EDITOR, "typesetting:progress", "{press-running}"),
    Visit("press-failed", EDITOR, "typesetting:progress", "{press-failed}"),
    Visit("press-cancelled", EDITOR, "typesetting:progress", "{press-cancelled}"),
    Visit("press-done", EDITOR, "typesetting:progress", "{press-done}"),
    Visit("run", EDITOR, "typesetting:run", "{run}"),
    Visit("run-operator", OPERATOR, "typesetting:run", "{run}"),
    Visit("run-failed", EDITOR, "typesetting:run", "{run-failed}"),
    Visit("look", CHIEF, "typesetting:look", "{look}"),
    Visit("look-shown", EDITOR, "typesetting:look", "{look}"),
    Visit("look-wrong", OPERATOR, "typesetting:look", status=400, sends=Sends("{look}", {"accent": "pink"})),
    Visit("printing", CHIEF, "typesetting:printing", "{printing}"),
    Visit("printing-shown", EDITOR, "typesetting:printing", "{printing}"),
    Visit(
        "printing-wrong",
        CHIEF,
        "typesetting:printing",
        status=400,
        sends=Sends("{printing}", {"ink_limit": "900", "least_ppi": "300", "most_ppi": "250"}),
    ),
)

PROOFS = (
    Visit("proofs", EDITOR, "typesetting:proofs", "{proofs}"),
    Visit("proofs-none", EDITOR, "typesetting:proofs", "{proofs-none}"),
    Visit("proofs-signed", CHIEF, "typesetting:proofs", "{proofs-signed}"),
    Visit("proof", EDITOR, "typesetting:proof", "{proof}"),
    Visit("proof-old", EDITOR, "typesetting:proof", "{proof-old}"),
    Visit("proof-signed", CHIEF, "typesetting:proof", "{proof-signed}"),
    Visit("proof-page", DEPUTY, "typesetting:proof-page", "{proof}pages/2/"),
    Visit("proof-page-old", EDITOR, "typesetting:proof-page", "{proof-old}pages/2/"),
    Visit(
        "proof-mark-wrong",
        DEPUTY,
        "typesetting:proof-mark",
        status=400,
        sends=Sends("{proof}pages/2/", {"wrong": "月球背面的工会", "right": "青海的工会"}, "#mark-form"),
    ),
    Visit("proof-marks", EDITOR, "typesetting:proof-marks", "{proof}marks/"),
    Visit("proof-marks-all", EDITOR, "typesetting:proof-marks", "{proof-old}marks/?which=all"),
    Visit("proof-marks-none", EDITOR, "typesetting:proof-marks", "{proof-signed}marks/"),
    Visit("proof-red", DEPUTY, "typesetting:proof-red", "{proof}red/"),
    Visit("proof-red-none", CHIEF, "typesetting:proof-red", "{proof-signed}red/"),
    Visit("proof-sign", DEPUTY, "typesetting:proof-sign", "{proof}sign/"),
    Visit("proof-sign-old", DEPUTY, "typesetting:proof-sign", "{proof-old}sign/"),
    Visit("proof-sign-done", CHIEF, "typesetting:proof-sign", "{proof-signed}sign/"),
    Visit("mark", EDITOR, "typesetting:mark", "{mark}"),
    Visit("mark-settled", EDITOR, "typesetting:mark", "{mark-settled}"),
    Visit("mark-wrong", EDITOR, "typesetting:mark", sends=Sends("{mark}", {"verdict": "kept"}, ".settle"), status=400),
)

LETTERBOX = (
    Visit("reports", CORRESPONDENT, "submissions:reports", "/submit/"),
    Visit("reports-none", REPORTER, "submissions:reports", "/submit/"),
    Visit("report-new", CORRESPONDENT, "submissions:new", "/submit/new/"),
    Visit("report-new-step", CORRESPONDENT, "submissions:new", "/submit/new/?step=1"),
    Visit("report-new-call", CORRESPONDENT, "submissions:new", "{report-new-call}"),
    *(
        Visit(f"report-{state}", CORRESPONDENT, "submissions:report", f"{{report-{state}}}")
        for state in (
            "draft",
            "received",
            "under_review",
            "returned",
            "adopted",
            "declined",
            "withdrawn",
            "wordy",
        )
    ),
    Visit("report-last-step", CORRESPONDENT, "submissions:report", "{report-draft}?step=4"),
    Visit(
        "report-wrong",
        CORRESPONDENT,
        "submissions:report",
        status=400,
        sends=Sends("{report-draft}", {"title": "", "phone": "x", "do": "send"}, "#letter"),
    ),
    Visit("report-just-sent", CORRESPONDENT, "submissions:report", "{report-received}?sent"),
    Visit("below", PREFECTURE, "submissions:below", "/submit/below/"),
    Visit("sign", PREFECTURE, "submissions:sign", "{sign}"),
    Visit("sign-wrong", PREFECTURE, "submissions:sign", sends=Sends("{sign}", {"do": "send_back"}), status=400),
    Visit("countersigning", OPERATOR, "submissions:countersigning", "/submit/countersigning/"),
    Visit("enrol", OPERATOR, "submissions:enrol", "/submit/unions/"),
    Visit("enrol-wrong", OPERATOR, "submissions:enrol", sends=Sends("/submit/unions/"), status=400),
    Visit("enrol-preview", OPERATOR, "submissions:enrol", "/submit/unions/", act=chooses_table),
    Visit(
        "enrol-late",
        OPERATOR,
        "submissions:enrol-carry-out",
        status=400,
        sends=Sends("/submit/unions/carry-out/", {"held": "x"}, ""),
    ),
    Visit("figures", EDITOR, "submissions:figures", "/submit/figures/"),
    Visit("figures-none", EDITOR, "submissions:figures", "/submit/figures/?period=2020"),
    Visit("figures-wrong", EDITOR, "submissions:figures", "/submit/figures/?since=2026-01-01"),
    Visit("figures-own", CORRESPONDENT, "submissions:figures", "/submit/figures/"),
    Visit("points", CHIEF, "submissions:points", "/submit/figures/points/"),
    Visit(
        "points-wrong",
        CHIEF,
        "submissions:points",
        sends=Sends("/submit/figures/points/", {"form-0-points": "x"}),
        status=400,
    ),
    Visit("notice", EDITOR, "submissions:notice", "/submit/figures/notice/"),
    Visit(
        "notice-wrong", EDITOR, "submissions:notice", sends=Sends("/submit/figures/notice/", {"title": ""}), status=400
    ),
)

LETTERS_IN = (
    Visit("letters", EDITOR, "issues:letters", "/desk/letters/"),
    Visit("letters-none", EDITOR, "issues:letters", "/desk/letters/?q=月球背面的工会"),
    *(
        Visit(f"letter-{state}", EDITOR, "issues:letter", f"{{letter-{state}}}")
        for state in ("received", "under_review", "returned", "adopted", "declined", "withdrawn", "wordy", "twin")
    ),
    Visit("beside-letter", EDITOR, "issues:letter-beside-letter", "{beside-letter}"),
    Visit("beside-article", EDITOR, "issues:letter-beside-article", "{beside-article}"),
    Visit("letter-return", EDITOR, "issues:letter-answer", "{letter-received}return/"),
    Visit("letter-decline", EDITOR, "issues:letter-answer", "{letter-received}decline/"),
    Visit("letter-thank", EDITOR, "issues:letter-answer", "{letter-received}thank/"),
    Visit(
        "letter-return-wrong",
        EDITOR,
        "issues:letter-answer",
        status=400,
        sends=Sends("{letter-received}return/", {"words": ""}),
    ),
    Visit(
        "letters-decline",
        EDITOR,
        "issues:letters-batch",
        sends=Sends("/desk/letters/", {"key": "{key}", "do": "decline"}),
    ),
    Visit("adopt", EDITOR, "issues:letters-adopt", "{adopt}"),
    Visit("adopt-two", EDITOR, "issues:letters-adopt", "{adopt-two}"),
    Visit("sentences", EDITOR, "issues:letters-sentences", "/desk/letters/sentences/"),
    Visit("calls", EDITOR, "issues:calls", "/desk/calls/"),
    Visit("call-new", EDITOR, "issues:call-new", "/desk/calls/new/"),
    Visit("call-new-wrong", EDITOR, "issues:call-new", sends=Sends("/desk/calls/new/"), status=400),
    Visit("call", EDITOR, "issues:call", "{call}"),
    Visit("call-edit", EDITOR, "issues:call-edit", "{call}edit/"),
    Visit("call-edit-wrong", EDITOR, "issues:call-edit", sends=Sends("{call}edit/", {"topic": ""}), status=400),
    Visit("call-withdraw", EDITOR, "issues:call-withdraw", "{call}withdraw/"),
    Visit("word-new", EDITOR, "issues:word-new", "/desk/articles/word/"),
    Visit("word-new-wrong", EDITOR, "issues:word-new", sends=Sends("/desk/articles/word/"), status=400),
    Visit("word", EDITOR, "issues:word", "{word}word/"),
    Visit("call-closed", EDITOR, "issues:call", "{call-closed}"),
)

FAULTS = (
    Visit("fault-400", MEMBER, "", "/fault/400/", 400, fault="400"),
    Visit("fault-500", MEMBER, "", "/fault/500/", 500, fault="500"),
    Visit("fault-403", MEMBER, "issues:desk", "/desk/", 403),
    Visit("fault-404", MEMBER, "", "/nothing/here/", 404),
    Visit("fault-csrf", STRANGER, "accounts:sign-in", "/sign-in/", 403, act=forgets_token),
    Visit("fault-429", STRANGER, "accounts:sign-in", "/sign-in/", 429, act=is_locked_out),
)
