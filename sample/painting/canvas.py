"""A canvas for drawn pictures: gradients, textured shapes, light, haze and film grain, all from one seed.

Coordinates are those of the drawing, x from the left, y from the top. The finished picture has `scale` pixels to each of
them. The canvas is larger by OVERSAMPLE and is scaled down at the end, which smooths every edge.
"""

from __future__ import annotations

import math
import random
from collections.abc import Iterable, Sequence
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageDraw, ImageFilter

OVERSAMPLE = 1.25
NOISE_SIDE = 700  # pixels; textures are made this large at most and scaled up

_CREST = [255 - abs(2 * value - 255) for value in range(256)]

Colour = tuple[int, int, int]
Point = tuple[float, float]
Stops = Sequence[tuple[float, Colour]]  # (place from 0 to 1, colour), in order


def rgb(code: str) -> Colour:
    """The colour of a code such as "e8b04a"."""
    return int(code[0:2], 16), int(code[2:4], 16), int(code[4:6], 16)


def mix(one: Colour, other: Colour, share: float) -> Colour:
    """`one` with `share` (0 to 1) of `other` in it."""
    return tuple(round(a + (b - a) * share) for a, b in zip(one, other, strict=True))


def stops(*codes: str) -> Stops:
    """Evenly spaced stops from colour codes, top to bottom."""
    last = max(len(codes) - 1, 1)
    return [(number / last, rgb(code)) for number, code in enumerate(codes)]


def gradient(size: tuple[int, int], colours: Stops, horizontal: bool = False) -> Image.Image:
    """An image filled with a gradient, top to bottom or left to right."""
    length = max(size[0] if horizontal else size[1], 2)
    line = Image.new("RGB", (1, length))
    pixels = []
    for number in range(length):
        place = number / (length - 1)
        before, after = colours[0], colours[-1]
        for left, right in zip(colours, colours[1:], strict=False):
            if left[0] <= place <= right[0]:
                before, after = left, right
                break
        width = after[0] - before[0]
        pixels.append(mix(before[1], after[1], (place - before[0]) / width if width > 0 else 0.0))
    line.putdata(pixels)
    if horizontal:
        line = line.transpose(Image.Transpose.ROTATE_90).transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    return line.resize(size, Image.Resampling.NEAREST)


def curve(image: Image.Image, low: float, high: float, top: int = 255) -> Image.Image:
    """A grey image with `low` (0 to 1) sent to black and `high` to `top`."""
    table = [round(top * min(max((value / 255 - low) / max(high - low, 1e-6), 0.0), 1.0)) for value in range(256)]
    return image.point(table)


