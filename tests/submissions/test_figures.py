"""What is counted: held against a slow count over random data; periods, points, ranking, silence, missed calls."""

from __future__ import annotations

import random
from collections import defaultdict
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from accounts.models import Union, UnionKind, User
from submissions.actions import pointing
from submissions.actions.pointing import Rule, edition_of, set_points
from submissions.figures import periods
from submissions.figures.counting import Question
from submissions.figures.points import Scale, points_in_words
from submissions.figures.tables import Measure, Row, Tally, make_figures, ranked, rate_in_words
from submissions.models import Call, PointsRule, Report
from submissions.moves import ReportState
from tests.factories import make_person
from tests.submissions.letters import make_report

COLUMNS = ["", "市州动态", "工作研究", "基层活动"]
YEAR = periods.period_of("2026")


def moment(year, month, day, hour=12):
    return timezone.make_aware(datetime(year, month, day, hour))


def sow(seed: int, unions: int = 12, reports: int = 150) -> None:
    """Unions, people, calls and reports in every state, around the ends of a year: straight into the tables."""
    chance = random.Random(seed)
    kinds = list(UnionKind.values)
    Union.objects.bulk_create(
        Union(
            name=f"试算工会{seed}-{n}",
            short_name=f"试算{n}",
            kind=chance.choice(kinds),
            order=n,
            active=chance.random() > 0.2,
        )
        for n in range(unions)
    )
    rows = list(Union.objects.all())
    for row in rows[1:]:
        row.parent = chance.choice([None, *rows[: rows.index(row)]])
    Union.objects.bulk_update(rows, ["parent"])
    people = [
        User.objects.create(username=f"sower{seed}-{n}", name=f"通讯员{n % 5}", union=chance.choice(rows))
        for n in range(6)
    ]
    calls = []
    for n in range(6):
        day = date(2025, 12, 20) + timedelta(days=chance.randrange(400))
        call = Call.objects.create(topic=f"约稿{n}", column=chance.choice(COLUMNS), deadline=day, by=people[0])
        call.unions.set(chance.sample(rows, 5))
        calls.append(call)
    start = moment(2025, 12, 1, 0)
    for _ in range(reports):
        state = chance.choice(ReportState.values)
        dated = state not in (ReportState.DRAFT, ReportState.WITHDRAWN) or chance.random() < 0.3
        byline = chance.choice([[], [["马玉林", ""]], [["桑杰", "主任"], ["马玉林", ""]], [["", ""]]])
        Report.objects.create(
            sender=chance.choice(people),
            union=chance.choice(rows[: len(rows) * 3 // 4]),
            call=chance.choice([None, None, *calls]),
            column=chance.choice(COLUMNS),
            bylines=byline,
            state=state,
            editor=chance.choice([None, people[0]]),
            sent_at=start + timedelta(minutes=chance.randrange(430 * 24 * 60)) if dated else None,
        )


def counts(report: Report) -> bool:
    if report.state == "returned":
        return report.editor_id is not None
    return report.state in {"received", "under_review", "adopted", "declined"}


def slowly(question: Question, today: date) -> dict[str, dict]:
    """The same tables by going through every row, one after another."""
    rules = {(rule.deed, rule.column, rule.kind): rule.points for rule in PointsRule.objects.all()}

    def worth(deed, column, kind):
        for place in ((deed, column, kind), (deed, column, ""), (deed, "", kind), (deed, "", "")):
            if place in rules:
                return rules[place]
        return Decimal(0)

    tables = {
        name: defaultdict(lambda: [0, 0, 0, Decimal(0)]) for name in ("unions", "kinds", "authors", "columns", "months")
    }

    def add(keys, *values):
        for table, key in keys.items():
            tables[table][key] = [old + new for old, new in zip(tables[table][key], values, strict=True)]

    def asked(union, column):
        return (
            (not question.kinds or union.kind in question.kinds)
            and (not question.column or column == question.column)
            and question.union in (None, union.pk)
        )

    reports = [report for report in Report.objects.select_related("union", "sender") if counts(report)]
    for report in reports:
        day = timezone.localtime(report.sent_at).date()
        if not question.period.first <= day <= question.period.last or not asked(report.union, report.column):
            continue
        author = next((name for name, _ in report.bylines[:1] if name), report.sender.name)
        adopted = int(report.state == "adopted")
        points = worth("sent", report.column, report.union.kind) + adopted * worth(
            "adopted", report.column, report.union.kind
        )
        label = report.union.short_name
        add(
            {
                "unions": label,
                "kinds": report.union.get_kind_display(),
                "authors": (label, author),
                "columns": report.column or "未选栏目",
                "months": f"{day.year}年{day.month}月",
            },
            1, adopted, 0, points,
        )  # fmt: skip
    for call in Call.objects.prefetch_related("unions"):
        for union in call.unions.all():
            if (
                union.active
                and question.period.first <= call.deadline <= question.period.last
                and call.deadline < today
                and asked(union, call.column)
                and not any(one.call_id == call.pk and one.union_id == union.pk for one in reports)
            ):
                add(
                    {
                        "unions": union.short_name,
                        "kinds": union.get_kind_display(),
                        "columns": call.column or "未选栏目",
                        "months": f"{call.deadline.year}年{call.deadline.month}月",
                    },
                    0, 0, 1, worth("call_missed", call.column, union.kind),
                )  # fmt: skip
    return tables


def prefecture_of(union: Union | None) -> Union | None:
    """The prefecture a union is, or is below of by one step or two."""
    for _ in range(3):
        if union is None or union.kind == UnionKind.PREFECTURE:
            return union
        union = union.parent
    return None


def together_slowly(question: Question, today: date) -> dict[str, tuple]:
    """Prefectures with what is below them, from the slow count of all unions alone."""
    kinds = question.kinds
    everything = slowly(Question(question.period, column=question.column), today)["unions"]
    found = defaultdict(lambda: ([0, 0, 0, Decimal(0)], [0, 0, 0, Decimal(0)]))
    for union in Union.objects.select_related("parent__parent__parent"):
        above = prefecture_of(union)
        if above is None or (kinds and "prefecture" not in kinds and union.kind not in kinds):
            continue
        parts = found[above.short_name]
        part = parts[0 if above == union else 1]
        part[:] = [a + b for a, b in zip(part, everything.get(union.short_name, part[:0] or [0, 0, 0, 0]), strict=True)]
    return {name: parts for name, parts in found.items() if any(part[0] or part[2] for part in parts)}


def tally_told(tally: Tally) -> list:
    return [tally.sent, tally.adopted, tally.missed, tally.points]


def told(rows: list[Row], key=lambda row: row.name) -> dict:
    found = {
        key(row): [row.tally.sent, row.tally.adopted, row.tally.missed, row.tally.points]
        for row in rows
        if row.tally.sent or row.tally.missed
    }
    assert len(found) == sum(bool(row.tally.sent or row.tally.missed) for row in rows), "no row twice"
    return found


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(4))
def test_the_figures_are_what_a_slow_count_finds(seed):
    sow(seed)
    chance = random.Random(seed + 100)
    PointsRule.objects.update_or_create(
        deed="adopted", column="工作研究", kind="county", defaults={"points": Decimal("7.5")}
    )
    PointsRule.objects.update_or_create(deed="sent", column="", kind="industry", defaults={"points": Decimal(2)})
    a_union = Union.objects.filter(reports__isnull=False).order_by("pk").first().pk
    today = date(2026, 8, 15)
    questions = [
        Question(YEAR),
        Question(periods.period_of("2026-Q1"), column="市州动态"),
        Question(periods.period_of("2026-H1"), kinds=frozenset(chance.sample(UnionKind.values, 2))),
        Question(periods.between(date(2025, 12, 30), date(2026, 1, 3))),
        Question(YEAR, kinds=frozenset({"prefecture"})),
        Question(YEAR, union=a_union),
    ]
    for question in questions:
        right = slowly(question, today)
        found = make_figures(question, today=today)
        for table in ("unions", "kinds", "columns", "months"):
            assert told(getattr(found, table)) == right[table], (table, question)
        assert told(found.authors, lambda row: (row.union, row.name)) == right["authors"]
        assert found.total.sent == sum(row[0] for row in right["kinds"].values())
        assert found.total.points == sum(row[3] for row in right["unions"].values())
        due = question.kinds or {"prefecture", "county", "industry", "direct"}
        silent = [
            union.short_name
            for union in Union.objects.filter(active=True, kind__in=due).order_by("order", "pk")
            if not right["unions"].get(union.short_name, [0])[0] and question.union in (None, union.pk)
        ]
        assert [row.name for row in found.silent] == silent
        if question.union is None:
            rows = {
                row.name: (tally_told(row.own), tally_told(row.others))
                for row in found.prefectures
                if row.tally.sent or row.tally.missed
            }
            right = together_slowly(question, today)
            assert rows == {name: parts for name, parts in right.items() if name in rows}
            assert all(
                tally_told(row.tally) == [a + b for a, b in zip(*rows[row.name], strict=True)]
                for row in found.prefectures
                if row.name in rows
            )
            assert all(row.below == right.get(row.name, ([], [0]))[1][0] for row in found.silent)


@pytest.mark.django_db
@pytest.mark.parametrize(("unions", "reports"), [(1, 3), (300, 600)])
def test_all_tables_take_three_queries_however_many_unions(unions, reports, django_assert_num_queries):
    sow(7, unions, reports) if unions > 5 else make_report()
    with django_assert_num_queries(3):
        found = make_figures(Question(periods.between(date(2025, 1, 1), date(2027, 12, 31))))
    assert found.total.sent


@pytest.mark.django_db
def test_a_report_counts_from_its_being_sent_and_no_longer_when_taken_back():
    from submissions.actions import drafting

    make_report(sent=False)
    question = Question(periods.between(date(2020, 1, 1), date(2099, 1, 1)))
    assert make_figures(question).total.sent == 0
    report = make_report("玉树州总工会")
    found = make_figures(question)
    assert [row.name for row in found.unions if row.tally.sent] == ["玉树州总工会"]
    assert "玉树州总工会" not in [row.name for row in found.silent]
    drafting.withdraw(report=report, by=report.sender)
    assert "玉树州总工会" in [row.name for row in make_figures(question).silent]


def test_days_at_both_ends_of_a_period_are_part_of_it():
    quarter = periods.period_of("2026-Q1")
    assert (quarter.first, quarter.last, quarter.label) == (date(2026, 1, 1), date(2026, 3, 31), "2026年第一季度")
    assert quarter.until == moment(2026, 4, 1, 0)
    assert periods.period_of("2024-02").last == date(2024, 2, 29)
    assert periods.period_of("2026-H2").label == "2026年下半年"
    for wrong in ("", "1999", "2026-Q5", "2026-13", "2026-H3", "２０２６", "2026-Q1 "):
        assert periods.period_of(wrong) is None


def test_the_halves_the_quarters_and_the_months_each_make_the_year_without_a_gap():
    for parts in (["H1", "H2"], ["Q1", "Q2", "Q3", "Q4"], [f"{n:02d}" for n in range(1, 13)]):
        found = [periods.period_of(f"2026-{part}") for part in parts]
        assert (found[0].since, found[-1].until) == (YEAR.since, YEAR.until)
        assert all(one.until == after.since for one, after in zip(found, found[1:], strict=False))


def test_no_period_is_offered_before_it_begins():
    groups = periods.offered(date(2026, 5, 2))
    assert [name for name, _ in groups] == ["2026年", "2025年", "2024年"]
    assert [code for code, _ in groups[0][1]] == [
        "2026",
        "2026-H1",
        "2026-Q1",
        "2026-Q2",
        *(f"2026-0{n}" for n in range(1, 6)),
    ]


def test_equals_share_a_place_and_the_next_place_is_left_out():
    rows = [
        Row(name, Tally(sent=1, points=Decimal(points))) for name, points in zip("甲乙丙丁", (5, 9, 5, 1), strict=True)
    ]
    rows.append(Row("戊", Tally(missed=1, points=Decimal(-5))))
    placed = ranked(rows, Measure.POINTS)
    assert [(row.name, row.rank_text) for row in placed] == [
        ("乙", "1"), ("甲", "2（并列）"), ("丙", "2（并列）"), ("丁", "4"), ("戊", "—"),
    ]  # fmt: skip


def test_ranking_goes_by_what_is_asked():
    rows = [Row("甲", Tally(3, 0, 0, Decimal(3))), Row("乙", Tally(1, 1, 0, Decimal(11)))]
    assert [row.name for row in ranked(rows, Measure.SENT)] == ["甲", "乙"]
    assert [row.name for row in ranked(rows, Measure.ADOPTED)] == ["乙", "甲"]


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(0, 0, "—"), (0, 4, "0%"), (1, 3, "33.3%"), (2, 3, "66.7%"), (1, 16, "6.3%"), (4, 4, "100%"), (1, 2, "50%")],
)
def test_rates_are_rounded_half_up_and_need_something_to_be_a_part_of(part, whole, words):
    assert rate_in_words(part, whole) == words


