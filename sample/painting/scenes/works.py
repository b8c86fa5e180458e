"""Power, salt, oil and the stars: great works under the open sky."""

from __future__ import annotations

import math

from sample.painting.canvas import Canvas, circle, mix, rgb, stops
from sample.painting.people import BLUE, ORANGE, RED, Look, figure
from sample.painting.things import View, grass, panel_rows, sheep, stars, turbine


def solar_sheep(c: Canvas) -> None:
    c.sky(stops("3a78ba", "86b6dc", "d8e6ea"), 720)
    c.clouds(40, 560, (255, 255, 255), 0.5, 0.9)
    line = c.ridge(690, 220, 0.5, 7)
    c.land(line, 800, stops("7a90b2", "b4c2cc"), rock=1.0)
    c.snow(line, 800, 110, (252, 252, 255), rgb("b8c8de"))
    c.shape(
        [(0, 680), (2400, 680), (2400, 1600), (0, 1600)], stops("b8b878", "92a052", "5f7a34"), texture=1.0, cells=14
    )
    grass(c, 760, 1600, 3600, [rgb("7a8a3c"), rgb("b0b45c"), rgb("55702e"), rgb("d2c47a")], 48)
    view = View(640, 690, 1500, 5.2)
    panel_rows(c, view, [r for r in range(-3, 9) if r != 0], 8.5, 190, (rgb("17305f"), rgb("a8c4e0")), 8)
    flock = sorted((c.random.uniform(9, 46), c.random.uniform(-3.4, 3.2)) for _ in range(26))[::-1]
    for away, across in flock:
        x, y = view.at(across, 0, away)
        s = 1500 * 1.15 / away
        sheep(c, x, y, s, c.random.choice((-1, 1)), mix(rgb("f4ece0"), rgb("d8ccb8"), c.random.random()))
    c.darken(0.28)


def wind_ridge(c: Canvas) -> None:
    c.sky(stops("33406e", "7a6a92", "d98e7c", "f8c98a"), 1150)
    c.clouds(200, 950, rgb("ffd0b0"), 0.4, 0.7, 2.5)
    c.glow(620, 1060, 1000, rgb("ffcf90"), 2, 0.8)
    c.disc(620, 1000, 66, rgb("fff0cc"), blur=4)
    for base, rise, top, low in (
        (1120, 260, "8a7494", "c99a8e"),
        (1220, 200, "5f557c", "8c6f80"),
        (1360, 170, "3c3c5c", "54465e"),
    ):
        c.land(c.ridge(base, rise, 0.45, 5, sharp=False), 1600, stops(top, low), rock=0.5, cells=12)
        for _ in range(3):
            x, tall = c.random.uniform(100, 2300), rise * c.random.uniform(1.9, 2.7)
            turbine(
                c, x, base - rise * 0.25, tall, c.random.uniform(0, 120), mix(rgb("fff0e0"), rgb(top), 0.25), rgb(top)
            )
        c.haze(base - 100, base + 160, rgb("f0b890"), 0.25)
    c.land(c.ridge(1520, 120, 0.4, 4, sharp=False), 1600, rgb("23263c"))
    c.darken(0.3)


