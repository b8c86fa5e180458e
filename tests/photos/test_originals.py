"""What a photo is good for in print, and an original in the place of its reduced copy."""

from __future__ import annotations

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from accounts.models import AuditEntry
from accounts.refusals import NotAllowed
from accounts.roles import Role
from photos.actions.ingesting import ingest, replace_with_original
from photos.models import Photo
from photos.printing import in_print, is_too_small
from photos.renditions import rendition_name, widths_for
from tests.factories import make_person, picture_bytes

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("width", "says", "small"),
    [
        (400, "会发虚", True),
        (640, "会发虚", True),
        (660, "最宽可印 55 毫米", False),
        (1016, "最宽可印 86 毫米", False),
        (2010, "可以印满整页宽", False),
        (6000, "可以印满整页宽", False),
    ],
)
def test_how_wide_a_photo_prints_is_said_in_words(width, says, small):
    photo = Photo(width=width, height=600)
    assert says in in_print(photo)
    assert is_too_small(photo) is small


def copy_of(data: bytes, size: tuple[int, int], quality: int = 55) -> bytes:
    with Image.open(io.BytesIO(data)) as image:
        out = io.BytesIO()
        image.convert("RGB").resize(size).save(out, "JPEG", quality=quality)
    return out.getvalue()


def kept(data: bytes, **options) -> Photo:
    return ingest(handle=io.BytesIO(data), name="小图.jpg", by=None, **options)


def replaced(photo: Photo, data: bytes) -> Photo:
    return replace_with_original(photo=photo, handle=io.BytesIO(data), name="原图.jpg", by=None)


def turned(data: bytes) -> bytes:
    """The same picture as a phone stores one it took upright: on its side, with a mark to turn it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    with Image.open(io.BytesIO(data)) as image:
        out = io.BytesIO()
        image.rotate(90, expand=True).save(out, "JPEG", exif=exif, quality=90)
    return out.getvalue()


def test_an_original_takes_the_place_of_its_copy_under_the_same_key():
    original = picture_bytes(2400, 1600)
    photo = kept(copy_of(original, (900, 600)), once=False)
    old, key = photo.file.name, photo.key
    photo = replaced(photo, original)
    photo.refresh_from_db()
    assert (photo.key, photo.width, photo.height, Photo.objects.count()) == (key, 2400, 1600, 1)
    assert not default_storage.exists(old)
    with default_storage.open(rendition_name(photo, 1600)) as file, Image.open(file) as shown:
        assert shown.size == (1600, 1067)
    assert AuditEntry.objects.filter(verb="换成原图").count() == 1


def test_the_same_original_twice_is_there_once():
    original = picture_bytes(2400, 1600)
    photo = replaced(kept(copy_of(original, (900, 600))), original)
    again = replaced(photo, original)
    assert default_storage.exists(again.file.name)


def test_an_original_on_its_side_is_upright_before_it_is_compared():
    original = picture_bytes(1600, 2400)
    photo = replaced(kept(copy_of(original, (600, 900))), turned(original))
    assert (photo.width, photo.height) == (1600, 2400)


@pytest.mark.parametrize("size", [(600, 900), (900, 900)])
def test_a_picture_of_another_shape_is_refused(size):
    original = picture_bytes(2400, 1600)
    photo = kept(copy_of(original, size))
    with pytest.raises(NotAllowed, match="不是同一张照片"):
        replaced(photo, original)
    photo.refresh_from_db()
    assert (photo.width, photo.height) == size


def test_another_picture_of_the_same_shape_is_refused_and_leaves_nothing():
    out = io.BytesIO()
    Image.radial_gradient("L").resize((2400, 1600)).save(out, "JPEG")
    photo = kept(copy_of(picture_bytes(2400, 1600), (900, 600)))
    before = photo.file.name
    with pytest.raises(NotAllowed, match="不是同一张照片"):
        replaced(photo, out.getvalue())
    assert default_storage.exists(before)
    assert not AuditEntry.objects.filter(verb="换成原图").exists()


def test_copies_are_never_shared():
    data = picture_bytes(900, 600)
    assert kept(data, once=False) != kept(data, once=False)


def test_of_a_copy_the_smallest_size_is_made_at_once_and_another_when_it_is_asked_for(client):
    data = picture_bytes(1200, 900)
    copy = ingest(handle=io.BytesIO(data), name="copy.jpg", by=None, once=False)
    there = [width for width in widths_for(copy) if default_storage.exists(rendition_name(copy, width))]
    assert there == [480]
    client.force_login(make_person(Role.EDITOR))
    assert client.get(f"{copy.get_absolute_url()}w960.webp").status_code == 200
    assert default_storage.exists(rendition_name(copy, 960))
