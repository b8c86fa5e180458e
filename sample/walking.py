"""Loading the issue in progress: every step is made by the action that makes it at the desk, at the time it was made."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from accounts.actions.messaging import quietly
from accounts.models import User
from issues.actions import assigning, changing, commenting, leaders, planning, publishing, reviewing, writing
from issues.models import Article, Comment, Issue, LeaderAnswer, Periodical
from photos.models import Photo
from sample.clock import Days, standing_at
from sample.loading import take_in, write_article
from sample.posting import Letters
from sample.unfinished import Journey, Step, UnfinishedIssue

LETTER_BEFORE = 4  # days from a report's being sent to its becoming an article


def load_unfinished(
    *, periodical: Periodical, sample: UnfinishedIssue, pictures: Mapping[str, Path], people: Mapping[str, User]
) -> Issue:
    """The issue in progress in the database. One that is there already is left as it is."""
    known = periodical.issues.filter(year=sample.year, number=sample.number).first()
    if known:
        return known
    with quietly():
        letters = Letters(people, pictures)
        written_here = [one.article for one in sample.journeys if letters.sender_of(one.article) is None]
        photos = take_in(written_here, pictures, people[sample.by])
    with transaction.atomic():
        return _Desk(periodical, sample, photos, letters).work()


class _Desk:
    """The desk at work on one issue."""

    def __init__(self, periodical: Periodical, sample: UnfinishedIssue, photos: Mapping[str, Photo], letters: Letters):
        self.periodical, self.sample, self.photos = periodical, sample, photos
        self.letters, self.people = letters, letters.people
        self.days = Days()
        self.articles: dict[str, Article] = {}

    def work(self) -> Issue:
        with self.days.ago(self.sample.begun):
            issue = self.begin()
        steps = [(step, journey) for journey in self.sample.journeys for step in journey.steps]
        for step, journey in sorted(steps, key=lambda pair: -pair[0].day):
            with self.days.ago(step.day):
                DEEDS[step.do](self, journey, step)
        with quietly():
            self.place(issue)
        return issue

    def begin(self) -> Issue:
        return planning.begin_issue(
            periodical=self.periodical,
            year=self.sample.year,
            number=self.sample.number,
            by=self.people[self.sample.by],
            columns=[planning.column_named(self.periodical, one.name, one.layout) for one in self.sample.columns],
            serial=self.sample.serial,
            date=self.days.ahead(self.sample.date),
            deadline=self.days.ahead(self.sample.deadline),
            target_pages=self.sample.target_pages,
        )

    def place(self, issue: Issue) -> None:
        for journey in self.sample.journeys:
            if journey.placed:
                column = self.periodical.columns.get(name=journey.article.column)
                article = self.articles[journey.article.slug]
                planning.place(issue=issue, column=column, article=article, by=self.people[self.sample.by])

    def known(self, journey: Journey) -> Article:
        return Article.objects.get(pk=self.articles[journey.article.slug].pk)

    def remark(self, journey: Journey) -> Comment:
        """The last remark made on the article."""
        return self.known(journey).comments.filter(parent=None).latest("pk")

    def put_right(self, journey: Journey, step: Step) -> dict[str, str]:
        body = self.known(journey).body
        if step.find not in body:
            raise ValueError(f"{journey.article.slug} does not say {step.find}")
        return {"body": body.replace(step.find, step.put)}

    # What can be done. Each has the article's state before it from the steps before.

    def write(self, journey: Journey, step: Step) -> None:
        found = journey.article
        report = self.letters.posted(found, days=LETTER_BEFORE)
        self.articles[found.slug] = write_article(
            self.periodical, found, self.photos, self.people[step.by], self.letters, report
        )

    def submit(self, journey: Journey, step: Step) -> None:
        reviewing.submit(article=self.known(journey), by=self.people[step.by])

    def pass_on(self, journey: Journey, step: Step) -> None:
        reviewing.pass_on(article=self.known(journey), by=self.people[step.by], opinion=step.text)

    def approve(self, journey: Journey, step: Step) -> None:
        reviewing.approve(article=self.known(journey), by=self.people[step.by], opinion=step.text)

    def send_back(self, journey: Journey, step: Step) -> None:
        reviewing.send_back(article=self.known(journey), by=self.people[step.by], opinion=step.text)

    def rewrite(self, journey: Journey, step: Step) -> None:
        writing.rewrite(article=self.known(journey), by=self.people[step.by], **self.put_right(journey, step))

    def slip(self, journey: Journey, step: Step) -> None:
        words = self.put_right(journey, step)
        changing.correct_slip(article=self.known(journey), by=self.people[step.by], note=step.text, **words)

    def correct(self, journey: Journey, step: Step) -> None:
        words = self.put_right(journey, step)
        changing.correct(article=self.known(journey), by=self.people[step.by], note=step.text, **words)

    def publish(self, journey: Journey, step: Step) -> None:
        publishing.publish_ahead(article=self.known(journey), by=self.people[step.by])

    def withdraw(self, journey: Journey, step: Step) -> None:
        publishing.withdraw(article=self.known(journey), by=self.people[step.by], reason=step.text)

    def comment(self, journey: Journey, step: Step) -> None:
        commenting.comment(article=self.known(journey), by=self.people[step.by], text=step.text, quote=step.quote)

    def answer(self, journey: Journey, step: Step) -> None:
        commenting.answer(comment=self.remark(journey), by=self.people[step.by], text=step.text)

    def resolve(self, journey: Journey, step: Step) -> None:
        commenting.resolve(comment=self.remark(journey), by=self.people[step.by])

    def assign(self, journey: Journey, step: Step) -> None:
        assigning.assign(
            article=self.known(journey),
            level=step.level,
            person=self.people[step.person],
            by=self.people[step.by],
            due=None if step.due is None else self.days.ahead(step.due),
        )

    def ask_leader(self, journey: Journey, step: Step) -> None:
        """The leader reads and answers a day later."""
        article, by = self.known(journey), self.people[step.by]
        link, _ = leaders.ask(article=article, name=step.person, post=step.post, by=by)
        with standing_at(timezone.now() + datetime.timedelta(days=1)):
            leaders.open_link(link=link)
            leaders.answer(link=link, answer=LeaderAnswer(step.answer), opinion=step.text)


DEEDS: dict[str, Callable[[_Desk, Journey, Step], None]] = {
    "write": _Desk.write,
    "submit": _Desk.submit,
    "pass": _Desk.pass_on,
    "approve": _Desk.approve,
    "return": _Desk.send_back,
    "rewrite": _Desk.rewrite,
    "slip": _Desk.slip,
    "correct": _Desk.correct,
    "publish": _Desk.publish,
    "withdraw": _Desk.withdraw,
    "comment": _Desk.comment,
    "answer": _Desk.answer,
    "resolve": _Desk.resolve,
    "assign": _Desk.assign,
    "ask-leader": _Desk.ask_leader,
}
