"""The covers."""

from __future__ import annotations

from sample.painting.canvas import Canvas, circle, rgb, stops
from sample.painting.people import BLUE, ORANGE, Look, figure
from sample.painting.things import View, birds, flowers, grass, gull, panel_rows, stars, turbine, yak


def cover_tala(c: Canvas) -> None:
    """The cover: dawn over the solar fields, turbines in the haze, a crew going out."""
    c.sky(stops("1f4f8c", "3f7ab4", "86b2cf", "e6cfae", "fbbf78", "f6a860"), 2060)
    c.clouds(150, 1000, rgb("dfe9f2"), 0.30, 0.55, 2.0)
    c.clouds(760, 1750, rgb("ffe2be"), 0.46, 0.85, 2.2)
    c.glow(1790, 1840, 1900, rgb("ffc67a"), 2.2, 0.95)
    c.disc(1790, 1800, 150, rgb("fff6dc"), blur=6)
    line = c.ridge(1990, 520, 0.5, 7)
    c.land(line, 2300, stops("62779c", "a9a2ae"), rock=1.4, cells=9)
    c.snow(line, 2300, 300, rgb("fff0e0"), rgb("9aa6ca"), 10)
    c.haze(1700, 2080, rgb("f8cf9e"), 0.85)
    c.land(c.ridge(2050, 120, 0.4, 6, sharp=False), 2400, stops("8a7f90", "c49e84"), rock=0.7, cells=14)
    small = (
        (150, 2075, 470, 47),
        (880, 2070, 330, 85),
        (1130, 2065, 250, 30),
        (1330, 2062, 200, 70),
        (2200, 2080, 360, 100),
        (2420, 2072, 270, 20),
    )
    for x, base, tall, turn in small:
        turbine(c, x, base, tall, turn, rgb("fdf0de"), rgb("c0aaa4"))
    c.haze(1930, 2110, rgb("fad6a6"), 0.55)
    c.shape(
        [(0, 2090), (2700, 2090), (2700, 3600), (0, 3600)],
        stops("cfa868", "98925a", "5a6a3c", "465630"),
        texture=0.9,
        cells=10,
    )
    turbine(c, 520, 2230, 1330, 14, rgb("fff6ea"), rgb("b2a2a4"))
    grass(c, 2180, 3600, 6200, [rgb("6d7a40"), rgb("a49a58"), rgb("d0b46c"), rgb("46562c")], 66)
    view = View(1690, 2085, 2500, 6.2)
    panel_rows(c, view, range(-9, 0), 7.4, 300, (rgb("16295a"), rgb("c8aeb0")))
    panel_rows(c, view, range(1, 10), 7.4, 300, (rgb("16295a"), rgb("f0bc88")))
    track = [view.at(-2.9, 0, 400), view.at(2.9, 0, 400), view.at(2.9, 0, 9), view.at(-2.9, 0, 9)]
    c.shape(track, stops("ecc48c", "c0a270", "9c8a60"), texture=0.8, cells=24, blur=3)
    crew = (
        (42, 1.2, "walk", ORANGE),
        (31, -1.0, "walk", ORANGE),
        (24.5, 1.3, "walk", BLUE),
        (17.6, -1.15, "walk", ORANGE),
        (13.4, 0.85, "walk", ORANGE),
    )
    for away, across, pose, look in crew:
        x, y = view.at(across, 0, away)
        long = 2500 * 2.6 / away
        c.shape(
            [(x - 12, y), (x + 22, y), (x - long * 0.30, y + long), (x - long * 0.48, y + long)],
            rgb("2e2a24"),
            alpha=0.34,
            blur=9,
        )
        spot = figure(c, x, y, 2500 * 1.78 / away, pose, look, 1 if across < 0 else -1)
        if look is ORANGE and away < 20:
            hx, hy = spot["hand"]
            c.rect(hx - 34, hy + 10, hx + 44, hy + 66, rgb("c8402f"), 8)
            c.stroke([(hx - 10, hy + 12), (hx + 4, hy - 4), (hx + 18, hy + 12)], 7, rgb("7a2a22"))
    c.glow(1790, 1840, 1000, rgb("ffd59a"), 1.6, 0.5)
    birds(c, 1150, 1150, 9, 46, rgb("44557a"), 240)
    c.darken(0.3)


