"""Tables are compared cell by cell."""

from manuscripts.blocks import Cell, Span, Table
from manuscripts.comparing import compare


def cells(*texts: str, **shape) -> tuple[Cell, ...]:
    return tuple(Cell((Span(text),), **shape) for text in texts)


HEAD = (cells("地区", "会员数", "经费", header=True),)
BODY = (cells("西宁", "1200", "3.5万元"), cells("海东", "860", "2.1万元"), cells("玉树", "430", "0.9万元"))


def grid(before: Table, after: Table):
    (row,) = compare([before], [after]).rows
    return row.content


def changed_cells(found) -> list[tuple[int, str, str]]:
    """Row in the new table, kind and runs of every cell that is not the same."""
    return [
        (row.after, cell.kind, "".join(f"{run.op[0]}:{run.text} " for run in cell.content.runs).strip())
        for row in found.rows
        for cell in row.content.rows
        if cell.kind != "same"
    ]


def test_one_changed_figure_marks_one_cell():
    after = Table(HEAD, (BODY[0], cells("海东", "910", "2.1万元"), BODY[2]))
    assert changed_cells(grid(Table(HEAD, BODY), after)) == [(2, "changed", "d:860 i:910")]


def test_a_row_put_in_leaves_the_others_alone():
    after = Table(HEAD, (BODY[0], cells("果洛", "390", "0.8万元"), *BODY[1:]))
    assert [row.kind for row in grid(Table(HEAD, BODY), after).rows] == ["same", "same", "added", "same", "same"]


def test_a_row_taken_out_and_a_row_moved_are_told_apart():
    found = grid(Table(HEAD, BODY), Table(HEAD, (BODY[2], BODY[0])))
    assert sorted(row.kind for row in found.rows) == ["moved", "removed", "same", "same"]


def test_a_column_put_in_is_one_added_cell_in_each_row():
    head = ((*HEAD[0][:1], *cells("基层数", header=True), *HEAD[0][1:]),)
    body = tuple((*row[:1], *cells(str(40 + at)), *row[1:]) for at, row in enumerate(BODY))
    assert changed_cells(grid(Table(HEAD, BODY), Table(head, body))) == [
        (0, "added", "i:基层数"),
        (1, "added", "i:40"),
        (2, "added", "i:41"),
        (3, "added", "i:42"),
    ]


def test_all_figures_new_still_pair_rows_and_columns_by_place():
    after = Table(HEAD, (cells("西宁", "1", "7"), cells("海东", "2", "8"), cells("玉树", "3", "9")))
    found = changed_cells(grid(Table(HEAD, BODY), after))
    assert [kind for _, kind, _ in found] == ["changed"] * 6
    assert found[0] == (1, "changed", "d:1200 i:1")


def test_cells_beside_a_merged_one_keep_their_column():
    tall = Cell((Span("海东"),), rowspan=2)
    before = Table((), ((tall, *cells("平安", "12")), cells("乐都", "15")))
    after = Table((), ((tall, *cells("平安", "12")), cells("乐都", "18")))
    assert changed_cells(grid(before, after)) == [(1, "changed", "d:15 i:18")]


def test_merging_cells_is_shown_as_another_shape():
    before = Table((), (cells("合计", "", "30"),))
    after = Table((), ((Cell((Span("合计"),), colspan=2), *cells("30")),))
    (row,) = grid(before, after).rows
    merged, gone, total = row.content.rows
    assert (merged.kind, merged.content.shape_before.colspan, merged.content.shape_after.colspan) == ("changed", 1, 2)
    assert (gone.kind, total.kind) == ("removed", "same")


def test_a_changed_table_is_counted_once_with_its_characters():
    after = Table(HEAD, (BODY[0], cells("海东", "910", "2.1万元"), BODY[2]), (Span("表1"),))
    assert compare([Table(HEAD, BODY)], [after]).summary() == "增加3字，删去1字；改动1个表。"
