"""The contents pages' side panels."""

from tests.typesetting.composition import samples
from tests.typesetting.composition.test_linebreak import text_of
from typesetting.composition import compose
from typesetting.composition.plan import Text


def test_a_name_of_the_board_is_never_torn():
    names = ["陶景行", "拉毛才旦", "马玉林", "申屠岚", "汪喆", "仁青·扎西", "更藏卓玛", "祁若水", "林远志"]
    manifest = samples.manifest([("基层活动", "news", [samples.article(1)])])
    manifest["issue"]["board"] = [{"post": "委员", "names": names}]
    page = compose(manifest).pages[1]
    lines = [
        text_of(line)
        for item in page.items
        if isinstance(item, Text) and item.style == "board-name"
        for line in item.lines
    ]
    printed = " ".join(lines).replace("\u3000", "")
    assert [name for name in names if name not in printed] == []
    assert len(lines) > 2
