"""Whether a caption says who took its photo."""

import pytest

from manuscripts.typed.credits import names_photographer


@pytest.mark.parametrize(
    ("caption", "credit", "named"),
    [
        ("工地一景。（卓玛措 摄）", "卓玛措", True),
        ("工地一景。（卓玛措 摄） ", "李秀珺", True),
        ("工地一景　王生华摄", "", True),
        ("工地一景　王生华　摄", "李秀珺", True),
        ("卓玛措（左）在工地", "卓玛措", True),
        ("工地一景（左为王生华）", "李秀珺", False),
        ("工地一景。", "李秀珺", False),
        ("工地一景。", "", False),
        ("", "李秀珺", False),
    ],
)
def test_the_name_of_the_library_is_added_only_where_none_is_written(caption, credit, named):
    assert names_photographer(caption, credit) is named
