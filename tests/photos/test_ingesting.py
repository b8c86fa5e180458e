import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from accounts.models import AuditEntry, Union
from accounts.refusals import NotAllowed
from accounts.roles import Role
from photos import files
from photos.actions.ingesting import ingest
from photos.files import MAX_BYTES, read_picture
from photos.models import Photo
from photos.renditions import make_renditions, rendition_name, widths_for
from tests.factories import make_person, picture_bytes
from typesetting.making import developing

pytestmark = pytest.mark.django_db


def take_in(data: bytes, name: str = "photo.jpg", **fields) -> Photo:
    return ingest(handle=io.BytesIO(data), name=name, by=None, **fields)


def turned_picture() -> bytes:
    """A picture that a phone took on its side, with a place and a device in its EXIF."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn a quarter clockwise
    exif[0x010F] = "PhoneMaker"
    exif.get_ifd(0x8825)[1] = "N"
    return picture_bytes(900, 600, exif=exif)


def test_a_photo_taken_on_its_side_is_kept_upright_and_without_place_or_device():
    photo = take_in(turned_picture())
    assert (photo.width, photo.height) == (600, 900)
    with photo.file.open("rb") as handle, Image.open(handle) as kept:
        assert kept.size == (600, 900)
        assert not dict(kept.getexif())
    with photo.file.open("rb") as handle:
        assert b"PhoneMaker" not in handle.read()


def test_a_photo_of_several_pictures_as_phones_make_them_is_kept_as_its_first():
    first, gain = (Image.open(io.BytesIO(picture_bytes(width))) for width in (900, 450))
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010F] = "PhoneMaker"
    first.save(out, "MPO", save_all=True, append_images=[gain], exif=exif)
    photo = take_in(out.getvalue(), "现场.jpg")
    with photo.file.open("rb") as handle:
        kept = handle.read()
    assert (photo.format, photo.width, photo.height) == ("JPEG", 900, 600)
    assert photo.file.name.endswith(".jpg") and b"PhoneMaker" not in kept and len(kept) < len(out.getvalue())


def test_a_remark_inside_the_file_goes_with_place_and_device():
    photo = take_in(picture_bytes(comment=b"36.6N 101.7E PhoneMaker"))
    with photo.file.open("rb") as handle:
        assert b"PhoneMaker" not in handle.read()


@pytest.mark.parametrize(
    ("mode", "value", "shown"),
    [("RGBA", (200, 0, 0, 0), 255), ("LA", (200, 0), 255), ("I;16", 257 * 128, 128), ("P", 0, 0)],
)
def test_on_a_page_what_is_clear_is_paper_and_deep_grey_is_grey(mode, value, shown):
    out = io.BytesIO()
    Image.new(mode, (900, 600), value).save(out, "PNG")
    photo = take_in(out.getvalue(), "图.png")
    with default_storage.open(rendition_name(photo, 480)) as handle, Image.open(handle) as page:
        assert page.convert("L").getpixel((200, 200)) == pytest.approx(shown, abs=3)


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "WEBP", "HEIF"])
def test_the_usual_formats_are_taken(format_):
    photo = take_in(picture_bytes(format_=format_), f"photo.{format_.lower()}")
    assert (photo.width, photo.height) == (900, 600)


def test_the_same_photo_from_the_same_union_is_kept_once():
    union = Union.objects.named("海西州总工会")
    data = picture_bytes()
    assert take_in(data, union=union) == take_in(data, union=union)
    assert take_in(data, union=None) != take_in(data, union=union)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空文件"),
        ("这是一段文字，不是图片。".encode() * 200, "不是图片"),
        (picture_bytes()[:2000], "已损坏"),
        (b"GIF89a" + bytes(400), "不是图片"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "不是图片"),
        (picture_bytes(120, 120), "太小"),
        (b"\xff\xd8\xff" + bytes(range(256)) * 20, "不是图片|已损坏"),
    ],
    ids=["empty", "text", "cut short", "gif", "svg", "too small", "noise"],
)
def test_what_is_no_usable_picture_is_refused_in_a_sentence_and_leaves_nothing(data, says):
    with pytest.raises(NotAllowed, match=says):
        take_in(data, "上报.jpg")
    assert not Photo.objects.exists()
    assert not AuditEntry.objects.filter(verb="上传图片").exists()


def test_a_picture_that_is_a_bomb_is_refused():
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(NotAllowed, match="像素"):
        take_in(out.getvalue(), "bomb.png")


def test_a_file_over_the_limit_is_refused():
    with pytest.raises(NotAllowed, match="40 MB"):
        read_picture(io.BytesIO(bytes(MAX_BYTES + 1)), "large.jpg")


def test_renditions_are_never_wider_than_the_photo_and_are_made_once():
    photo = take_in(picture_bytes(1200, 800))
    assert widths_for(photo) == [480, 960]
    assert all(default_storage.exists(name) for name in make_renditions(photo))
    before = default_storage.get_modified_time(rendition_name(photo, 480))
    make_renditions(photo)
    assert default_storage.get_modified_time(rendition_name(photo, 480)) == before


@pytest.mark.parametrize("format_", ["PNG", "WEBP"])
def test_what_the_press_could_not_decode_whole_is_kept_as_a_jpeg(monkeypatch, format_):
    kept = take_in(picture_bytes(400, 300, format_))
    assert kept.format == format_
    monkeypatch.setattr("photos.files.MOST_DECODED_WHOLE", 400 * 300)
    large = take_in(picture_bytes(401, 300, format_))
    assert (large.format, large.width, large.height) == ("JPEG", 401, 300)
    with large.file.open() as kept, Image.open(kept) as image:
        assert (image.format, image.size) == ("JPEG", (401, 300))


def test_the_press_takes_every_picture_that_the_library_keeps():
    assert developing.MOST_PIXELS >= files.MOST_DECODED_WHOLE
    assert developing.MOST_PIXELS_JPEG >= files.MAX_PIXELS


def test_photos_are_shown_to_signed_in_people_alone(client):
    photo = take_in(picture_bytes())
    assert client.get(photo.get_absolute_url()).status_code == 302
    client.force_login(make_person(Role.MEMBER))
    assert client.get(photo.get_absolute_url()).status_code == 404  # nothing shows it to members
    client.force_login(make_person(Role.EDITOR))
    response = client.get(photo.get_absolute_url())
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    assert client.get(f"{photo.get_absolute_url()}w481.webp").status_code == 404
    assert client.get("/photos/0000000000000000/").status_code == 404
