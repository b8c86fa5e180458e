"""Loading the letterbox: every report goes the way it goes on the site, by the actions that make it, at the time it did.

The news of the issues began as reports, too, where their unions have a correspondent (`Letters.sender_of`).
"""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from PIL import Image

from accounts.actions.messaging import quietly
from accounts.models import Union, User
from issues.actions import adopting, announcing
from issues.models import Periodical
from photos.models import Photo
from sample.clock import TOLD_OF, Days, standing_at
from sample.letterbox import PostStep, SampleCall, SampleLetterbox, SampleReport
from sample.people import CORRESPONDENTS, SampleCorrespondent
from sample.reader import SampleArticle
from sample.word_files import word_file
from submissions.actions import calling, countersigning, drafting, importing, pointing, receiving, sending
from submissions.bodies import text_of
from submissions.models import Call, PointsRule, Report
from submissions.moves import ReportState
from submissions.placing import numbers_of

NEWS = frozenset({"市州动态", "产业风采", "基层活动"})  # columns that live on what the unions send
REDUCED = (900, 900)  # pixels of a copy that goes ahead of its original
UNTIL_TAKEN_UP = datetime.timedelta(days=2)


def key_of(name: str) -> str:
    """The key of the sample's report of that name."""
    return hashlib.sha256(f"sample {name}".encode()).hexdigest()[:16]


class Letters:
    """The correspondents of the sample, handing in. `pictures` gives the files of photos by name."""

    def __init__(self, people: Mapping[str, User], pictures: Mapping[str, Path]) -> None:
        self.people, self.pictures = people, pictures

    def sender_of(self, article: SampleArticle) -> SampleCorrespondent | None:
        """Who handed in what became the article; None for what the office wrote itself."""
        if article.column not in NEWS:
            return None
        union = Union.objects.named(article.union)
        return next((one for one in CORRESPONDENTS if union == self.people[one.username].union), None)

    def posted(self, article: SampleArticle, days: int) -> Report | None:
        """The report that the article is made of, handed in `days` days before now and taken up; None where there is none."""
        sender = self.sender_of(article)
        if sender is None:
            return None
        sent = timezone.now() - datetime.timedelta(days=days)
        with quietly(), standing_at(sent):
            report = self.written(article, sender)
            self.sent(report)
        with quietly(), standing_at(sent + UNTIL_TAKEN_UP):
            return receiving.take_up(report=report, by=self.people["bianji"])

    def photos_of(self, report: Report, article: SampleArticle) -> dict[str, Photo]:
        """The photos of the report by the names the article has for them."""
        rows = report.photos.select_related("photo")
        return {figure.photo: row.photo for figure, row in zip(article.figures(), rows, strict=True)}

    def sent(self, report: Report) -> Report:
        """Hand it in; where the union above is to countersign what came long ago, it did so at once."""
        return self._countersigned(sending.send(report=report, by=report.sender))

    def _countersigned(self, report: Report) -> Report:
        if report.state != ReportState.COUNTERSIGNING:
            return report
        above = next(one for one in CORRESPONDENTS if report.union.parent == self.people[one.username].union)
        return countersigning.countersign(report=report, by=self.people[above.username])

    def written(
        self,
        text: SampleArticle,
        sender: SampleCorrespondent,
        *,
        word: bool = False,
        travelling: int = 0,
        **words: str,
    ) -> Report:
        """A draft of the sender: typed into the form, or taken in from a Word file. `words` go into the form, too."""
        by = self.people[sender.username]
        report = drafting.start(key=key_of(text.slug), by=by)
        if word:
            data = word_file(text, {one.photo: self.pictures[one.photo].read_bytes() for one in text.figures()})
            report = importing.import_word(report=report, by=by, data=data, name=f"{text.title}.docx")
        else:
            words |= self._typed(report, by, text, travelling)
        words |= {"column": text.column, "approver": sender.approver, "approver_phone": sender.approver_phone}
        return drafting.save(report=report, by=by, words=words | {"phone": sender.phone})

    def _typed(self, report: Report, by: User, text: SampleArticle, travelling: int) -> dict[str, str]:
        keys = {}
        for number, figure in enumerate(text.figures(), 1):
            path = self.pictures[figure.photo]
            if number > len(text.figures()) - travelling:
                row = drafting.add_photo(report=report, by=by, name=path.name, preview=_reduced(path))
                said = drafting.PhotoWords(row.pk, figure.caption, figure.credit)
                drafting.save(report=report, by=by, words={}, photos=(said,))
            else:
                with path.open("rb") as handle:
                    row = drafting.add_whole_photo(
                        report=report,
                        by=by,
                        handle=handle,
                        name=path.name,
                        caption=figure.caption,
                        credit=figure.credit,
                    )
            keys[figure.photo] = (row.photo or row.preview).key
        body = text.html_with(lambda name: f"/photos/{keys[name]}/")
        return {
            "kicker": text.kicker,
            "title": text.title,
            "subtitle": text.subtitle,
            "contributor": text.contributor,
            "authors": "、".join(byline.name for byline in text.bylines),
            "body": text_of(body, numbers_of(report)),
        }