def tower_class(c: Canvas) -> None:
    c.sky(stops("4a76a8", "9fb6c8", "f0d2a4", "f4c080"), 1100)
    c.clouds(100, 800, rgb("fff0dc"), 0.4, 0.7)
    c.glow(300, 1020, 900, rgb("ffd89c"), 2, 0.7)
    c.land(c.ridge(1060, 180, 0.5, 6), 1300, stops("7f88a4", "c0a8a0"), rock=0.8)
    for x, tall, turn in ((260, 380, 20), (560, 300, 60), (2180, 420, 95)):
        turbine(c, x, 1080, tall, turn, rgb("fbf0e0"), rgb("b4a8a8"))
    c.shape(
        [(0, 1060), (2400, 1060), (2400, 1600), (0, 1600)], stops("d0b078", "a08c58", "6f6a40"), texture=1, cells=12
    )
    grass(c, 1090, 1600, 1800, [rgb("8a8044"), rgb("c4aa68"), rgb("5f6238")], 44)
    c.shape(
        [(1480, -10), (1800, -10), (1870, 1330), (1410, 1330)],
        stops("d9cfc0", "fbf6ea", "c9c2bc", "8f92a0"),
        horizontal=True,
    )
    c.shape([(1370, 1310), (1910, 1310), (1950, 1390), (1330, 1390)], stops("cfc8bc", "8f8a84"))
    c.rect(1590, 1010, 1720, 1310, rgb("7f8894"), 20)
    c.shape([(1010, 800), (1420, 830), (1420, 1120), (1010, 1100)], stops("fdfdf8", "e6e8e4"))
    for n, (a, b) in enumerate(((1060, 1340), (1060, 1250), (1060, 1300))):
        c.stroke([(a, 880 + n * 55), (b, 884 + n * 55)], 10, rgb("c8443a" if n == 0 else "5a6a80"))
    c.stroke([(1180 + 28 * math.cos(t / 3), 1060 + 20 * math.sin(t / 3)) for t in range(20)], 6, rgb("3a5a80"))
    figure(c, 960, 1330, 420, "point", BLUE, 1)
    looks = [ORANGE, ORANGE, RED, ORANGE, BLUE, ORANGE, ORANGE, RED]
    for row, (y, tall, n) in enumerate(((1395, 360, 4), (1480, 410, 4), (1585, 470, 4))):
        for k in range(n):
            x = 80 + k * 215 + row * 60 + c.random.uniform(-20, 20)
            c.rect(x - tall * 0.09, y - tall * 0.2, x + tall * 0.09, y, rgb("4a3a2c"))
            figure(c, x, y, tall, "sit", looks[(row * 3 + k) % 8], 1)
    c.darken(0.3)


def salt_mirror(c: Canvas) -> None:
    c.sky(stops("2f74b4", "86bade", "e0eef0"), 800)
    c.clouds(80, 760, (255, 255, 255), 0.62, 0.95, 2.6)
    c.land(c.ridge(800, 150, 0.5, 8), 810, stops("8296b0", "b8c8d0"), rock=0.8)
    for x in (300, 460, 620, 1900, 2060):
        c.shape([(x, 800), (x + 110, 700), (x + 220, 800)], stops("fdfcf8", "d8dcda"))
    plant(c, 1000, 800, rgb("8c9aa8"))
    c.mirror(800, 1600, rgb("8fd4d0"), 0.28, 4)
    c.haze(790, 860, (255, 255, 255), 0.4)
    for n in range(10):
        y = 880 + n * n * 7.5
        c.stroke([(0, y), (2400, y + c.random.uniform(-8, 8))], 2 + n, mix(rgb("e8f6f4"), rgb("a0dcd8"), 0.4), False)
    for x, y, tall in ((760, 1240, 330), (1320, 1330, 400)):
        c.shape(
            [(x - 60, y), (x + 60, y), (x + 40, y + tall * 0.8), (x - 40, y + tall * 0.8)],
            rgb("34607a"),
            alpha=0.3,
            blur=12,
        )
        figure(c, x, y, tall, "stand" if x < 1000 else "walk", BLUE if x < 1000 else ORANGE, 1)
    c.darken(0.25)


def plant(c: Canvas, x: float, base: float, colour) -> None:
    """A works on the horizon: tanks, columns, a chimney with its steam."""
    for n, (dx, wide, tall) in enumerate(
        ((0, 90, 90), (110, 60, 190), (190, 120, 110), (330, 50, 240), (400, 130, 80), (550, 90, 130))
    ):
        c.shape(
            [(x + dx, base - tall), (x + dx + wide, base - tall), (x + dx + wide, base), (x + dx, base)],
            [(0, mix(colour, (255, 255, 255), 0.5)), (1, mix(colour, (20, 30, 50), 0.25 + 0.03 * n))],
            horizontal=True,
        )
    c.stroke([(x, base - 60), (x + 640, base - 60)], 7, mix(colour, (0, 0, 0), 0.3))
    for n in range(7):
        c.shape(
            circle(x + 360 + n * 46, base - 270 - n * 20, 26 + n * 13), (255, 255, 255), alpha=0.36 - n * 0.03, blur=16
        )


