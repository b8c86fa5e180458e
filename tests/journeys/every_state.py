"""Bring the sample's site into every state its pages know: `python -m tests.journeys.every_state FILE`.

Run as a program of its own, on the site that the environment names. All is done by the real actions. FILE then holds, as
JSON, the addresses by name and the session of each person.
"""

from __future__ import annotations

import json
import os
import sys
import time
from binascii import unhexlify
from collections.abc import Iterable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "journal.settings")
    django.setup()

from django.contrib.sessions.backends.db import SessionStore
from django.db import transaction
from django.http import HttpRequest
from django.test import RequestFactory, override_settings
from django.utils import timezone
from django.views.defaults import bad_request, server_error
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import default_key

from accounts import second_factor
from accounts.actions import invitations, messaging, passwords, people, second_step, sessions
from accounts.messages import MessageKind
from accounts.models import Union, User
from accounts.roles import Role
from issues.actions import (
    adopting,
    assigning,
    changing,
    commenting,
    leaders,
    planning,
    publishing,
    restoring,
    reviewing,
    writing,
)
from issues.actions.word_import import import_word
from issues.models import Article, Column, Issue, LeaderAnswer, LeaderLink, Periodical
from issues.workflow import State
from sample.clock import standing_at
from submissions.actions import calling, countersigning, drafting, receiving
from submissions.actions.pointing import Rule, edition_of, set_points
from submissions.models import PointsRule, Report
from tests.factories import make_article, make_person, make_photo
from tests.journeys.every_press import LONG, OPINION, UNBROKEN, UNIT, Press
from tests.submissions.letters import make_report
from tests.submissions.test_form_files import docx

MANY = 34  # more than a page of any list shows, but of people
CROWD = 55  # more people than a page shows
PARAGRAPH = "清晨六点，班组长马青山已经在车间门口等着大家。他说：“安全不是挂在墙上的，是挂在心上的。”2026年第1季度，全班 37 人零事故。"
TABLE = (
    '<table><tbody><tr><th scope="col">单位</th><th scope="col">职工</th><th scope="col">会员</th>'
    '<th scope="col">班组</th><th scope="col">建家</th></tr>'
    "<tr><td>青海盐湖工业股份有限公司</td><td>12800</td><td>12650</td><td>640</td><td>212</td></tr></tbody></table>"
)
LEADER = "省总工会党组成员、副主席"


def main(out: Path) -> None:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        place = Furnished()
        place.all()
        place.sign_everyone_in()
    known = {"paths": place.paths, "sessions": place.sessions, "faults": faults()}
    out.write_text(json.dumps(known, ensure_ascii=False))


def faults() -> dict[str, str]:
    """The pages for a fault of the site and for a request that makes no sense, which nothing on the site leads to."""
    request = RequestFactory().get("/")
    return {
        "400": bad_request(request, Exception()).content.decode(),
        "500": server_error(request).content.decode(),
    }


class Office:
    """The sample's people by what they do, as `tests.factories` wants them."""

    def __init__(self) -> None:
        found = {user.username: user for user in User.objects.all()}
        self.editor, self.second_editor = found["bianji"], found["bianji2"]
        self.deputy, self.chief = found["fuzhubian"], found["zhubian"]
        self.operator, self.member, self.correspondent = (
            found["guanliyuan"],
            found["huiyuan"],
            found["tongxunyuan"],
        )


