"""Lines: the rules of Chinese composition on seeded random text."""

import random
import statistics
import time

import pytest

from tests.typesetting.composition.samples import HAN, han, sentence_text
from typesetting.composition import marks
from typesetting.composition.linebreak import MOST_HAN_STRETCH, break_lines
from typesetting.composition.metrics import standard_fonts
from typesetting.composition.plan import Run
from typesetting.composition.setting import pieces
from typesetting.composition.shaping import EM, SMALL_SCALE, Look, shape

FONTS = standard_fonts()
FULL = 22 * EM


def style_of(look):
    return f"{look.face}/{look.script}"


def set_lines(text, face="song", measure=FULL, **options):
    """The shaped text with (line, pieces) for each line."""
    shaped = shape(marks.tidy(text), face, FONTS)
    return shaped, [(line, pieces(shaped, line, style_of)) for line in break_lines(shaped, measure, **options)]


def text_of(line_pieces):
    return "".join(
        piece.text if isinstance(piece, Run) else piece for piece in line_pieces if not isinstance(piece, float)
    )


def width_of(line_pieces, face="song"):
    """Advances and kerns together, in em."""
    width = 0.0
    for piece in line_pieces:
        if isinstance(piece, float):
            width += piece
        elif isinstance(piece, Run):
            own, script = piece.style.split("/") if piece.style else (face, "0")
            scale = SMALL_SCALE if script != "0" else 1
            width += sum(FONTS[own].advance(char) for char in piece.text) * scale / EM
        else:
            width += sum(FONTS[face].advance(char) for char in piece) / EM
    return width


def random_paragraphs(seed, count=60, odd=0.3):
    rng = random.Random(seed)
    return [sentence_text(rng, rng.randrange(3, 420), odd) for _ in range(count)]


@pytest.mark.parametrize("face", ["song", "kai", "hei-bold", "fang"])
@pytest.mark.parametrize("seed", range(3))
def test_no_line_begins_or_ends_with_a_forbidden_mark(seed, face):
    for text in random_paragraphs(seed):
        _, lines = set_lines(text, face)
        for index, (_, found) in enumerate(lines):
            line = text_of(found)
            assert index == 0 or line[0] not in marks.MAY_NOT_BEGIN, line
            assert line[-1] not in marks.MAY_NOT_END, line


@pytest.mark.parametrize("face", ["song", "kai"])
@pytest.mark.parametrize("seed", range(3))
def test_no_character_is_lost_or_moved(seed, face):
    for text in random_paragraphs(seed):
        shaped, lines = set_lines(text, face)
        joined = "".join(text_of(found) for _, found in lines)
        assert joined.replace(" ", "") == shaped.text.replace(" ", "")
        assert [line.start for line, _ in lines] == [0, *(line.end for line, _ in lines[:-1])]


@pytest.mark.parametrize("face", ["song", "kai"])
@pytest.mark.parametrize("seed", range(4))
def test_full_lines_fill_the_measure_exactly_and_none_is_wider(seed, face):
    full = filled = 0
    for text in random_paragraphs(seed):
        for line, found in set_lines(text, face)[1]:
            width = width_of(found, face)
            assert width <= 22.0 + 1e-6, text_of(found)
            if line.justified:
                full += 1
                filled += abs(width - 22.0) <= 0.01
    assert full > 200
    assert filled / full > 0.98


@pytest.mark.parametrize("seed", range(4))
def test_han_keep_to_the_grid_and_are_never_torn_apart(seed):
    full = on_grid = 0
    for text in random_paragraphs(seed, odd=0.12):
        for line, found in set_lines(text)[1]:
            if not line.justified:
                continue
            gaps = han_gaps(found)
            if len(gaps) >= 6:
                full += 1
                on_grid += abs(statistics.median(gaps)) <= 0.005
                assert max(gaps) <= (MOST_HAN_STRETCH + 1) / EM
    assert on_grid / full >= 0.985


