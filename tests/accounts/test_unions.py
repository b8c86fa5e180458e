import pytest

from accounts.models import Union, UnionKind

pytestmark = pytest.mark.django_db


def test_a_new_database_knows_the_eight_prefecture_level_unions_and_their_forty_five_counties():
    assert Union.objects.filter(kind=UnionKind.PREFECTURE).count() == 8
    assert Union.objects.filter(kind=UnionKind.COUNTY).count() == 45


def test_every_county_belongs_to_a_prefecture_and_every_prefecture_to_the_province():
    for county in Union.objects.filter(kind=UnionKind.COUNTY).select_related("parent"):
        assert county.parent.kind == UnionKind.PREFECTURE
    for prefecture in Union.objects.filter(kind=UnionKind.PREFECTURE).select_related("parent"):
        assert prefecture.parent.kind == UnionKind.PROVINCE


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("海西州总工会", "海西蒙古族藏族自治州总工会"),
        ("海西蒙古族藏族自治州总工会", "海西蒙古族藏族自治州总工会"),
        (" 海 北 州 总工会 ", "海北藏族自治州总工会"),
        ("城北区总工会", "西宁市城北区总工会"),
    ],
)
def test_a_union_is_found_by_its_full_or_printed_name(label, name):
    assert Union.objects.named(label).name == name


@pytest.mark.parametrize("label", ["", "   ", "宣教部", "不存在的工会"])
def test_what_is_no_union_is_not_found(label):
    assert Union.objects.named(label) is None
