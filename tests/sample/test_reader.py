"""The reader of sample issues says in Chinese which file is wrong, and how."""

import pytest

from sample.reader import MalformedSample, SampleByline, read_article, read_issue

ISSUE = """
year = 2026
number = 1
serial = 1
date = 2026-01-20
columns = [{ name = "甲", layout = "news" }, { name = "乙", layout = "letter" }]
board = [{ post = "主编", names = ["某人"] }]
imprint = [{ label = "主办", value = "某工会" }]
[cover]
photo = "cover-a"
"""
ARTICLE = """+++
column = "甲"
title = "题目"
bylines = [{ name = "某人", post = "某职" }, { name = "某会" }]
+++
<p>正文。</p>
<figure><img src="photo:one" alt="远处的山"><figcaption>山（某人 摄）</figcaption></figure>
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "issue.toml").write_text(ISSUE, encoding="utf-8")
    (tmp_path / "01-one.html").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_an_issue_is_read_with_its_articles_and_pictures(folder):
    issue = read_issue(folder)
    (article,) = issue.articles
    assert article.bylines == (SampleByline("某人", "某职"), SampleByline("某会"))
    assert issue.photo_names() == ["cover-a", "one"]
    (figure,) = article.figures()
    assert (figure.photo, figure.alt, figure.caption, figure.credit) == ("one", "远处的山", "山", "某人")
    assert 'src="/photos/ab12/"' in article.html_with(lambda name: {"one": "/photos/ab12/"}[name])


def test_a_folder_without_an_issue_file_is_refused(tmp_path):
    with pytest.raises(MalformedSample, match=r"没有 issue\.toml"):
        read_issue(tmp_path)


def test_an_article_of_an_unknown_column_is_refused(folder):
    (folder / "02-two.html").write_text(ARTICLE.replace("甲", "丙"), encoding="utf-8")
    with pytest.raises(MalformedSample, match=r"02-two\.html 的栏目“丙”"):
        read_issue(folder)


def test_an_article_out_of_the_order_of_columns_is_refused(folder):
    (folder / "00-zero.html").write_text(ARTICLE.replace("甲", "乙"), encoding="utf-8")
    with pytest.raises(MalformedSample, match=r"01-one\.html 排在了后面栏目的文章之后"):
        read_issue(folder)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("<p>没有开头</p>", "应是夹在两行"),
        (ARTICLE.replace('title = "题目"\n', ""), "缺少“title”"),
        (ARTICLE.replace('title = "题目"', "title = 3"), "“title”的值不是所要的类型"),
        (ARTICLE.replace("title", "titel"), "不认识的项：titel"),
        (ARTICLE.replace('column = "甲"', "column = 甲"), "TOML 写法有误"),
        (ARTICLE.replace("photo:one", "http://example.org/a.jpg"), "有图片不是"),
        (ARTICLE.split("<p>")[0], "没有正文"),
    ],
)
def test_a_malformed_article_is_refused_by_name(tmp_path, text, message):
    path = tmp_path / "05-bad.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(MalformedSample, match=message) as caught:
        read_article(path)
    assert "05-bad.html" in str(caught.value)