def han_gaps(found):
    """The kern between each two neighbouring Han of a line, in em."""
    gaps, previous, kern = [], "", 0.0
    for piece in found:
        if isinstance(piece, float):
            kern += piece
            continue
        for char in piece.text if isinstance(piece, Run) else piece:
            if previous in HAN and char in HAN and previous:
                gaps.append(kern)
            previous, kern = char, 0.0
    return gaps


@pytest.mark.parametrize("seed", range(4))
def test_no_last_line_holds_one_character_alone(seed):
    rng = random.Random(seed)
    for length in range(20, 140):
        text = han(rng, length) + rng.choice(["", "。", "！”"])
        lines = set_lines(text)[1]
        assert len(lines) == 1 or marks.han_count(text_of(lines[-1][1])) >= 2, text


def test_a_line_of_han_alone_needs_no_kern():
    rng = random.Random(1)
    _, lines = set_lines(han(rng, 20 + 22 * 4 + 5))
    assert [found[0] for _, found in lines[:1]] == [2.0]
    assert all(len(found) == 1 and isinstance(found[0], str) for _, found in lines[1:])


def test_neighbouring_marks_are_squeezed_and_always_apart():
    shaped, lines = set_lines("他说：“工会是家。”（鼓掌）大家都笑了。")
    found = lines[0][1]
    assert -0.5 in found
    flat = [piece for piece in found if not isinstance(piece, float)]
    for piece in flat:
        text = piece.text if isinstance(piece, Run) else piece
        assert not any(
            marks.is_punctuation(left) and marks.is_punctuation(right)
            for left, right in zip(text, text[1:], strict=False)
        )
    assert shaped.text == text_of(found)


def test_two_marks_left_full_still_have_a_kern_between_them():
    _, lines = set_lines("“" + "工" * 10 + "，”" + "会" * 8 + "运" * 30, measure=lambda index: FULL)
    for _, found in lines:
        text = [piece for piece in found if isinstance(piece, str)]
        assert not any("，”" in piece for piece in text)


def test_dash_and_ellipsis_are_two_em_wide_and_never_split():
    for pad in range(12, 26):
        for sign in ("——", "……"):
            _, lines = set_lines("工" * pad + sign + "会" * 30)
            texts = [text_of(found) for _, found in lines]
            assert sum(sign in line for line in texts) == 1
            assert not any(line.startswith(sign[0]) for line in texts)
    shaped = shape("工——会……运", "song", FONTS)
    assert shaped.natural(0, len(shaped.text)) == 7 * EM


def test_figures_stay_with_their_signs_and_units():
    for pad in range(10, 24):
        _, lines = set_lines("工" * pad + "1,234.5%和25℃与2023年" + "会" * 30)
        texts = [text_of(found) for _, found in lines]
        for whole in ("1,234.5%", "25℃", "2023年"):
            assert any(whole in line for line in texts), (pad, texts)


def test_gap_between_han_and_latin_lies_between_an_eighth_and_little_over_half_an_em():
    for text in random_paragraphs(7, odd=0.5):
        for _, found in set_lines(text)[1]:
            for left, kern, right in zip(found, found[1:], found[2:], strict=False):
                if isinstance(kern, float) and isinstance(left, str) and isinstance(right, str):
                    pair = {left[-1] in HAN, right[0] in HAN}
                    if (
                        pair == {True, False}
                        and left[-1] != " "
                        and (left[-1].isascii() and right[0].isalnum() or right[0].isascii())
                    ):
                        assert kern <= 0.82
                        assert kern >= 0.12 or left[-1] in ",;:!?)]}%'\"/" or right[0] in ",.;:!?)]}%'\"/"


def test_no_gap_stands_at_a_lines_edge():
    _, lines = set_lines("工" * 20 + "GDP" + "会" * 40)
    for index, (_, found) in enumerate(lines):
        assert not isinstance(found[-1], float) or found[-1] < 0
        assert index == 0 or not isinstance(found[0], float) or found[0] < 0


