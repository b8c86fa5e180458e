"""Things that stand in a picture: turbines, panels, animals, houses, vehicles, trees."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sample.painting.canvas import Canvas, Colour, Point, circle, mix, rgb


@dataclass(frozen=True)
class View:
    """A look along level ground.

    `x` and `horizon` are the vanishing point, `focus` is in pixels, `eye` the height of the eye in metres.
    """

    x: float
    horizon: float
    focus: float
    eye: float

    def at(self, across: float, height: float, away: float) -> Point:
        """Where a point in metres (right of the eye, above ground, distance) is seen."""
        return self.x + self.focus * across / away, self.horizon + self.focus * (self.eye - height) / away


def panel_rows(
    c: Canvas, view: View, rows: Iterable[int], near: float, far: float, colours: tuple[Colour, Colour], pitch=7.0
):
    """Rows of solar panels running away from the eye, at multiples of `pitch` metres; `colours` near and far."""
    order = sorted(rows, key=lambda row: -abs(row * pitch))
    step = 2.2
    for row in order:
        left, right = row * pitch - 2.0, row * pitch + 2.0
        away = far
        while away > near:
            nearer = max(near, away - step * max(1, away / 30))
            share = min(1.0, (away - near) / (far - near) * 1.6)
            paint = mix(colours[0], colours[1], share**0.6)
            paint = mix(paint, (255, 255, 255), c.random.uniform(0, 0.06))
            quad = [
                view.at(left, 0.7, away),
                view.at(right, 2.4, away),
                view.at(right, 2.4, nearer),
                view.at(left, 0.7, nearer),
            ]
            c.flat(quad, paint)
            edge = mix(paint, (235, 240, 245), 0.5)
            if away < far * 0.5:
                width = max(0.7, 22 / away)
                c.stroke([quad[0], quad[1]], width, edge, round_ends=False)
                middle = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in ((quad[0], quad[1]), (quad[3], quad[2]))]
                c.stroke(middle, width * 0.7, edge, round_ends=False)
                foot = view.at(right, 0.0, nearer)
                c.stroke([quad[2], foot], width * 1.6, mix(paint, (30, 30, 34), 0.6), round_ends=False)
            away = nearer
        c.stroke([view.at(right, 2.4, far), view.at(right, 2.4, near)], 2.0, mix(colours[1], (255, 255, 255), 0.5))


def turbine(c: Canvas, x: float, base: float, height: float, turn: float, colour: Colour, shade: Colour) -> None:
    """A wind turbine, its blades turned by `turn` degrees."""
    hub = base - height
    wide = height * 0.026
    c.shape(
        [(x - wide * 0.45, hub), (x + wide * 0.45, hub), (x + wide, base), (x - wide, base)],
        [(0, colour), (1, shade)],
        horizontal=True,
    )
    for blade in range(3):
        angle = math.radians(turn + 120 * blade)
        along, across = (math.sin(angle), -math.cos(angle)), (math.cos(angle), math.sin(angle))
        long = height * 0.62

        def at(far, side, along=along, across=across, long=long):
            return x + along[0] * far * long + across[0] * side * wide, hub + along[1] * far * long + across[
                1
            ] * side * wide

        tone = colour if blade != 1 else mix(colour, shade, 0.5)
        c.flat([at(0.02, -0.35), at(0.16, -0.75), at(1, 0.05), at(0.98, 0.18), at(0.16, 0.55), at(0.02, 0.35)], tone)
    c.oval(x, hub, wide * 0.8, wide * 0.8, mix(colour, shade, 0.3))


def yak(c: Canvas, x: float, y: float, size: float, facing: int, colour: Colour) -> None:
    """A yak grazing, `size` its length, its feet at `y`."""

    def at(across, up):
        return x + across * size * facing, y - up * size

    for leg in (-0.3, -0.2, 0.18, 0.28):
        c.stroke([at(leg, 0.25), at(leg, 0.0)], size * 0.06, mix(colour, (0, 0, 0), 0.3))
    c.flat(
        [
            at(-0.46, 0.50),
            at(-0.40, 0.60),
            at(-0.2, 0.63),
            at(0.02, 0.66),
            at(0.2, 0.80),
            at(0.32, 0.74),
            at(0.42, 0.58),
            at(0.40, 0.34),
            at(0.34, 0.14),
            at(0.26, 0.20),
            at(0.18, 0.11),
            at(0.06, 0.19),
            at(-0.06, 0.11),
            at(-0.18, 0.19),
            at(-0.28, 0.10),
            at(-0.36, 0.20),
            at(-0.44, 0.16),
        ],
        colour,
    )
    c.stroke([at(-0.44, 0.52), at(-0.54, 0.36), at(-0.52, 0.14)], size * 0.09, mix(colour, (0, 0, 0), 0.2))
    c.flat(
        [at(0.32, 0.66), at(0.50, 0.56), at(0.60, 0.36), at(0.58, 0.28), at(0.50, 0.27), at(0.38, 0.36)],
        mix(colour, (0, 0, 0), 0.15),
    )
    c.oval(*at(0.565, 0.315), size * 0.04, size * 0.035, mix(colour, (200, 190, 180), 0.5))
    horn = mix(colour, (235, 225, 205), 0.8)
    c.stroke([at(0.46, 0.60), at(0.53, 0.68), at(0.50, 0.78)], size * 0.028, horn)
    c.stroke([at(0.42, 0.62), at(0.38, 0.72), at(0.42, 0.80)], size * 0.028, horn)


def sheep(c: Canvas, x: float, y: float, size: float, facing: int, colour: Colour) -> None:
    """A sheep grazing, its feet at `y`."""
    dark = mix(colour, (40, 34, 30), 0.75)
    for leg in (-0.24, -0.12, 0.14, 0.26):
        c.stroke([(x + leg * size, y - size * 0.25), (x + leg * size, y)], size * 0.06, dark)
    for across, up, wide in ((-0.2, 0.42, 0.25), (0.0, 0.46, 0.27), (0.2, 0.43, 0.24), (0.0, 0.36, 0.30)):
        c.oval(x + across * size * facing, y - up * size, wide * size, wide * size * 0.82, colour)
    c.oval(x + 0.46 * size * facing, y - 0.30 * size, size * 0.11, size * 0.15, dark)


def birds(c: Canvas, x: float, y: float, count: int, size: float, colour: Colour, spread: float = 300.0) -> None:
    """Gulls on the wing about a point."""
    for _ in range(count):
        bx, by = x + c.random.gauss(0, spread), y + c.random.gauss(0, spread * 0.35)
        s = size * c.random.uniform(0.5, 1.2)
        up, lean = c.random.uniform(0.15, 0.5), c.random.uniform(-0.2, 0.2)
        c.flat(
            [
                (bx, by),
                (bx - s * 0.5, by - s * (up + lean)),
                (bx - s, by - s * (up * 0.5 + lean)),
                (bx - s * 0.45, by - s * (up - 0.12)),
                (bx, by + s * 0.12),
                (bx + s * 0.45, by - s * (up - 0.12)),
                (bx + s, by - s * (up * 0.5 - lean)),
                (bx + s * 0.5, by - s * (up - lean)),
            ],
            colour,
        )


def gull(c: Canvas, x: float, y: float, size: float, colour: Colour, tip: Colour, tilt: float = 0.0) -> None:
    """One gull near by, gliding."""
    turn = math.radians(tilt)

    def at(across, up):
        px, py = across * size, -up * size
        return x + px * math.cos(turn) - py * math.sin(turn), y + px * math.sin(turn) + py * math.cos(turn)

    with c.solid(light=0.8, soft=size * 0.05):
        c.flat(
            [
                at(-0.02, 0.05),
                at(-0.22, 0.26),
                at(-0.48, 0.34),
                at(-0.85, 0.20),
                at(-0.5, 0.22),
                at(-0.2, 0.06),
                at(-0.05, -0.06),
            ],
            colour,
        )
        c.flat(
            [
                at(0.1, 0.05),
                at(0.26, 0.30),
                at(0.52, 0.42),
                at(0.9, 0.34),
                at(0.52, 0.30),
                at(0.26, 0.10),
                at(0.1, -0.05),
            ],
            colour,
        )
        c.flat([at(-0.66, 0.30), at(-0.85, 0.20), at(-0.62, 0.235)], tip)
        c.flat([at(0.70, 0.41), at(0.9, 0.34), at(0.68, 0.33)], tip)
        c.flat(
            [
                at(-0.22, -0.10),
                at(-0.1, 0.04),
                at(0.12, 0.07),
                at(0.26, 0.04),
                at(0.33, 0.0),
                at(0.26, -0.04),
                at(0.1, -0.09),
                at(-0.1, -0.07),
            ],
            colour,
        )
        c.flat([at(0.30, 0.015), at(0.37, -0.01), at(0.30, -0.02)], rgb("d9902f"))


def poplar(c: Canvas, x: float, base: float, height: float, colour: Colour) -> None:
    """A slender poplar."""
    c.stroke([(x, base), (x, base - height * 0.5)], height * 0.02, mix(colour, (60, 45, 35), 0.7))
    for _ in range(240):
        up = c.random.random()
        wide = height * 0.085 * math.sin(math.pi * min(1.0, 0.12 + up * 0.88)) + height * 0.012
        px, py = x + c.random.gauss(0, wide * 0.5), base - height * (0.14 + 0.84 * up)
        tone = mix(colour, (255, 250, 220) if px < x else (20, 30, 30), c.random.uniform(0, 0.28))
        c.oval(px, py, wide * 0.26, wide * 0.4, tone)


def spruce(c: Canvas, x: float, base: float, height: float, colour: Colour) -> None:
    """A spruce of drooping storeys, lit from the left."""
    dark = mix(colour, (0, 0, 0), 0.35)
    for storey in range(9):
        up = storey / 9
        wide = height * 0.20 * (1 - up) + height * 0.012
        top, low = base - height * (up + 0.22), base - height * (up * 0.98 + 0.04)
        if storey == 8:
            top = base - height
        c.flat(
            [(x, top), (x + wide, low), (x + wide * 0.4, low - height * 0.012), (x, low + height * 0.01), (x, low)],
            dark,
        )
        c.flat(
            [(x, top), (x - wide, low), (x - wide * 0.4, low - height * 0.012), (x, low + height * 0.01)],
            mix(colour, (255, 240, 200), 0.08),
        )


def tower_block(
    c: Canvas, left: float, top: float, wide: float, base: float, colour: Colour, window: Callable[[], Colour]
) -> None:
    """A block of flats with rows of windows, the right quarter in shade."""
    c.rect(left, top, left + wide, base, colour)
    c.rect(left + wide * 0.78, top, left + wide, base, mix(colour, (10, 16, 30), 0.25))
    step = max(16.0, wide / 7)
    y = top + step * 0.7
    while y < base - step * 0.6:
        x = left + step * 0.45
        while x < left + wide * 0.95 - step * 0.4:
            c.rect(x, y, x + step * 0.5, y + step * 0.55, window())
            x += step
        y += step * 1.15


def crane(c: Canvas, x: float, base: float, height: float, reach: float, colour: Colour) -> None:
    """A tower crane; a negative `reach` points left."""
    wide, top = height * 0.03, base - height
    for side in (-wide / 2, wide / 2):
        c.stroke([(x + side, base), (x + side, top)], 4, colour)
    steps = round(height / wide)
    for n in range(steps):
        y = base - n * wide
        sides = (-wide / 2, wide / 2) if n % 2 else (wide / 2, -wide / 2)
        c.stroke([(x + sides[0], y), (x + sides[1], y - wide)], 2.5, colour)
    c.stroke([(x - reach * 0.35, top), (x + reach, top)], 7, colour)
    c.stroke([(x - reach * 0.3, top - wide), (x + reach * 0.96, top - wide * 0.6)], 3, colour)
    for n in range(24):
        at = x - reach * 0.3 + reach * 1.26 * n / 24
        c.stroke([(at, top), (at + reach * 0.026, top - wide * 0.8)], 2, colour)
    c.stroke([(x, top - height * 0.11), (x + reach * 0.7, top)], 2.5, colour)
    c.stroke([(x, top - height * 0.11), (x - reach * 0.33, top)], 2.5, colour)
    c.stroke([(x, top - height * 0.11), (x, top)], 8, colour)
    c.rect(x - reach * 0.35 - 30, top, x - reach * 0.35 + 30, top + 60, colour)
    c.stroke([(x + reach * 0.72, top), (x + reach * 0.72, top + height * 0.35)], 2, colour)


def van(c: Canvas, x: float, y: float, long: float, facing: int, colour: Colour, stripe: Colour) -> None:
    """A delivery van from the side, its wheels on `y`."""

    def at(across, up):
        return x + across * long * facing, y - up * long

    with c.solid(light=1.1, soft=long * 0.03):
        c.flat(
            [
                at(-0.5, 0.10),
                at(-0.5, 0.44),
                at(-0.47, 0.47),
                at(0.22, 0.47),
                at(0.36, 0.30),
                at(0.48, 0.25),
                at(0.5, 0.10),
            ],
            colour,
        )
        c.flat([at(-0.5, 0.20), at(-0.5, 0.235), at(0.495, 0.235), at(0.5, 0.20)], stripe)
        c.flat([at(0.10, 0.27), at(0.10, 0.42), at(0.20, 0.42), at(0.31, 0.29), at(0.31, 0.27)], rgb("33475a"))
        c.flat([at(-0.06, 0.28), at(-0.06, 0.42), at(0.06, 0.42), at(0.06, 0.28)], rgb("3c5268"))
        for wheel in (-0.30, 0.30):
            c.oval(*at(wheel, 0.09), long * 0.085, long * 0.085, rgb("1d2026"))
            c.oval(*at(wheel, 0.09), long * 0.04, long * 0.04, rgb("b8bcc2"))
    c.oval(*at(0.475, 0.20), long * 0.016, long * 0.02, rgb("fff2c8"))


def grass(c: Canvas, top: float, bottom: float, count: int, colours: list[Colour], tall: float = 26) -> None:
    """Blades of grass, taller and sparser toward the foot of the picture."""
    for _ in range(count):
        near = c.random.random() ** 0.6
        x, y = c.random.uniform(0, c.width), top + (bottom - top) * near
        long = tall * (0.15 + near) * c.random.uniform(0.5, 1.2)
        c.stroke(
            [(x, y), (x + c.random.uniform(-0.4, 0.5) * long, y - long)],
            max(1.0, 2.6 * near),
            c.random.choice(colours),
            False,
        )


def flowers(c: Canvas, top: float, bottom: float, count: int, colours: list[Colour], size: float = 9) -> None:
    """Dots of blossom, small far off and large near."""
    for near in sorted(c.random.random() ** 0.8 for _ in range(count)):
        x, y = c.random.uniform(0, c.width), top + (bottom - top) * near
        s = size * (0.12 + near * near) * c.random.uniform(0.6, 1.3)
        c.oval(x, y, s, s * 0.75, c.random.choice(colours))


def stars(c: Canvas, bottom: float, count: int) -> None:
    """Stars down to a height, some of them bright."""
    for _ in range(count):
        x, y = c.random.uniform(0, c.width), c.random.uniform(0, bottom) * c.random.random() ** 0.3
        s = 0.8 + 2.2 * c.random.random() ** 6
        c.oval(x, y, s, s, mix(rgb("9fb4d8"), (255, 255, 255), c.random.random()))


def bokeh(
    c: Canvas, count: int, box: tuple[float, float, float, float], colours: list[Colour], size: float = 70
) -> None:
    """Lights out of focus."""
    for _ in range(count):
        x, y = c.random.uniform(box[0], box[2]), c.random.uniform(box[1], box[3])
        s = size * c.random.uniform(0.4, 1.2)
        c.shape(circle(x, y, s), c.random.choice(colours), alpha=c.random.uniform(0.12, 0.4), blur=s * 0.06)
