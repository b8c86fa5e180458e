"""Search by title and text."""

import pytest
from django.urls import reverse

from issues.workflow import State
from reading.search import MAX_LENGTH, MAX_WORDS, marked, read_query, snippet
from tests.factories import Office, make_article, make_issue, make_person

SEARCH = "/search/"


@pytest.fixture
def office(db):
    return Office()


@pytest.fixture
def look(client, db):
    """Searches as a member; gives the page."""
    client.force_login(make_person())
    return lambda text, **more: client.get(SEARCH, {"q": text} | more).text


def titles(page, candidates):
    """The candidates on the page, in the order they stand there."""
    return sorted((title for title in candidates if title in page), key=page.index)


def publish(office, title, text="正文里没有什么。", **fields):
    return make_article(office, State.PUBLISHED, title=title, body=f"<p>{text}</p>", **fields)


def test_every_word_must_occur_and_title_hits_come_first(office, look):
    publish(office, "甲篇", "驿站里有热水。")
    publish(office, "暖心驿站乙篇", "热水不断。")
    publish(office, "驿站热水丙篇")
    publish(office, "丁篇", "只有热水。")
    found = titles(look("驿站　热水").replace("<mark>", "").replace("</mark>", ""), ["甲篇", "乙篇", "丙篇", "丁篇"])
    assert found[0] == "丙篇"
    assert set(found) == {"甲篇", "乙篇", "丙篇"}


@pytest.mark.parametrize("word", ["劳模", "引题词", "副题词", "吴建军", "海南州总工会", "盐湖"])
def test_a_word_is_found_wherever_readers_see_it(office, look, word):
    publish(
        office,
        "劳模进校园",
        "盐湖边的夜校。",
        kicker="引题词",
        subtitle="副题词",
        bylines=[("吴建军", ""), ("吴建军二", "")],
        contributor="海南州总工会",
    )
    publish(office, "另一篇")
    assert "找到 <strong>1</strong> 篇" in look(word)


@pytest.mark.parametrize("text", ["100%", "a_b", "C:\\car", "x[1]^", "<b>粗</b>", "&amp;", "a.b"])
def test_signs_are_looked_for_as_they_are(office, look, text):
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    publish(office, "有这个字样", f"前面{escaped}后面")
    publish(office, "没有", "100x aXb C:car x1 axb")
    assert "找到 <strong>1</strong> 篇" in look(text)


@pytest.mark.parametrize("text", ["ＧＤＰ", "gdp", "éclair", "ÉCLAIR"])
def test_width_and_case_of_letters_do_not_matter(office, look, text):
    publish(office, "这一篇", "全省 GDP 与 Éclair 之比", kicker="éclair ÉCLAIR")
    assert "找到 <strong>1</strong> 篇" in look(text)


@pytest.mark.parametrize("text", ["仁青扎西", "仁青·扎西", "仁青•扎西", "仁青 · 扎西", "仁青・扎西"])
@pytest.mark.parametrize("name", ["仁青扎西", "仁青·扎西", "仁青•扎西", "仁青 扎西", "仁青‧扎西"])
def test_a_name_is_found_with_whatever_dot_or_space_it_is_typed(office, look, text, name):
    publish(office, "甲篇", bylines=[(name, "")])
    publish(office, "乙篇", f"记者{name}报道。")
    publish(office, "丙篇", "仁青报道。")
    page = look(text)
    assert "找到 <strong>2</strong> 篇" in page
    assert "丙篇" not in page


@pytest.mark.parametrize("text", ["“工匠”", '"工匠"', "「工匠」", "‘工匠’", "工匠", "『工匠』学院"])
def test_quotation_marks_do_not_matter(office, look, text):
    publish(office, "甲篇", "进了“工匠”学院。")
    publish(office, "乙篇", "进了「工匠」 学院。")
    publish(office, "丙篇", "进了学院。")
    page = look(text)
    assert "找到 <strong>2</strong> 篇" in page
    assert "<mark>工匠" in page