def _reduced(path: Path) -> io.BytesIO:
    out = io.BytesIO()
    with Image.open(path) as picture:
        picture.thumbnail(REDUCED)
        picture.save(out, "JPEG", quality=80)
    out.seek(0)
    return out


def set_up_letterbox(*, sample: SampleLetterbox, people: Mapping[str, User]) -> None:
    """What the office sets before the first report comes: who countersigns, and the points. Set once."""
    for name in sample.countersigns:
        union = Union.objects.named(name)
        countersigning.set_countersigning(union=union, by=people["guanliyuan"], sees=True, required=True)
    rules = [pointing.Rule(one.deed, one.column, one.kind, Decimal(one.points)) for one in sample.points]
    edition = pointing.edition_of(PointsRule.objects.all())
    pointing.set_points(rules=rules, edition=edition, by=people["zhubian"])


@transaction.atomic
def load_letterbox(
    *, periodical: Periodical, sample: SampleLetterbox, pictures: Mapping[str, Path], people: Mapping[str, User]
) -> int:
    """The reports in the database; how many were loaded. What is there already is left as it is."""
    if is_loaded(sample):
        return 0
    _Office(periodical, sample, Letters(people, pictures)).work()
    return len(sample.reports)


def is_loaded(sample: SampleLetterbox) -> bool:
    return Report.objects.filter(key__in=[key_of(one.text.slug) for one in sample.reports]).exists()


class _Office:
    """Correspondents and editors at work on the letterbox."""

    def __init__(self, periodical: Periodical, sample: SampleLetterbox, letters: Letters) -> None:
        self.periodical, self.sample, self.letters, self.people = periodical, sample, letters, letters.people
        self.days = Days()
        self.calls: dict[str, Call] = {}

    def work(self) -> None:
        deeds: list[tuple[int, Callable[[], object]]] = []
        for call in self.sample.calls:
            deeds.append((call.day, lambda one=call: self.ask(one)))
            if call.closed is not None:
                deeds.append((call.closed, lambda one=call: self.close(one)))
        for report in self.sample.reports:
            deeds += [
                (step.day, lambda one=report, step=step: DEEDS[step.do](self, one, step)) for step in report.steps
            ]
        # The editors hear of what came before as of old news, and of the rest at the end, in one message.
        deeds.append((TOLD_OF + 1, announcing.announce_letters))
        deeds.append((0, announcing.announce_letters))
        for day, deed in sorted(deeds, key=lambda pair: -pair[0]):
            with self.days.ago(day):
                deed()

    def ask(self, call: SampleCall) -> None:
        self.calls[call.name] = calling.make_call(
            by=self.people[call.by],
            topic=call.topic,
            text=call.text,
            column=call.column,
            characters=call.characters,
            deadline=self.days.ahead(call.due),
            unions=[Union.objects.named(name) for name in call.unions],
        )

    def close(self, call: SampleCall) -> None:
        calling.close(call=self.calls[call.name], by=self.people[call.by])

    def known(self, name: str) -> Report:
        return Report.objects.get(key=key_of(name))

    # What can be done. Each has the report's state before it from the steps before.

    def write(self, one: SampleReport, step: PostStep) -> None:
        sender = next(person for person in CORRESPONDENTS if person.username == one.by)
        words = {"note": one.note, "call": str(self.calls[one.call].pk) if one.call else ""}
        self.letters.written(one.text, sender, word=one.word, travelling=one.travelling, **words)

    def send(self, one: SampleReport, step: PostStep) -> None:
        sending.send(report=self.known(one.text.slug), by=self.people[one.by])

    def take_up(self, one: SampleReport, step: PostStep) -> None:
        receiving.take_up(report=self.known(one.text.slug), by=self.people[step.by])

    def send_back(self, one: SampleReport, step: PostStep) -> None:
        receiving.ask_for_more(report=self.known(one.text.slug), by=self.people[step.by], message=step.text)

    def decline(self, one: SampleReport, step: PostStep) -> None:
        receiving.decline(report=self.known(one.text.slug), by=self.people[step.by], reason=step.text)

    def thank(self, one: SampleReport, step: PostStep) -> None:
        receiving.thank(report=self.known(one.text.slug), by=self.people[step.by], text=step.text)

    def adopt(self, one: SampleReport, step: PostStep) -> None:
        reports = [self.known(name) for name in (*step.after, one.text.slug)]
        adopting.adopt(reports=reports, periodical=self.periodical, by=self.people[step.by])

    def withdraw(self, one: SampleReport, step: PostStep) -> None:
        drafting.withdraw(report=self.known(one.text.slug), by=self.people[one.by])


DEEDS: dict[str, Callable[[_Office, SampleReport, PostStep], None]] = {
    "write": _Office.write,
    "send": _Office.send,
    "take-up": _Office.take_up,
    "return": _Office.send_back,
    "decline": _Office.decline,
    "thank": _Office.thank,
    "adopt": _Office.adopt,
    "withdraw": _Office.withdraw,
}