def salt_boat(c: Canvas) -> None:
    c.sky(stops("4f7fb0", "a9c4d4", "f2dcc0"), 620)
    c.clouds(60, 560, rgb("fff4e6"), 0.5, 0.85)
    c.land(c.ridge(610, 130, 0.5, 8), 620, stops("8f98b0", "c4bcbc"), rock=0.8)
    plant(c, 1560, 620, rgb("8f98a4"))
    c.mirror(620, 1600, rgb("3fa8ac"), 0.55, 6)
    for n in range(6):
        y = 700 + n * n * 26
        c.shape(
            [(0, y), (2400, y - 40), (2400, y - 28 + n * 3), (0, y + 14 + n * 5)],
            stops("fbfaf4", "cfdcd8"),
            alpha=0.85,
            texture=0.5,
        )
    c.shape([(640, 1250), (1700, 1250), (1620, 1370), (720, 1370)], stops("d0603a", "8a3428"))
    c.rect(760, 1130, 1640, 1252, rgb("e8e4d8"), 8)
    c.rect(820, 960, 1120, 1132, rgb("f4f2ea"), 10)
    for n in range(3):
        c.rect(845 + n * 90, 1000, 915 + n * 90, 1070, rgb("4a6a80"), 6)
    c.stroke([(1180, 1120), (1500, 860), (1960, 1260)], 22, rgb("d8a030"))
    c.stroke([(1300, 1120), (1500, 860)], 12, rgb("b8862a"))
    c.shape([(1900, 1240), (2020, 1240), (1990, 1310), (1930, 1310)], rgb("a8742a"))
    figure(c, 1210, 1132, 230, "work", ORANGE, 1)
    c.shape([(720, 1375), (1620, 1375), (1500, 1480), (820, 1480)], rgb("1f5f68"), alpha=0.45, blur=24)
    c.darken(0.3)


def hydro_dam(c: Canvas) -> None:
    c.sky(stops("4f8ac0", "a9cde2", "e6eee8"), 700)
    c.clouds(40, 420, (255, 255, 255), 0.4, 0.8)
    for line, top, low in (
        ([(-10, 380), (400, 250), (900, 500), (1100, 640)], "b08a68", "8a6a54"),
        ([(2410, 300), (1900, 220), (1500, 460), (1250, 640)], "a8805f", "7a5c4a"),
    ):
        c.shape([*line, (line[-1][0], 1600), (line[0][0], 1600)], stops(top, low), rock=1.8, cells=7)
    c.shape([(760, 560), (1640, 560), (1530, 1330), (880, 1330)], stops("d8d6cc", "b4b4ac", "8f928e"), texture=0.4)
    for n in range(14):
        y = 600 + n * 54
        c.stroke([(766 + n * 8, y), (1634 - n * 8, y)], 2, rgb("a6a69e"), False)
    c.rect(740, 530, 1660, 574, rgb("c8c6bc"))
    for n in range(8):
        c.rect(860 + n * 90, 505, 890 + n * 90, 575, rgb("5a7088"))
    for x in (960, 1120, 1280, 1440):
        c.shape(
            [(x - 26, 900), (x + 26, 900), (x + 70, 1400), (x - 70, 1400)],
            stops("f4fafa", "d8eef0"),
            alpha=0.85,
            blur=8,
        )
    c.shape(
        [(-10, 700), (360, 640), (700, 900), (860, 1330), (900, 1600), (-10, 1600)],
        stops("94705a", "5f4a40"),
        rock=2,
        cells=6,
    )
    c.shape(
        [(2410, 620), (2050, 640), (1700, 880), (1560, 1330), (1500, 1600), (2410, 1600)],
        stops("8c6852", "54423c"),
        rock=2,
        cells=6,
    )
    c.shape(
        [(860, 1330), (1560, 1330), (1760, 1600), (640, 1600)],
        stops("bfe6e0", "3f9c98", "1f6f78"),
        texture=0.9,
        cells=9,
        stretch=4,
    )
    for n in range(9):
        c.shape(circle(900 + n * 80, 1370, 90, 46), (255, 255, 255), alpha=0.35, blur=22)
    c.darken(0.3)