@pytest.mark.parametrize("text", ["(职工)", "（职工）", "2024年", "２０２４年", "50%", "５０％"])
def test_width_of_marks_and_figures_does_not_matter(office, look, text):
    publish(office, "甲篇", "（职工）2024年50%")
    publish(office, "乙篇", "(职工)２０２４年５０％")
    assert "找到 <strong>2</strong> 篇" in look(text)


def test_hits_are_marked_and_everything_is_escaped(office, look):
    publish(office, "防范 <script>alert(1)</script> 的办法", "写了 &lt;img src=x onerror=alert(1)&gt; 的网页")
    page = look("<script>")
    assert "<mark>&lt;script&gt;</mark>" in page
    assert "<script" not in page and "<img src=x" not in page
    assert "<mark>&lt;img</mark>" in look("<img")
    assert 'value="&quot;&gt;&lt;i"' in look('"><i')


def test_an_empty_query_asks_what_to_look_for(look):
    for text in ("", "   ", "　", "\x00\u200b"):
        assert "几个词用空格隔开" in look(text)


def test_no_hit_says_what_to_try(office, look):
    page = look("量子 纠缠")
    assert "没有找到含“量子 纠缠”的文章" in page
    assert "少用一两个词" in page
    assert reverse("reading:shelf") in page


@pytest.mark.parametrize(
    "text", ["工" * 10_000, "工 " * 5_000, "\x00\x01工\x7f", "%", "_", "\\", "\ufffd", "\U0001f600"]
)
def test_no_query_breaks_the_page(office, look, text):
    publish(office, "工会")
    assert "<h1>搜索</h1>" in look(text)


def test_what_was_left_off_a_long_query_is_said():
    long = read_query("工" * 10_000)
    assert len(long.text) == MAX_LENGTH and str(MAX_LENGTH) in long.notice
    many = read_query(" ".join("甲乙丙丁戊己庚辛壬癸"))
    assert len(many.words) == MAX_WORDS and "前 8 个词" in many.notice
    assert read_query("\u200b劳\x00模\t 风采 ").words == ("劳模", "风采")
    assert read_query("工会 工会").words == ("工会",)


def test_results_come_by_20_and_the_query_goes_along(office, look):
    for number in range(21):
        publish(office, f"工会第{number}篇")
    first, second = look("工会"), look("工会", page="2")
    assert first.count("article-card__snippet") == 20
    assert second.count("article-card__snippet") == 1
    assert "q=%E5%B7%A5%E4%BC%9A&amp;page=2" in first
    assert look("工会", page="999").count("article-card__snippet") == 1
    assert look("工会", page="甲").count("article-card__snippet") == 20


def test_results_cost_the_same_with_1_and_20(office, client, django_assert_num_queries):
    client.force_login(make_person())
    make_issue(office, articles=1, released=True, title="独此一篇", bylines=[("甲", "")])
    make_issue(office, articles=20, released=True, title="二十篇里的一篇", bylines=[("乙", ""), ("丙", "")])
    for text in ("独此", "二十"):
        with django_assert_num_queries(9):
            client.get(SEARCH, {"q": text})


def test_the_snippet_shows_the_first_hit_with_what_stands_about_it():
    text = "头" * 100 + "驿站" + "尾" * 300
    shown = snippet(text, ("驿站",))
    assert shown.startswith("……头") and shown.endswith("尾……")
    assert "头<mark>驿站</mark>尾" in shown
    assert len(shown) < 200
    assert snippet("开头就有驿站", ("没有",)) == "开头就有驿站"
    assert snippet("", ("没有",)) == ""
    assert snippet("一段（马赟 摄）\n又一段 A\nB", ("没有",)) == "一段（马赟 摄）又一段 A B"
    assert snippet("驿站" + "尾" * 94 + "。\n“又" + "一段" * 50, ("驿站",)).endswith("尾。……")
    assert snippet("头。" + "中" * 23 + "驿站", ("驿站",)).startswith("……中")


def test_the_longest_word_is_marked_whole_and_letters_match_in_either_case():
    assert marked("工会之家", ("工", "工会")) == "<mark>工会</mark>之家"
    assert marked("用wps排版", ("WPS",)) == "用<mark>wps</mark>排版"
    assert marked("a<b", ("<",)) == "a<mark>&lt;</mark>b"