def test_a_word_wider_than_the_line_is_broken_and_an_address_breaks_after_its_signs():
    _, lines = set_lines("a" * 500)
    assert all(width_of(found) <= 22.01 for _, found in lines)
    address = "https://www.example.org/union/reports/2026/october/journal-of-the-province/index.html"
    texts = [text_of(found) for _, found in set_lines("详见" + address + "。")[1]]
    assert all(line[-1] in "/-.。？" for line in texts)


@pytest.mark.parametrize(
    "text", ["！" * 300, "“" * 200, "—" * 91, "…" * 7, "，“”（）。" * 60, " ", "·" * 50, "工", "。"]
)
def test_rows_of_marks_neither_hang_nor_overflow(text):
    shaped, lines = set_lines(text)
    assert "".join(text_of(found) for _, found in lines) == shaped.text.rstrip() or text == " "
    assert all(width_of(found) <= 22.51 for _, found in lines)


@pytest.mark.parametrize("label", ["第一条　", "第二十四条　"])
@pytest.mark.parametrize("tail", ["绩……", "GDP", "2026"])
def test_the_blank_after_a_label_gives_way_before_han_do(label, tail):
    fill = "一" * (20 - len(label) - 1)
    (_, first), *_ = set_lines(f"{label}{fill}{tail}{'二' * 30}。")[1]
    assert text_of(first) == f"{label}{fill}"
    assert not any(han_gaps(first))


def test_an_empty_text_gives_no_lines():
    assert set_lines("")[1] == []


def test_lines_follow_a_measure_that_changes_from_line_to_line():
    rng = random.Random(3)
    text = sentence_text(rng, 300)
    _, lines = set_lines(text, measure=lambda index: 13 * EM if index < 6 else FULL)
    for index, (line, found) in enumerate(lines):
        room = 13 if index < 6 else 22
        assert width_of(found) <= room + 0.01
        if line.justified:
            assert width_of(found) > room - 1.3


def test_a_paragraph_can_be_set_a_line_looser_or_tighter():
    rng = random.Random(11)
    changed = 0
    for _ in range(40):
        shaped = shape(sentence_text(rng, 260), "song", FONTS)
        plain = break_lines(shaped, FULL)
        for by in (-1, 1):
            other = break_lines(shaped, FULL, looseness=by)
            assert len(other) in (len(plain), len(plain) + by)
            assert other[-1].end == len(shaped.text)
            changed += len(other) != len(plain)
    assert changed >= 8


def test_marks_of_the_kai_are_borrowed_from_the_song_and_dashes_from_the_kai():
    shaped = shape("“工会”", "kai", FONTS)
    assert [look.face for _, look in shaped.looks] == ["song", "kai", "song"]
    shaped = shape("工——会", "song", FONTS)
    assert [look.face for _, look in shaped.looks] == ["song", "kai", "song"]


def test_a_character_in_no_font_is_reported():
    shaped = shape("工\U00030ff0会", "song", FONTS)
    assert shaped.missing == {"\U00030ff0"}


def test_a_superscript_is_small_and_raised():
    looks = [(0, Look("song")), (3, Look("song", script=1)), (4, Look("song"))]
    shaped = shape("10m2的地", "song", FONTS, looks=looks)
    found = pieces(shaped, break_lines(shaped, FULL)[0], style_of)
    raised = next(piece for piece in found if isinstance(piece, Run))
    assert (raised.text, raised.style) == ("2", "song/1")
    assert raised.rise > 0


def test_the_same_text_gives_the_same_lines():
    text = sentence_text(random.Random(5), 500)
    assert set_lines(text)[1] == set_lines(text)[1]


def test_a_hundred_thousand_characters_break_within_seconds():
    rng = random.Random(9)
    paragraphs = [sentence_text(rng, 200, 0.15) for _ in range(500)]
    began = time.process_time()
    for text in paragraphs:
        set_lines(text)
    assert time.process_time() - began < 3.0
