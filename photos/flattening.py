"""A picture as paper and a page show it: eight bits, nothing clear."""

from __future__ import annotations

from PIL import Image


def flattened(image: Image.Image) -> Image.Image:
    """The picture in grey, RGB or CMYK without transparency: what is clear becomes paper."""
    if image.mode in ("L", "RGB", "CMYK") and "transparency" not in image.info:
        return image
    if image.mode.startswith("I"):  # sixteen bits of grey, of which a page shows eight
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("1", "F"):
        return image.convert("L")
    if image.mode in ("LA", "PA", "RGBA") or "transparency" in image.info:
        clear = image.convert("RGBA")
        flat = Image.new("RGB", image.size, "white")
        flat.paste(clear, mask=clear.getchannel("A"))
        return flat
    return image.convert("RGB")