class Furnished(Press):
    """The site with all its states; `paths` are addresses by name."""

    def __init__(self) -> None:
        self.office = Office()
        self.periodical = Periodical.objects.get()
        self.issue = Issue.objects.get(year=2026, number=6)
        self.paths: dict[str, str] = {}
        self.sessions: dict[str, str] = {}
        self.crowd: dict[str, User] = {}

    def all(self) -> None:
        for part in (
            self.people,
            self.articles,
            self.long_article,
            self.versions,
            self.leaders,
            self.plans,
            self.press,
            self.pages,
            self.proofs,
            self.letters,
            self.calls,
            self.offices,
            self.messages,
        ):
            with transaction.atomic():
                part()

    def article(self, **fields) -> Article:
        return make_article(self.office, periodical=self.periodical, **fields)

    # Accounts

    def people(self) -> None:
        operator = self.office.operator
        for name, role, union in (
            ("newcomer", Role.EDITOR, "省总工会"),
            ("reporter", Role.CORRESPONDENT, "省财贸工会"),
            ("prefecture", Role.CORRESPONDENT, "海西州总工会"),
            ("unready", Role.EDITOR, "省总工会"),
            ("waiting", Role.EDITOR, "省总工会"),
            ("locked", Role.MEMBER, "省总工会"),
        ):
            union = Union.objects.named(union)
            self.crowd[name] = make_person(role, username=name, name=f"{role.label}甲", union=union)
        closed = make_person(Role.MEMBER, name="离任人员", union=Union.objects.named("省总工会"))
        people.close(person=closed, by=operator)
        for number in range(CROWD):
            make_person(Role.MEMBER, name=f"会员{number}", union=Union.objects.named("省总工会"))
        wordy = make_person(
            Role.CORRESPONDENT, username="W" * 60, name="阿卜杜拉·买买提明", union=Union.objects.named("省总工会")
        )
        self.paths |= {
            "person": f"/people/{self.office.editor.pk}/",
            "person-closed": f"/people/{closed.pk}/",
            "person-wordy": f"/people/{wordy.pk}/",
            "link-forgotten": passwords.give_link(person=wordy, by=operator),
        }
        for number in range(3):
            made = invitations.invite(name=f"新同事{number}", roles=[Role.MEMBER], by=operator, phone="13909790001")
            self.paths["invitation"] = f"/invitation/{made[1]}/"

    def sign_everyone_in(self) -> None:
        """A session for each, the second step taken by all who need it but one who has to take it."""
        by_name = {user.username: user for user in User.objects.filter(username__in=[*KNOWN, *self.crowd])}
        for name, person in by_name.items():
            request = HttpRequest()
            request.session = SessionStore()
            sessions.sign_in(request=request, person=person)
            if name != "unready" and second_factor.required_of(person):
                device = self.device_of(person)
                if name != "waiting":
                    request.session[second_factor.SESSION_MARK] = second_factor.mark_of(device)
            request.session.save()
            self.sessions[name] = request.session.session_key

    def device_of(self, person: User):
        key = default_key()
        shown = TOTP(unhexlify(key))
        shown.time = time.time()
        device, _ = second_step.set_up(person=person, key=key, code=f"{shown.token():06}")
        return device

    # Articles

    def articles(self) -> None:
        """One in each state, of the sample or new, each at the address named for it."""
        for state in State:
            found = Article.objects.filter(state=state).order_by("pk").first()
            self.paths[str(state.value)] = f"/desk/articles/{found.pk}/"
        self.paths["read"] = f"/articles/{Article.objects.filter(state=State.PUBLISHED).first().pk}/"
        commented = Article.objects.filter(comments__isnull=False).first()
        self.paths["commented"] = f"/desk/articles/{commented.pk}/"
        correction = self.article(state=State.PUBLISHED, title="更正过的文章")
        changing.correct(
            article=correction, by=self.office.chief, note="第二段“三百”应为“三千”。", body=f"<p>{PARAGRAPH}</p>"
        )
        self.paths["corrected"] = f"/desk/articles/{correction.pk}/"
        self.paths["read-corrected"] = f"/articles/{correction.pk}/"
        for name, state in (
            ("to-submit", State.DRAFT),
            ("to-pass", State.FIRST_REVIEW),
            ("to-change", State.APPROVED),
            ("to-hold", State.DRAFT),
            ("to-merge", State.DRAFT),
            ("to-type", State.DRAFT),
            ("to-correct", State.PUBLISHED),
        ):
            made = self.article(state=state, title=f"巡线路上的热饭车之{name}")
            self.paths[name] = f"/desk/articles/{made.pk}/"
        empty = writing.write(periodical=self.periodical, by=self.office.editor, title="只有标题")
        self.paths["empty-article"] = f"/desk/articles/{empty.pk}/"

    def long_article(self) -> None:
        """Everything an article can have, each as long as it may be, with more remarks than anyone wants."""
        photo = make_photo(self.office.editor, width=1600)
        figure = (
            f'<figure><img src="{photo.get_absolute_url()}" alt="职工在检修">'
            f"<figcaption>{LONG[:100]}（{UNIT}供图）</figcaption></figure>"
        )
        body = f"<h2>一、{LONG[:60]}</h2><p>{PARAGRAPH}</p>{TABLE}{figure}<p>{UNBROKEN}</p>" + f"<p>{PARAGRAPH}</p>" * 6
        article = self.article(
            state=State.FIRST_REVIEW,
            kicker=LONG,
            title=LONG,
            subtitle=LONG,
            body=body,
            editors_note=f"<p>{OPINION}</p>",
            contributor=LONG[:80],
            source=LONG[:120],
            bylines=[(f"撰稿人{number}", UNIT) for number in range(8)],
            tags=[f"标签{number}" for number in range(12)],
            union=Union.objects.named("海西州总工会"),
        )
        for number in range(12):
            remark = commenting.comment(
                article=article,
                by=self.office.second_editor,
                text=f"{OPINION[: 40 + 20 * number]}{number}",
                quote="全班 37 人零事故" if number % 3 else "",
            )
            commenting.answer(comment=remark, by=self.office.editor, text=f"核对过了。{number}")
            if number % 4 == 0:
                commenting.resolve(comment=remark, by=self.office.editor)
        with standing_at(timezone.now() - timedelta(days=5)):
            assigning.assign(
                article=article,
                level=1,
                person=self.office.second_editor,
                by=self.office.chief,
                due=timezone.localdate() + timedelta(days=2),
            )
        self.paths["long"] = f"/desk/articles/{article.pk}/"

    def versions(self) -> None:
        """Two pages of versions, and pairs to compare: changed words, table, photo, moved paragraphs, nothing."""
        photos = [make_photo(self.office.editor) for _ in range(2)]
        pictures = [
            f'<figure><img src="{photo.get_absolute_url()}" alt="车间"><figcaption>{caption}</figcaption></figure>'
            for photo, caption in zip(photos, ("清晨的车间", "夜里的车间"), strict=True)
        ]
        parts = [f"<p>第{number}段。{PARAGRAPH}</p>" for number in range(6)]
        before = "".join([parts[0], TABLE, pictures[0], *parts[1:]])
        changed = TABLE.replace("12650", "12651").replace("班组", "<strong>班组</strong>")
        after = "".join(
            [parts[5], parts[0].replace("37", "38"), changed, pictures[1], *parts[1:4], "<h2>一、新增</h2>"]
        )
        article = self.article(state=State.DRAFT, title="版本很多的文章", body=before)
        for number in range(MANY):
            article = writing.rewrite(
                article=article, by=self.office.editor, keep=True, subtitle=f"第{number}稿", body=before
            )
        article = writing.rewrite(article=article, by=self.office.editor, keep=True, body=after)
        self.paths["versions"] = f"/desk/articles/{article.pk}/"
        settled = self.article(state=State.APPROVED, title="定稿后改过错字")
        changing.correct_slip(
            article=settled,
            by=self.office.editor,
            note="错字",
            body=settled.body.replace("班组长", "班长"),
        )
        self.paths["slipped"] = f"/desk/articles/{settled.pk}/"
        first = article.versions.order_by("number").first()
        restoring.check_can_restore(article, self.office.editor)
        self.paths["version-old"] = f"/desk/articles/{article.pk}/versions/{first.number}/"

    def leaders(self) -> None:
        """The links of leaders: fresh, to be answered wrongly, answered, expired, withdrawn."""
        article, chief = self.article(state=State.FINAL_REVIEW, title=LONG[:60]), self.office.chief
        tokens = {}
        for name in ("fresh", "answered", "expired", "withdrawn"):
            link, tokens[name], *_ = leaders.ask(article=article, name=f"领导{name}", post=LEADER, by=chief)
            if name == "answered":
                leaders.open_link(link=link)
                leaders.answer(link=link, answer=LeaderAnswer.CHANGE, opinion=OPINION)
            elif name == "expired":
                LeaderLink.objects.filter(pk=link.pk).update(expires_at=timezone.now() - timedelta(days=1))
            elif name == "withdrawn":
                leaders.withdraw(link=link, by=chief)
        self.paths |= {f"leader-{name}": f"/read/{token}/" for name, token in tokens.items()}
        self.paths["led"] = f"/desk/articles/{article.pk}/"

    # Issues

    def plans(self) -> None:
        """An empty issue, one that may come out, one with too much in it."""
        column = Column.objects.filter(periodical=self.periodical).first()
        for name, number in (
            ("empty", 1),
            ("ready", 2),
            ("crowded", 3),
            ("failed", 4),
            ("running", 5),
            ("queued", 6),
            ("done", 7),
            ("cancelled", 8),
        ):
            issue = planning.begin_issue(
                periodical=self.periodical,
                year=2027,
                number=number,
                by=self.office.editor,
                columns=[column],
                deadline=timezone.localdate() - timedelta(days=2),
                target_pages=48,
            )
            for at in range({"empty": 0, "crowded": MANY}.get(name, 1)):
                title = LONG if at % 9 == 4 else f"第{at}个班组的账本"
                article = self.article(state=State.APPROVED, title=title)
                planning.place(issue=issue, column=column, article=article, by=self.office.editor)
            self.paths[f"issue-{name}"] = address = f"/desk/{self.periodical.slug}/2027-{number}/"
            self.paths[f"press-{name}"] = address.replace("/desk/", "/press/")
        old = planning.make_issue(periodical=self.periodical, year=2025, number=12, by=self.office.editor)
        planning.place(issue=old, column=column, article=self.article(state=State.APPROVED), by=self.office.editor)
        publishing.release(issue=old, by=self.office.chief)
        self.paths["issue-old"] = old.get_absolute_url()
        self.paths["issue"] = f"/desk/{self.periodical.slug}/2026-6/"
        self.paths["issue-released"] = f"/desk/{self.periodical.slug}/2026-5/"
        placement = self.issue.placements.select_related("column", "article").first()
        self.paths["move"] = f"{self.paths['issue']}plan/articles/{placement.article_id}/"
        self.paths["column"] = f"{self.paths['issue']}plan/columns/{placement.column_id}/"
        self.paths["press"] = f"/press/{self.periodical.slug}/2026-6/"
        for number in range(MANY):
            self.article(state=State.APPROVED, title=LONG if number == 3 else f"待编的文章 {number}")

    # The letterbox

    def letters(self) -> None:
        """Reports in every state, of one correspondent and to the desk."""
        by, desk = self.office.correspondent, self.office.editor
        made = {
            name: make_report(by.union, by=by, sent=name != "draft", photos=int(name in {"draft", "received"}))
            for name in ("draft", "received", "under_review", "returned", "adopted", "declined", "withdrawn")
        }
        receiving.take_up(report=made["under_review"], by=desk)
        receiving.ask_for_more(report=made["returned"], by=desk, message=OPINION)
        receiving.decline(report=made["declined"], by=desk, reason="版面有限，谢谢来稿。")
        twin = make_report("海东市总工会", title=made["adopted"].title, body=made["adopted"].plain_text)
        article = adopting.adopt(reports=[made["adopted"]], periodical=self.periodical, by=desk)
        self.paths["adopted-article"] = f"/desk/articles/{article.pk}/"
        drafting.withdraw(report=made["withdrawn"], by=by)
        for name, report in made.items():
            self.paths[f"report-{name}"] = f"/submit/{report.key}/"
            self.paths[f"letter-{name}"] = f"/desk/letters/{report.key}/"
        wordy = make_report(
            by.union,
            by=by,
            title=LONG,
            body=f"{UNBROKEN}\n{PARAGRAPH * 8}",
            note=OPINION,
            authors="\n".join(f"{UNIT} 撰稿人{number}" for number in range(6)),
            photos=2,
        )
        self.paths["letter-wordy"] = f"/desk/letters/{wordy.key}/"
        self.paths["report-wordy"] = f"/submit/{wordy.key}/"
        self.paths["letter-twin"] = f"/desk/letters/{twin.key}/"
        self.paths["beside-letter"] = f"/desk/letters/{twin.key}/beside/{made['adopted'].key}/"
        self.paths["beside-article"] = f"/desk/letters/{twin.key}/beside/articles/{article.pk}/"
        self.paths["adopt"] = f"/desk/letters/adopt/?key={made['received'].key}"
        self.paths["adopt-two"] = f"/desk/letters/adopt/?key={made['received'].key}&key={twin.key}"
        self.paths["key"] = made["received"].key
        for number in range(MANY):
            make_report(by.union, by=by, title=f"第{number}期职工夜校开班")
        read = import_word(
            data=docx("一碗热汤的车站", PARAGRAPH, PARAGRAPH, table=True),
            name="送水.docx",
            by=desk,
            periodical=self.periodical,
        )
        self.paths["word"] = f"/desk/articles/{read.pk}/"

    def calls(self) -> None:
        unions = list(Union.objects.filter(active=True)[:12])
        call = calling.make_call(
            by=self.office.editor,
            topic="送温暖走进戈壁工地",
            text=OPINION,
            column="基层活动",
            characters=1200,
            deadline=timezone.localdate() + timedelta(days=9),
            unions={*unions, self.office.correspondent.union},
        )
        answer = Report.objects.filter(sender=self.office.correspondent, state="received").first()
        calling.match(call=call, report=answer, by=self.office.editor)
        closed = calling.make_call(
            by=self.office.editor, topic=LONG[:80], deadline=timezone.localdate(), unions=unions[:1]
        )
        calling.close(call=closed, by=self.office.editor)
        self.paths |= {"call": f"/desk/calls/{call.pk}/", "call-closed": f"/desk/calls/{closed.pk}/"}
        self.paths["report-new-call"] = f"/submit/new/?call={call.pk}"

    def offices(self) -> None:
        """Countersigning: a union above, a report below it that waits for its word; the table of points."""
        county = Union.objects.filter(parent=self.crowd["prefecture"].union, active=True).first()
        countersigning.set_countersigning(
            union=self.crowd["prefecture"].union, by=self.office.operator, sees=True, required=True
        )
        report = make_report(county, photos=1)
        self.paths["sign"] = f"/submit/below/{report.key}/"
        rules = [
            Rule(PointsRule.Deed.choices[0][0], "", "", Decimal(5)),
            Rule(PointsRule.Deed.choices[1][0], "基层活动", "", Decimal(7)),
        ]
        set_points(rules=rules, edition=edition_of(PointsRule.objects.all()), by=self.office.chief)

    # Messages

    def messages(self) -> None:
        with standing_at(timezone.now() - timedelta(days=2)):
            self.tell(range(MANY))
        self.tell([MANY])
        publishing.withdraw(article=self.article(state=State.DRAFT, title="撤下的文章"), by=self.office.editor)
        reviewing.submit(article=self.article(state=State.DRAFT, title="再送一次"), by=self.office.editor)

    def tell(self, numbers: Iterable[int]) -> None:
        for number in numbers:
            messaging.notify(
                to=[self.office.editor],
                kind=MessageKind.AWAITING_REVIEW,
                title=f"《{LONG[:60]}》送您初审（{number}）",
                text=OPINION[:200],
                path="/desk/",
            )


KNOWN = ("bianji", "bianji2", "fuzhubian", "zhubian", "guanliyuan", "huiyuan", "tongxunyuan")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