def pumpjack(c: Canvas) -> None:
    c.sky(stops("2c3a6a", "8a5a80", "e8865a", "f8c878"), 1150)
    c.clouds(200, 900, rgb("ffb890"), 0.45, 0.7, 2.5)
    c.glow(1750, 1080, 1100, rgb("ffd088"), 2, 0.85)
    c.disc(1750, 1040, 90, rgb("fff0c0"), blur=5)
    c.land(c.ridge(1160, 150, 0.5, 7), 1600, stops("7a5468", "5a3c50"), rock=0.8)
    c.shape(
        [(0, 1190), (2400, 1190), (2400, 1600), (0, 1600)],
        stops("8a5a50", "4a3440", "2a2030"),
        texture=0.8,
        cells=10,
        stretch=3,
    )
    dark = rgb("241c2c")
    for x, y, s in ((760, 1420, 1.0), (1980, 1260, 0.34), (1420, 1250, 0.28), (260, 1240, 0.24)):
        c.flat(
            [
                (x - 40 * s, y - 560 * s),
                (x + 20 * s, y - 560 * s),
                (x + 150 * s, y),
                (x + 100 * s, y),
                (x - 10 * s, y - 430 * s),
                (x - 120 * s, y),
                (x - 170 * s, y),
            ],
            dark,
        )
        c.stroke([(x - 420 * s, y - 480 * s), (x + 430 * s, y - 660 * s)], 44 * s, dark)
        c.flat(
            [
                (x + 400 * s, y - 780 * s),
                (x + 470 * s, y - 760 * s),
                (x + 520 * s, y - 650 * s),
                (x + 480 * s, y - 520 * s),
                (x + 410 * s, y - 530 * s),
            ],
            dark,
        )
        c.stroke([(x + 500 * s, y - 600 * s), (x + 500 * s, y)], 7 * s, dark)
        c.stroke([(x - 400 * s, y - 470 * s), (x - 330 * s, y - 150 * s)], 22 * s, dark)
        c.oval(x - 330 * s, y - 150 * s, 110 * s, 110 * s, dark)
        c.rect(x - 520 * s, y - 20 * s, x + 560 * s, y + 30 * s, dark)
    figure(
        c, 1180, 1470, 300, "walk", Look(rgb("3a2430"), rgb("1c1824"), "helmet", rgb("6a4040"), skin=rgb("4a302c")), -1
    )
    c.darken(0.3)


def star_dome(c: Canvas) -> None:
    c.sky(stops("070d22", "12254a", "2f4a74", "7a6a80"), 1300)
    stars(c, 1250, 2600)
    band = [(1100, -10), (1900, -10), (900, 1250), (300, 1250)]
    c.shape(band, rgb("9fb0d8"), alpha=0.3, blur=110)
    c.shape([(1350, -10), (1620, -10), (700, 1250), (500, 1250)], rgb("f0e0d8"), alpha=0.26, blur=60, texture=1)
    stars(c, 1200, 900)
    c.glow(1200, 1300, 1300, rgb("e08a5a"), 2.4, 0.4)
    c.land(c.ridge(1330, 170, 0.55, 6), 1600, stops("1c2138", "0e1220"), rock=1, cells=9)
    for x, base, r in ((1500, 1180, 190), (1040, 1240, 110)):
        c.shape(
            [
                (x - r * 0.95, base - 10),
                (x + r * 0.95, base - 10),
                (x + r * 0.95, base + r * 0.9),
                (x - r * 0.95, base + r * 0.9),
            ],
            stops("8f9cb8", "3a4464"),
            horizontal=True,
        )
        c.shape([p for p in circle(x, base, r) if p[1] <= base], stops("e4e8f0", "6a7698"), horizontal=True)
        c.shape(
            [
                (x - r * 0.16, base - r * 0.99),
                (x + r * 0.10, base - r),
                (x + r * 0.16, base - 4),
                (x - r * 0.2, base - 4),
            ],
            rgb("141a2c"),
        )
        c.rect(x - r * 0.2, base + r * 0.4, x + r * 0.2, base + r * 0.9, rgb("ffcf80"), 4)
        c.glow(x, base + r * 0.7, r * 1.2, rgb("ffb860"), 2, 0.6)
    c.land(c.ridge(1500, 80, 0.4, 4, sharp=False), 1600, rgb("0b0e1a"))
    figure(c, 560, 1530, 250, "point", Look(rgb("3a4a6a"), rgb("1c2030"), "cap", rgb("2a3040"), skin=rgb("6a5248")), 1)
    figure(c, 690, 1530, 240, "stand", Look(rgb("6a3a34"), rgb("1c2030"), "hair", rgb("14141c"), skin=rgb("6a5248")), 1)


SCENES = {
    "solar-sheep": solar_sheep,
    "wind-ridge": wind_ridge,
    "tower-class": tower_class,
    "salt-mirror": salt_mirror,
    "salt-boat": salt_boat,
    "hydro-dam": hydro_dam,
    "pumpjack": pumpjack,
    "star-dome": star_dome,
}
