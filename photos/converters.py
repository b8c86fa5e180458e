"""How addresses of any room name a photo."""

from django.urls import register_converter


class KeyConverter:
    """A photo's key: 16 hexadecimal digits."""

    regex = "[0-9a-f]{16}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(KeyConverter, "photokey")