def test_the_most_particular_rule_counts():
    scale = Scale([
        ("adopted", "", "", Decimal(10)), ("adopted", "", "county", Decimal(12)),
        ("adopted", "工作研究", "", Decimal(15)), ("adopted", "工作研究", "county", Decimal(20)),
    ])  # fmt: skip
    assert [
        scale.points("adopted", column, kind)
        for column, kind in (("工作研究", "county"), ("工作研究", "direct"), ("", "county"), ("别的", "direct"))
    ] == [20, 15, 12, 10]
    assert scale.points("sent", "", "county") == 0
    assert [points_in_words(Decimal(text)) for text in ("0.0", "10.0", "7.5", "-5.0", "100")] == [
        "0",
        "10",
        "7.5",
        "−5",
        "100",
    ]


# ------------------------------------------------------------------ setting the points


@pytest.mark.django_db
def test_a_new_house_has_a_table_of_points():
    assert Scale.in_force().points("adopted", "", "county") == 10
    assert Scale.in_force().points("adopted", "基层活动", "") == 5


@pytest.mark.django_db
def test_points_are_set_once_recorded_and_never_over_somebody_elses():
    from accounts.models import AuditEntry
    from accounts.refusals import NotAllowed
    from accounts.roles import Role

    chief, editor = make_person(Role.CHIEF_EDITOR), make_person(Role.EDITOR)
    edition = edition_of(PointsRule.objects.all())
    rules = [Rule("sent", "", "", Decimal(2)), Rule("adopted", "", "county", Decimal("7.5"))]
    with pytest.raises(NotAllowed, match="主编、副主编和管理员"):
        set_points(rules=rules, edition=edition, by=editor)
    set_points(rules=rules, edition=edition, by=chief)
    assert PointsRule.objects.count() == 2
    entry = AuditEntry.objects.get(verb="改积分办法")
    assert "采用·任何栏目·县区工会：7.5分" in entry.changes["after"]
    with pytest.raises(NotAllowed, match="刚被别人改过"):
        set_points(rules=[], edition=edition, by=chief)
    set_points(rules=rules, edition=edition_of(PointsRule.objects.all()), by=chief)
    assert AuditEntry.objects.filter(verb="改积分办法").count() == 1, "the same again is no change"
    with pytest.raises(NotAllowed, match="写了两条"):
        set_points(rules=[*rules, rules[0]], edition=edition_of(PointsRule.objects.all()), by=chief)
    with pytest.raises(NotAllowed, match="最多"):
        many = [Rule("sent", f"栏目{n}", "", Decimal(1)) for n in range(pointing.MOST_RULES + 1)]
        set_points(rules=many, edition=edition_of(PointsRule.objects.all()), by=chief)