class Canvas:
    """A picture in the making. `width` and `height` are those of the drawing."""

    def __init__(self, name: str, width: int = 2400, height: int = 1600, scale: float = 1.0):
        self.width, self.height = width, height
        self.scale, self.enlarged = scale, scale * OVERSAMPLE
        self.random = random.Random(name)
        self.image = Image.new("RGB", (self._px(width), self._px(height)))
        self.draw = ImageDraw.Draw(self.image)
        self._scratch: Image.Image | None = None  # the empty layer on which bodies are drawn
        self._extent: list[Point] | None = None  # where the body being drawn has been touched

    def _px(self, length: float) -> int:
        return round(length * self.enlarged)

    def _pts(self, points: Iterable[Point]) -> list[Point]:
        return [(x * self.enlarged, y * self.enlarged) for x, y in points]

    # Textures

    def noise(
        self, width: int, height: int, cells: float = 6, octaves: int = 5, stretch: float = 1.0, crests: bool = False
    ) -> Image.Image:
        """A cloudy grey texture of that many canvas pixels, mean 128, or one of `crests` and valleys.

        `cells` blotches across; stretch > 1 lies flat.
        """
        share = min(1.0, NOISE_SIDE / max(width, height))
        size = max(2, round(width * share)), max(2, round(height * share))
        found = None
        across, down = cells, max(1.0, cells * size[1] / size[0] * stretch)
        weight = 0.5
        for _ in range(octaves):
            grid = max(2, round(across)), max(2, round(down))
            layer = self._crests(grid[0], size) if crests else self._grains(grid).resize(size, Image.Resampling.BICUBIC)
            found = layer if found is None else Image.blend(found, layer, weight * 0.62)
            weight *= 0.78
            across, down = across * 2.1, down * 2.1
            if grid[0] > size[0]:
                break
        return found.resize((width, height), Image.Resampling.BILINEAR)

    def _grains(self, grid: tuple[int, int]) -> Image.Image:
        return Image.frombytes("L", grid, self.random.randbytes(grid[0] * grid[1]))

    def _crests(self, cells: int, size: tuple[int, int]) -> Image.Image:
        """Crests and valleys at a slant: along the grid of the noise they would look woven."""
        side = max(size)
        square = self._grains((cells, cells)).resize((side, side), Image.Resampling.BICUBIC)
        square = square.rotate(self.random.choice((31, 57, 124, 149)))
        half = [length * 0.35 for length in size]  # what a turned square surely covers
        box = (side / 2 - half[0], side / 2 - half[1], side / 2 + half[0], side / 2 + half[1])
        return square.resize(size, Image.Resampling.BICUBIC, box).point(_CREST)

    def relief(self, width: int, height: int, cells: float, strength: float, stretch: float = 1.0) -> Image.Image:
        """Light from the upper left over a rough surface: grey, mean 128."""
        step = max(1, round(width / cells / 30))
        rough = self.noise(width + 2 * step, height + 2 * step, cells, 5, stretch, crests=True)
        above = rough.crop((0, 0, width, height))
        below = rough.crop((2 * step, 2 * step, width + 2 * step, height + 2 * step))
        return ImageChops.subtract(below, above, 1 / strength, 128)

    # Shapes

    def sky(self, colours: Stops, bottom: float | None = None) -> None:
        """Fill from the top to `bottom` with a gradient."""
        depth = self._px(bottom or self.height)
        self.image.paste(gradient((self.image.width, depth), colours), (0, 0))

    def shape(
        self,
        points: Iterable[Point],
        fill: Colour | Stops,
        texture: float = 0.0,
        cells: float = 8,
        stretch: float = 1.0,
        rock: float = 0.0,
        alpha: float = 1.0,
        blur: float = 0.0,
        horizontal: bool = False,
    ) -> None:
        """A polygon in a colour or gradient; `texture` clouds it, `rock` lights it as rough ground (0 to 3)."""
        place = self._pts(points)
        margin = self._px(blur * 3)
        left = max(0, math.floor(min(x for x, _ in place)) - margin)
        top = max(0, math.floor(min(y for _, y in place)) - margin)
        right = min(self.image.width, math.ceil(max(x for x, _ in place)) + margin + 1)
        bottom = min(self.image.height, math.ceil(max(y for _, y in place)) + margin + 1)
        if right <= left or bottom <= top:
            return
        size = right - left, bottom - top
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in place], fill=round(255 * alpha))
        if blur:
            mask = mask.filter(ImageFilter.GaussianBlur(blur * self.enlarged))
        self._lay(mask, (left, top), fill, texture, cells, stretch, rock, horizontal)

    def _lay(self, mask, corner, fill, texture=0.0, cells=8, stretch=1.0, rock=0.0, horizontal=False) -> None:
        plain = isinstance(fill[0], int)
        paint = Image.new("RGB", mask.size, fill) if plain else gradient(mask.size, fill, horizontal)
        if texture:
            clouds = self.noise(*mask.size, cells, 6, stretch)
            paint = ImageChops.soft_light(paint, _grey(curve_about(clouds, texture)))
        if rock:
            paint = ImageChops.soft_light(paint, _grey(self.relief(*mask.size, cells, rock, stretch)))
        self.image.paste(paint, corner, mask)

    def ridge(self, base: float, rise: float, rough: float = 0.5, first: int = 5, sharp: bool = True) -> list[Point]:
        """A mountain line from left to right: heights about `base`, peaks up to `rise` above; `first` sets how many."""
        heights = [self.random.random() for _ in range(first + 1)]
        scale = 0.55 * rough
        while len(heights) < self.width / 5:
            between = [
                (a + b) / 2 + self.random.uniform(-scale, scale) * 0.5
                for a, b in zip(heights, heights[1:], strict=False)
            ]
            heights = [h for pair in zip(heights, between, strict=False) for h in pair] + [heights[-1]]
            scale *= 0.5
        low, high = min(heights), max(heights)
        level = [(h - low) / (high - low) for h in heights]
        if sharp:
            level = [h**1.35 for h in level]
        step = (self.width + 20) / (len(level) - 1)
        return [(-10 + number * step, base - rise * h) for number, h in enumerate(level)]

    def land(self, line: Sequence[Point], bottom: float, fill: Colour | Stops, **kwargs) -> None:
        """The ground under a line, down to `bottom`."""
        self.shape([*line, (line[-1][0], bottom), (line[0][0], bottom)], fill, **kwargs)

    def snow(self, line: Sequence[Point], bottom: float, depth: float, lit: Colour, shade: Colour, cells: float = 9):
        """Snow on the mountains under `line`: full at the peaks, broken by rock, gone `depth` below the highest."""
        place = self._pts([*line, (line[-1][0], bottom), (line[0][0], bottom)])
        top = math.floor(min(y for _, y in place))
        size = self.image.width, self._px(bottom) - top
        mask = Image.new("L", size)
        ImageDraw.Draw(mask).polygon([(x, y - top) for x, y in place], fill=255)
        fall = gradient(size, [(0, (255,) * 3), (min(1.0, depth * self.enlarged / size[1]), (70,) * 3), (1, (0,) * 3)])
        broken = ImageChops.overlay(fall.convert("L"), self.noise(*size, cells * 2, 6, 0.8))
        mask = ImageChops.multiply(mask, curve(broken, 0.42, 0.60))
        light = curve(self.relief(*size, cells, 2.6, 0.8), 0.36, 0.62)
        paint = Image.composite(Image.new("RGB", size, lit), Image.new("RGB", size, shade), light)
        self.image.paste(paint, (0, top), mask)

    # Light and air

    def glow(self, x: float, y: float, radius: float, colour: Colour, power: float = 2.0, alpha: float = 1.0) -> None:
        """Light about a point, added to what is there."""
        side = self._px(radius * 2)
        ball = Image.radial_gradient("L").point(
            [round(255 * alpha * max(0.0, 1 - value / 181) ** power) for value in range(256)]
        )
        left, top = self._px(x - radius), self._px(y - radius)
        box = max(0, left), max(0, top), min(self.image.width, left + side), min(self.image.height, top + side)
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        share = ball.width / side
        seen = [(box[n] - (left, top)[n % 2]) * share for n in range(4)]
        ball = ball.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR, seen)
        under = self.image.crop(box)
        light = Image.composite(Image.new("RGB", ball.size, colour), Image.new("RGB", ball.size), ball)
        self.image.paste(ImageChops.screen(under, light), box[:2])

    def disc(self, x: float, y: float, radius: float, fill: Colour | Stops, blur: float = 1.0) -> None:
        """A round disc, the sun or the moon."""
        self.shape(circle(x, y, radius), fill, blur=blur)

    def haze(self, top: float, bottom: float, colour: Colour, alpha: float = 0.6, rising: bool = True) -> None:
        """Mist between two heights: thickest below (`rising`) or above."""
        ends = (0, round(255 * alpha))
        first, last = ends if rising else ends[::-1]
        size = self.image.width, self._px(bottom) - self._px(top)
        mask = gradient(size, [(0, (first,) * 3), (1, (last,) * 3)]).convert("L")
        self.image.paste(Image.new("RGB", size, colour), (0, self._px(top)), mask)

    def clouds(self, top: float, bottom: float, colour: Colour, cover: float = 0.45, alpha: float = 0.8, cells=3.0):
        """A band of cloud, thin at its upper and lower edge; `cover` is the share of sky it takes."""
        size = self.image.width, self._px(bottom) - self._px(top)
        form = self.noise(*size, cells, 7, 2.6)
        band = gradient(size, [(0, (0,) * 3), (0.45, (255,) * 3), (0.75, (255,) * 3), (1, (0,) * 3)]).convert("L")
        mask = ImageChops.multiply(curve(form, 0.62 - cover * 0.4, 0.86 - cover * 0.3, round(255 * alpha)), band)
        self.image.paste(Image.new("RGB", size, colour), (0, self._px(top)), mask)

    def mirror(self, line: float, bottom: float, tint: Colour, share: float = 0.25, ripple: float = 5.0) -> None:
        """Water from `line` to `bottom`: what stands above it, upside down, tinted and broken by ripples."""
        top, depth = self._px(line), self._px(bottom) - self._px(line)
        over = self.image.crop((0, max(0, top - depth), self.image.width, top))
        over = over.transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        if over.height < depth:
            over = over.resize((over.width, depth))
        over = Image.blend(over, Image.new("RGB", over.size, tint), share)
        over = over.filter(ImageFilter.BoxBlur(2))
        band, start = 3, 0
        while start < depth:
            near = start / depth
            shift = round(self.random.gauss(0, 1) * ripple * self.enlarged * (0.15 + near))
            strip = over.crop((0, start, over.width, min(start + band, depth)))
            self.image.paste(shifted(strip, shift, 0), (0, top + start))
            start += band
            band = 3 + round(4 * near)

    def darken(self, alpha: float = 0.35) -> None:
        """Darker corners."""
        mask = Image.radial_gradient("L").point([round(255 * alpha * (value / 255) ** 2.4) for value in range(256)])
        self.image.paste(
            Image.new("RGB", self.image.size), (0, 0), mask.resize(self.image.size, Image.Resampling.BILINEAR)
        )

    # Strokes

    def _touch(self, points: Sequence[Point], margin: float = 0.0) -> None:
        if self._extent is not None:
            self._extent += [(x + side, y + side) for x, y in points for side in (-margin, margin)]

    def stroke(self, points: Sequence[Point], width: float, colour: Colour, round_ends: bool = True) -> None:
        """A line through points, with round joints and ends."""
        line = self._pts(points)
        thick = max(1, self._px(width))
        self._touch(line, thick)
        self.draw.line(line, fill=colour, width=thick, joint="curve")
        if round_ends and thick > 3:
            for x, y in (line[0], line[-1]):
                self.draw.ellipse((x - thick / 2, y - thick / 2, x + thick / 2, y + thick / 2), fill=colour)

    def flat(self, points: Iterable[Point], colour: Colour) -> None:
        """A plain polygon, quickly."""
        place = self._pts(points)
        self._touch(place)
        self.draw.polygon(place, fill=colour)

    def oval(self, x: float, y: float, rx: float, ry: float, colour: Colour) -> None:
        """A plain ellipse about a point."""
        box = self._pts([(x - rx, y - ry), (x + rx, y + ry)])
        self._touch(box)
        self.draw.ellipse(box, fill=colour)

    def dome(self, left: float, top: float, right: float, bottom: float, colour: Colour, tilt: float = 0.0) -> None:
        """The upper half of an ellipse in a box, reaching `tilt` degrees further down on both sides."""
        box = self._pts([(left, top), (right, bottom)])
        self._touch(box)
        self.draw.pieslice(box, 180 - tilt, 360 + tilt, fill=colour)

    def rect(self, left: float, top: float, right: float, bottom: float, colour: Colour, radius: float = 0) -> None:
        """A plain rectangle, its corners rounded by `radius`."""
        box = self._pts([(left, top), (right, bottom)])
        self._touch(box)
        self.draw.rounded_rectangle(box, radius * self.enlarged, fill=colour)

    @contextmanager
    def solid(self, light: float = 1.0, soft: float = 14, shadow: float = 0.0):
        """Draw strokes and flat shapes as one body; light from the upper left, `soft` wide, rounds it at the end."""
        below, self.image = self.image, self._scratch or Image.new("RGBA", self.image.size)
        self.draw, self._extent = ImageDraw.Draw(self.image), []
        try:
            yield self
        finally:
            body, self.image = self.image, below
            self.draw, extent, self._extent = ImageDraw.Draw(self.image), self._extent, None
        reach = self._px(soft * 3) + 8
        box = (
            max(0, math.floor(min(x for x, _ in extent)) - reach),
            max(0, math.floor(min(y for _, y in extent)) - reach),
            min(body.width, math.ceil(max(x for x, _ in extent)) + reach),
            min(body.height, math.ceil(max(y for _, y in extent)) + reach),
        )
        if box[2] <= box[0] or box[3] <= box[1]:
            return
        self._scratch = body
        body = body.crop(box)
        self._scratch.paste((0, 0, 0, 0), box)
        alpha = body.getchannel("A")
        coarse = 4 if soft > 12 else 1
        form = alpha.reduce(coarse).filter(ImageFilter.GaussianBlur(soft * self.enlarged * 0.6 / coarse))
        across = max(1, round(soft * self.enlarged * 0.35 / coarse))
        down = max(1, round(soft * self.enlarged * 0.25 / coarse))
        lit = ImageChops.subtract(shifted(form, -across, -down), shifted(form, across, down), 1.6 / light, 128)
        if shadow:
            fallen = shifted(form, across * 2, down * 2).resize(body.size, Image.Resampling.BILINEAR)
            self.image.paste(
                Image.new("RGB", body.size), box[:2], fallen.point([round(v * shadow) for v in range(256)])
            )
        lit = lit.resize(body.size, Image.Resampling.BILINEAR)
        self.image.paste(ImageChops.soft_light(body.convert("RGB"), _grey(lit)), box[:2], alpha)

    # The end

    def finish(self, grain: float = 3.2) -> Image.Image:
        """The finished picture: scaled down, with film grain."""
        # Bilinear: an edge as soft as a lens draws it.
        size = round(self.width * self.scale), round(self.height * self.scale)
        found = self.image.resize(size, Image.Resampling.BILINEAR)
        tile = Image.frombytes("L", (600, 400), self.random.randbytes(600 * 400)).filter(ImageFilter.GaussianBlur(0.7))
        tile = tile.point([round(min(255, max(0, 128 + (v - 128) * grain / 20))) for v in range(256)])
        film = Image.new("L", found.size)
        for x in range(0, found.width, 600):
            for y in range(0, found.height, 400):
                turn = self.random.choice((None, Image.Transpose.FLIP_LEFT_RIGHT, Image.Transpose.ROTATE_180))
                film.paste(tile.transpose(turn) if turn is not None else tile, (x, y))
        return ImageChops.soft_light(found, _grey(film))


