"""manage.py import_issue on good and bad files: what it prints, its exit status, and the database as it was."""

import hashlib
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from accounts.models import AuditEntry
from issues.models import Article, Issue, Periodical
from tests.manuscripts.backissue.layouts import set_issue
from tests.manuscripts.backissue.synthetic import Layout, make_issue

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def text() -> str:
    made = make_issue(3)
    return set_issue(made, Layout()).replace("# 目录\n", f"# 目录\n\n{made.year}年第{made.number}期\n", 1)


def run(path: Path, *options: str) -> tuple[int, str, str]:
    """Exit status, what was printed, what was complained of."""
    out, err = StringIO(), StringIO()
    try:
        call_command("import_issue", str(path), *options, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def put(tmp_path: Path, data: str | bytes, name: str = "issue.md") -> Path:
    path = tmp_path / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def everything() -> tuple:
    return tuple(model.objects.count() for model in (Periodical, Issue, Article, AuditEntry))


def test_an_issue_is_imported_and_reported_as_json(tmp_path, text):
    status, out, err = run(put(tmp_path, text), "--json")
    report = json.loads(out)
    assert (status, err) == (0, "")
    keys = ["columns", "board", "imprint", "unplaced", "leftover_characters", "warnings"]
    assert list(report) == keys
    article = report["columns"][0]["articles"][0]
    assert list(article) == ["title", "kicker", "subtitle", "bylines", "union", "printed_page", "characters"]
    made = make_issue(3)
    issue = Issue.objects.get()
    assert (issue.year, issue.number) == (made.year, made.number)
    assert sum(len(column["articles"]) for column in report["columns"]) == len(made.articles) == Article.objects.count()


def test_without_json_it_says_in_words_what_it_found(tmp_path, text):
    status, out, _ = run(put(tmp_path, text))
    assert status == 0
    assert f"【{make_issue(3).articles[0].column}】" in out
    assert "已导入。" in out


def test_the_same_file_again_changes_nothing(tmp_path, text):
    path = put(tmp_path, text)
    run(path)
    before = everything()
    status, out, _ = run(path)
    assert (status, everything()) == (0, before)
    assert "没有改动" in out


@pytest.mark.parametrize(
    "saved_anew",
    [
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: text.replace("\n", "\r").encode(),
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode("utf-8-sig"),
    ],
    ids=["CRLF", "CR", "BOM", "CRLF and BOM"],
)
@pytest.mark.parametrize("first", ["new row", "old row"])
def test_the_same_text_saved_by_another_editor_changes_nothing(tmp_path, text, saved_anew, first):
    path = put(tmp_path, text)
    run(path)
    if first == "old row":  # it knows the file by its bytes
        Issue.objects.update(source_sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    before = everything()
    status, out, _ = run(put(tmp_path, saved_anew(text), "again.md"))
    assert (status, everything()) == (0, before)
    assert "没有改动" in out


def test_a_file_known_by_its_bytes_changes_nothing_again(tmp_path, text):
    path = put(tmp_path, text.replace("\n", "\r\n").encode("utf-8-sig"))
    run(path)
    Issue.objects.update(source_sha256=hashlib.sha256(path.read_bytes()).hexdigest())
    before = everything()
    assert run(path)[0] == 0
    assert everything() == before


def test_the_same_text_in_another_encoding_changes_nothing(tmp_path, text):
    run(put(tmp_path, text))
    before = everything()
    assert run(put(tmp_path, text.encode("gb18030"), "gb.md"), "--encoding", "gb18030")[0] == 0
    assert everything() == before


def test_another_file_needs_replace(tmp_path, text):
    run(put(tmp_path, text))
    before = everything()
    other = put(tmp_path, text.replace("工友们说心里踏实", "工友们说心里很踏实"), "other.md")
    status, _, err = run(other)
    assert (status, everything()) == (1, before)
    assert "--replace" in err
    assert run(other, "--replace")[0] == 0
    assert Article.objects.count() == len(make_issue(3).articles)


def twice(text: str) -> str:
    """The text with an article's title, set on one line, once more in the middle of that article."""
    lines = text.split("\n")
    single = [
        article.title[0] for article in make_issue(3).articles if len(article.title) == 1 and not article.subtitle
    ]
    heading = max(index for index, line in enumerate(lines) if line.lstrip("# ") in single and line.startswith("#"))
    lines.insert(heading + 6, "\n" + lines[heading] + "\n")
    return "\n".join(lines)


BAD = {
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
    "a PDF": (b"%PDF-1.7 " + bytes(100), "PDF"),
    "noise": (bytes(range(128, 256)) * 50, "编码"),
    "empty": (b"", "空文件"),
    "blank": (b"  \n\n \n", "空"),
    "50 MB": ("工会的字".encode() * (50 * 1024 * 1024 // 12), "20 MB"),
    "prose alone": ("这是一封信，没有标题也没有目录。" * 30, "没有"),
}


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_no_issue_is_refused_in_a_sentence_and_the_database_stays(tmp_path, name):
    data, says = BAD[name]
    status, _, err = run(put(tmp_path, data))
    assert (status, everything()) == (1, (0, 0, 0, 0))
    assert says in err
    assert err.strip().endswith(("。", "）。"))


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_another_encoding_is_named_and_taken_when_told(tmp_path, text, encoding):
    path = put(tmp_path, text.encode(encoding))
    status, _, err = run(path)
    assert (status, everything()) == (1, (0, 0, 0, 0))
    assert f"--encoding {encoding}" in err
    assert run(path, "--encoding", encoding)[0] == 0
    assert Article.objects.count() == len(make_issue(3).articles)


def test_a_missing_file_is_said_to_be_missing(tmp_path):
    status, _, err = run(tmp_path / "nowhere.md")
    assert status == 1
    assert "没有找到文件" in err


def test_without_contents_it_shows_what_it_guesses_and_imports_only_when_told(tmp_path, text):
    first = make_issue(3).articles[0]
    body = text[text.index(f"# {first.title[0]}") :] if f"# {first.title[0]}" in text else text
    path = put(tmp_path, body)
    options = ("--year", "2019", "--number", "4")
    status, out, err = run(path, "--json", *options)
    assert (status, everything()) == (1, (0, 0, 0, 0))
    assert "没有找到目录页" in err
    assert json.loads(out)["columns"][0]["name"] == "未分栏目"
    assert run(path, "--accept-guess", *options)[0] == 0
    assert Article.objects.exists()


def test_a_title_found_twice_is_refused_with_both_lines_unless_accepted(tmp_path, text):
    path = put(tmp_path, twice(text))
    status, _, err = run(path)
    assert (status, everything()) == (1, (0, 0, 0, 0))
    assert "各有一处" in err
    assert run(path, "--accept-guess")[0] == 0


def test_year_and_number_are_asked_for_where_the_text_is_silent(tmp_path, text):
    made = make_issue(3)
    silent = text.replace(f"{made.year}年第{made.number}期", "")
    status, _, err = run(put(tmp_path, silent))
    assert (status, everything()) == (1, (0, 0, 0, 0))
    assert "--year" in err
    assert run(put(tmp_path, silent), "--year", "2019", "--number", "4")[0] == 0
    assert Issue.objects.get().code == "2019-4"


def test_an_unknown_periodical_is_refused_with_the_known_ones(tmp_path, text):
    run(put(tmp_path, text))
    status, _, err = run(put(tmp_path, text), "--periodical", "nothing")
    assert status == 1
    assert "qinghai-gongyun" in err