def cover_lake(c: Canvas) -> None:
    """The cover of the older issue: Qinghai Lake in July, rape in flower, gulls."""
    c.sky(stops("2d6cae", "6aa3d2", "b9d8e8", "e9efe6"), 1900)
    c.clouds(250, 1300, (255, 255, 255), 0.5, 0.92, 2.2)
    line = c.ridge(1850, 420, 0.5, 6)
    c.land(line, 2000, stops("6a86aa", "9db4c4"), rock=1.3, cells=10)
    c.snow(line, 2000, 190, (252, 252, 252), rgb("b4c8de"))
    c.haze(1600, 1900, rgb("dfeaec"), 0.75)
    c.shape(
        [(0, 1860), (2700, 1860), (2700, 2520), (0, 2520)],
        stops("8fc4d2", "2f86b4", "1f6fa4", "3f98ae"),
        texture=0.6,
        cells=6,
        stretch=8,
    )
    for _ in range(700):
        y = 1880 + 560 * c.random.random() ** 0.7
        x, s = c.random.uniform(0, 2700), 10 + (y - 1880) / 9
        c.stroke(
            [(x, y), (x + s, y)], 1.5 + (y - 1880) / 260, rgb(c.random.choice(("bfe2e6", "5fb0c8", "1d6596"))), False
        )
    shore = [(-10, 2430), (500, 2460), (1200, 2420), (1900, 2475), (2710, 2430)]
    c.land(shore, 3600, stops("a8b04a", "e8c21e", "e6b910", "a89a1c"), texture=1.0, cells=12)
    flowers(c, 2440, 3600, 15000, [rgb("ffe23a"), rgb("f7d020"), rgb("fff07a"), rgb("d9a814"), rgb("8a9a2c")], 24)
    road = [(-10, 2800), (600, 2740), (1400, 2730), (2100, 2760), (2710, 2840)]
    c.shape(
        [*road, (2710, 3000), (2100, 2900), (1400, 2860), (600, 2870), (-10, 2950)],
        stops("d6d2c8", "b4b0a8"),
        texture=0.5,
        cells=16,
        blur=2,
    )
    c.stroke([(x, y + 66) for x, y in road], 5, rgb("f4f0e4"), False)
    helmets = (("c8403a", "f4f4f0"), ("2f7fb0", "e8b23a"), ("3f8a5a", "d8443a"), ("8a4a7a", "f4f4f0"))
    for n, (x, y, tall) in enumerate(((420, 2850, 400), (1010, 2830, 390), (1500, 2835, 395), (2140, 2865, 410))):
        coat, helmet = helmets[n]
        c.shape(circle(x, y + 6, tall * 0.5, 16), rgb("3a3a34"), alpha=0.35, blur=8)
        bicycle(c, x, y, tall, Look(rgb(coat), hat="helmet", hat_colour=rgb(helmet)))
    flowers(c, 2900, 3600, 6000, [rgb("ffe23a"), rgb("f7d020"), rgb("fff07a"), rgb("d9a814"), rgb("8a9a2c")], 25)
    for x, y, s, tilt in ((700, 1500, 420, -14), (1750, 1180, 300, 10), (2180, 1640, 230, -6), (380, 1960, 200, 16)):
        gull(c, x, y, s, (250, 250, 248), rgb("2c2e34"), tilt)
    c.darken(0.25)


def cover_plateau(c: Canvas) -> None:
    """A back cover: the plateau after sunset, a lake that holds the last light, yaks going home along it."""
    c.sky(stops("14264f", "2f4f86", "8a86a8", "e0a890", "f4c08a"), 1900)
    stars(c, 900, 420)
    c.clouds(700, 1750, rgb("c99aa0"), 0.42, 0.7, 2.2)
    c.glow(900, 1900, 1700, rgb("ffc890"), 2.4, 0.8)
    line = c.ridge(1820, 560, 0.55, 6)
    c.land(line, 2100, stops("3d4a72", "75708e"), rock=1.5, cells=9)
    c.snow(line, 2100, 300, rgb("f4d8d0"), rgb("8088b4"), 9)
    c.haze(1700, 1960, rgb("e8b49a"), 0.7)
    c.land(c.ridge(1930, 80, 0.4, 6, sharp=False), 2060, stops("4a4660", "5a4e58"), rock=0.6, cells=14)
    c.mirror(1990, 2900, rgb("33446e"), 0.3, 6.0)
    shore = [(-10, 2740), (700, 2800), (1500, 2720), (2200, 2790), (2710, 2740)]
    c.land(shore, 3600, stops("5a5240", "3a3a2c", "24281f"), texture=1.0, cells=12)
    grass(c, 2780, 3600, 3200, [rgb("6a6040"), rgb("8a7648"), rgb("34382a"), rgb("a88a54")], 60)
    for x, y, size, facing in ((520, 2840, 250, 1), (980, 2900, 300, 1), (1560, 2860, 260, 1), (2080, 2960, 340, 1)):
        with c.solid(light=0.8, soft=size * 0.08, shadow=0.3):
            yak(c, x, y, size, facing, rgb("221c1e"))
    figure(c, 330, 2960, 330, "walk", Look(rgb("8a3a3e"), hat="brim", hat_colour=rgb("5a4636")), 1)
    c.darken(0.3)


def bicycle(c: Canvas, x: float, ground: float, tall: float, look: Look) -> None:
    """A cyclist, `tall` as a person standing."""
    wheel = tall * 0.2
    for side in (-0.3, 0.34):
        ring = circle(x + side * tall, ground - wheel, wheel)
        c.stroke([*ring, ring[0]], tall * 0.02, rgb("2a2a2e"))
    hub, seat, bars = (
        (x, ground - wheel),
        (x - tall * 0.12, ground - tall * 0.48),
        (x + tall * 0.26, ground - tall * 0.52),
    )
    for line in ((x - tall * 0.3, ground - wheel), seat, hub, bars, seat), (bars, (x + tall * 0.34, ground - wheel)):
        c.stroke(list(line), tall * 0.022, rgb("3a4a5a"))
    figure(c, x - tall * 0.10, ground - tall * 0.10, tall * 0.98, "ride", look, 1)


SCENES = {
    "cover-tala": cover_tala,
    "cover-lake": cover_lake,
    "cover-plateau": cover_plateau,
}