@pytest.mark.django_db
def test_a_prefecture_is_ranked_alone_and_with_its_counties_and_its_own_silence_is_told():
    for _ in range(3):
        make_report("格尔木市总工会")
    make_report("海东市总工会")
    found = make_figures(Question(periods.period_of(str(timezone.localdate().year))), Measure.SENT)
    together = {row.name: row for row in found.prefectures}
    haixi, haidong = together["海西州总工会"], together["海东市总工会"]
    assert (haixi.rank, haixi.own.sent, haixi.others.sent, haixi.tally.sent) == (1, 0, 3, 3)
    assert (haidong.rank, haidong.own.sent, haidong.others.sent) == (2, 1, 0)
    assert together["玉树州总工会"].rank is None
    assert [row.name for row in found.of_kind("prefecture")] == ["海东市总工会"]
    silent = {row.name: row.below for row in found.silent}
    assert (silent["海西州总工会"], silent["玉树州总工会"]) == (3, 0)
    assert "海东市总工会" not in silent
    assert found.total.sent == 4, "nothing is counted twice"


@pytest.mark.django_db
def test_asked_for_prefectures_alone_the_counties_stand_in_the_sum_and_nowhere_else():
    make_report("格尔木市总工会")
    make_report("海西州总工会")
    year = periods.period_of(str(timezone.localdate().year))
    found = make_figures(Question(year, kinds=frozenset({UnionKind.PREFECTURE})))
    assert found.total.sent == 1
    assert {row.kind for row in found.unions} == {UnionKind.PREFECTURE}
    assert next(row for row in found.prefectures if row.name == "海西州总工会").tally.sent == 2
    assert make_figures(Question(year, kinds=frozenset({UnionKind.INDUSTRY}))).prefectures == []
    own = make_figures(Question(year, union=Union.objects.named("海西州总工会").pk))
    assert own.prefectures == []