def circle(x: float, y: float, radius: float, ry: float | None = None, count: int = 72) -> list[Point]:
    """Points of a circle, or of an ellipse with `ry`."""
    return [
        (x + radius * math.cos(2 * math.pi * n / count), y + (ry or radius) * math.sin(2 * math.pi * n / count))
        for n in range(count)
    ]


def smooth(points: list[Point], rounds: int = 3) -> list[Point]:
    """A closed outline with its corners cut, again and again, until it is a curve."""
    for _ in range(rounds):
        cut = []
        for a, b in zip(points, [*points[1:], points[0]], strict=True):
            cut += [
                (a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25),
                (a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75),
            ]
        points = cut
    return points


def shifted(image: Image.Image, across: int, down: int) -> Image.Image:
    """The image moved, its edge rows and columns drawn out into the room left behind."""
    wide, tall = image.size
    found = ImageChops.offset(image, across, down)
    if across:
        column, place = (0, 0) if across > 0 else (wide - 1, wide + across)
        strip = image.crop((column, 0, column + 1, tall)).resize((abs(across), tall))
        found.paste(ImageChops.offset(strip, 0, down), (place, 0))
    if down:
        row, place = (0, 0) if down > 0 else (tall - 1, tall + down)
        strip = image.crop((0, row, wide, row + 1)).resize((wide, abs(down)))
        found.paste(strip, (0, place))
    return found


def curve_about(image: Image.Image, strength: float) -> Image.Image:
    """A grey texture with its contrast about the middle multiplied by `strength`."""
    return image.point([round(min(255, max(0, 128 + (value - 128) * strength))) for value in range(256)])


def _grey(image: Image.Image) -> Image.Image:
    return Image.merge("RGB", (image, image, image))
