"""Scenes under the open sky: tableland, salt, lake, mountains, pasture, road and rail."""

from __future__ import annotations

import math

from sample.painting.canvas import Canvas, circle, mix, rgb, smooth, stops
from sample.painting.people import Look, figure
from sample.painting.things import (
    View, birds, crane, flowers, grass, gull, panel_rows, poplar, sheep, spruce, stars, turbine, van, yak,
)  # fmt: skip

ORANGE = Look(rgb("dd6a2c"), rgb("33445a"), "helmet", rgb("f0c03c"), vest=rgb("f0ecc0"))
BLUE = Look(rgb("2f5f94"), rgb("2c3a4c"), "helmet", rgb("f2f0e8"))
RED = Look(rgb("b23a30"), rgb("2c3440"), "helmet", rgb("d8443a"), vest=rgb("f0ecc0"))


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
        c.shape([(x + dx, base - tall), (x + dx + wide, base - tall), (x + dx + wide, base), (x + dx, base)],
                [(0, mix(colour, (255, 255, 255), 0.5)), (1, mix(colour, (20, 30, 50), 0.25 + 0.03 * n))], horizontal=True)  # fmt: skip
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


def rapeseed(c: Canvas) -> None:
    c.sky(stops("3f7fc0", "8fc0e0", "e2eef0"), 720)
    c.clouds(40, 600, (255, 255, 255), 0.55, 0.95)
    line = c.ridge(700, 330, 0.55, 6)
    c.land(line, 900, stops("6a84a8", "98aeb8"), rock=1.4, cells=9)
    c.snow(line, 900, 190, (252, 252, 255), rgb("b0c4de"))
    c.land(c.ridge(740, 90, 0.4, 6, sharp=False), 900, stops("4f7a4c", "7a9a50"), rock=0.6, cells=16)
    fields = (("e8cc30", 760), ("7fa040", 810), ("f0c818", 850), ("a8b03a", 930), ("f4cc10", 980))
    for n, (code, y) in enumerate(fields):
        c.shape(
            [(-10, y + 20 * (n % 2)), (1200, y - 20), (2410, y + 24 - 10 * n), (2410, 1600), (-10, 1600)],
            stops(code, "d8a80c" if n % 2 == 0 else "6f8a34"),
            texture=0.8,
            cells=12,
        )
    flowers(c, 1000, 1600, 11000, [rgb("ffe030"), rgb("f6cc18"), rgb("fff080"), rgb("cfa010"), rgb("7f942c")], 20)
    for x in (500, 560, 640, 1800, 1880):
        poplar(c, x, 800, 120, rgb("4f7a3a"))
    for x, tall in ((1460, 400), (1640, 420), (1000, 360)):
        figure(
            c,
            x,
            1420,
            tall,
            "work" if x != 1640 else "walk",
            Look(
                rgb("c03a44" if x < 1500 else "2f6f8f"),
                hat="scarf" if x != 1000 else "brim",
                hat_colour=rgb("e86a6a" if x != 1000 else "d8b878"),
            ),
            -1 if x > 1500 else 1,
        )
    flowers(c, 1360, 1600, 4500, [rgb("ffe030"), rgb("f6cc18"), rgb("fff080"), rgb("cfa010"), rgb("7f942c")], 22)
    c.darken(0.22)


def yak_herd(c: Canvas) -> None:
    c.sky(stops("5f8ab8", "b4cede", "efe4d0"), 800)
    c.clouds(50, 640, (255, 255, 255), 0.6, 0.9)
    line = c.ridge(760, 380, 0.55, 5)
    c.land(line, 1000, stops("5f7490", "97a8b0"), rock=1.6, cells=8)
    c.snow(line, 1000, 270, (252, 252, 252), rgb("a8bcd6"))
    c.haze(560, 800, rgb("dfe4e0"), 0.6)
    c.land(c.ridge(860, 130, 0.35, 5, sharp=False), 1600, stops("8a9a54", "a8a45a", "6f7a3a"), rock=0.5, cells=14)
    c.land(
        [(-10, 1080), (700, 1040), (1500, 1110), (2410, 1050)],
        1600,
        stops("a8a85a", "7f8a40", "56682f"),
        texture=1,
        cells=12,
    )
    grass(c, 1080, 1600, 4200, [rgb("8a9444"), rgb("b8b060"), rgb("5f7434"), rgb("d0bc70")], 44)
    flowers(c, 1150, 1600, 500, [rgb("f0d040"), rgb("f4f0e8"), rgb("c07ab0")], 11)
    for x, y, s, f, code in (
        (420, 1130, 150, 1, "2c221e"),
        (640, 1110, 130, -1, "4a3426"),
        (1500, 1150, 170, 1, "2a2020"),
        (1840, 1120, 140, -1, "e8e0d4"),
        (2100, 1180, 190, -1, "3a2a22"),
        (980, 1290, 330, 1, "2a201c"),
        (1620, 1420, 430, -1, "34261f"),
        (430, 1460, 460, 1, "3f2c22"),
    ):
        with c.solid(light=1.2, soft=s * 0.08, shadow=0.2):
            yak(c, x, y, s, f, rgb(code))
    c.darken(0.28)


def snow_patrol(c: Canvas) -> None:
    c.sky(stops("34619c", "82add2", "dfe8ee"), 900)
    line = c.ridge(860, 640, 0.6, 4)
    c.land(line, 1200, stops("5a7298", "8fa6c0"), rock=2.0, cells=7)
    c.snow(line, 1300, 620, (253, 253, 255), rgb("9fb8dc"), 7)
    c.haze(700, 1000, rgb("e0eaf2"), 0.7)
    c.land(
        [(-10, 1020), (600, 960), (1300, 1040), (2410, 970)],
        1600,
        stops("eef3f8", "cfdcea", "aebfd8"),
        texture=0.7,
        cells=7,
        stretch=2,
    )
    c.shape(
        smooth(
            [
                (1560, 1000),
                (1600, 1000),
                (1480, 1120),
                (1380, 1180),
                (1640, 1300),
                (1700, 1420),
                (1400, 1620),
                (1240, 1760),
                (700, 1760),
                (900, 1600),
                (1300, 1440),
                (1280, 1340),
                (1120, 1240),
                (1160, 1150),
                (1420, 1090),
            ]
        ),
        stops("b4d0e2", "4f86ac"),
        texture=0.6,
        blur=3,
    )
    for k, (x, y, s, coat) in enumerate(((620, 1330, 400, "b0403a"), (1000, 1270, 330, "3f5a4a"))):
        horse(c, x, y, s, rgb("6a4630" if k == 0 else "d8d0c4"))
        figure(
            c,
            x - s * 0.02,
            y - s * 0.16,
            s * 0.92,
            "ride",
            Look(rgb(coat), rgb("3a3430"), "brim", rgb("7a5c40"), skin=rgb("a06a4a")),
            1,
        )
    birds(c, 1700, 380, 5, 60, rgb("2c3c58"), 160)
    c.darken(0.3)


def horse(c: Canvas, x: float, y: float, size: float, colour) -> None:
    """A horse walking to the right, its hooves at `y`, `size` its length."""

    def at(across, up):
        return x + across * size, y - up * size

    dark = mix(colour, (20, 12, 8), 0.45)
    with c.solid(light=1.3, soft=size * 0.06, shadow=0.2):
        for leg in (((-0.34, 0.45), (-0.38, 0.22), (-0.34, 0.0)), ((0.26, 0.42), (0.34, 0.24), (0.30, 0.0))):
            c.stroke([at(*p) for p in leg], size * 0.065, dark)
        for leg in (((-0.26, 0.45), (-0.24, 0.22), (-0.27, 0.0)), ((0.20, 0.42), (0.17, 0.2), (0.19, 0.0))):
            c.stroke([at(*p) for p in leg], size * 0.075, colour)
        c.flat(
            [
                at(-0.42, 0.60),
                at(-0.3, 0.70),
                at(0.0, 0.66),
                at(0.22, 0.72),
                at(0.42, 0.98),
                at(0.48, 1.06),
                at(0.52, 0.98),
                at(0.68, 0.78),
                at(0.64, 0.70),
                at(0.50, 0.76),
                at(0.42, 0.62),
                at(0.30, 0.40),
                at(0.0, 0.36),
                at(-0.3, 0.38),
                at(-0.42, 0.46),
            ],
            colour,
        )
        c.stroke([at(-0.42, 0.62), at(-0.52, 0.44), at(-0.5, 0.16)], size * 0.07, dark)
        c.flat([at(0.20, 0.74), at(0.40, 1.0), at(0.47, 1.07), at(0.40, 0.84), at(0.28, 0.66)], dark)
        c.flat([at(-0.16, 0.69), at(0.12, 0.68), at(0.14, 0.52), at(-0.14, 0.52)], rgb("a8382f"))


def lake_birds(c: Canvas) -> None:
    c.sky(stops("5a8fc4", "a9cce0", "f0e6d4"), 700)
    c.clouds(60, 600, rgb("fff8f0"), 0.5, 0.85)
    line = c.ridge(680, 180, 0.5, 7)
    c.land(line, 720, stops("7f94b4", "b8c4cc"), rock=0.9)
    c.snow(line, 720, 80, (252, 252, 255), rgb("c0cce0"))
    c.shape(
        [(0, 690), (2400, 690), (2400, 1600), (0, 1600)],
        stops("b4d6dc", "4f9cc0", "2a78a8", "58a8b4"),
        texture=0.6,
        cells=6,
        stretch=8,
    )
    for _ in range(900):
        near = c.random.random() ** 0.7
        x, y = c.random.uniform(0, 2400), 700 + 900 * near
        c.stroke(
            [(x, y), (x + 8 + 70 * near, y)],
            1.2 + 3 * near,
            rgb(c.random.choice(("cfe8ea", "6fb4cc", "226a98"))),
            False,
        )
    c.shape(
        [(1500, 900), (1750, 780), (2000, 740), (2410, 800), (2410, 960), (1900, 980)],
        stops("9a8a70", "6a6458"),
        rock=1.6,
        cells=12,
    )
    for _ in range(60):
        x = c.random.uniform(1700, 2400)
        c.oval(x, c.random.uniform(790, 930), 7, 5, (250, 250, 248))
    for x, y, s, tilt in (
        (560, 560, 380, -12),
        (1150, 330, 260, 12),
        (1480, 640, 190, -4),
        (260, 900, 240, 8),
        (900, 1080, 330, -18),
        (1950, 420, 170, 6),
        (1350, 960, 150, 10),
    ):
        gull(c, x, y, s, (250, 250, 248), rgb("2c2e34"), tilt)
    birds(c, 1800, 560, 16, 26, rgb("f8f8f8"), 220)
    c.darken(0.25)


def river_source(c: Canvas) -> None:
    c.sky(stops("2f5f9e", "7faad0", "e4e6e0"), 760)
    c.clouds(40, 640, (255, 255, 255), 0.5, 0.9)
    line = c.ridge(740, 360, 0.55, 6)
    c.land(line, 1000, stops("5a6e94", "9aa8b4"), rock=1.6, cells=9)
    c.snow(line, 1000, 260, (252, 252, 255), rgb("a4b8d8"))
    c.land(c.ridge(800, 80, 0.4, 5, sharp=False), 1600, stops("a09a5c", "8a9450", "667a3c"), rock=0.5, cells=14)
    for n in range(9):
        y = 840 + n * n * 9
        x = 1300 + 380 * math.sin(n * 0.9) - n * 40
        wide = 26 + n * n * 5.2
        nx, ny, nw = (
            1300 + 380 * math.sin((n + 1) * 0.9) - (n + 1) * 40,
            840 + (n + 1) ** 2 * 9,
            26 + (n + 1) ** 2 * 5.2,
        )
        c.shape(
            [(x - wide, y), (x + wide, y), (nx + nw, ny), (nx - nw, ny)], stops("9fcbe4", "6aa8d0"), texture=0.3, blur=5
        )
    grass(c, 900, 1600, 2200, [rgb("8a9444"), rgb("b8a85c"), rgb("5f7434")], 36)
    c.shape([(260, 1010), (760, 1010), (740, 1250), (280, 1250)], stops("f0ece0", "c9c0ae"))
    c.shape([(210, 1020), (510, 880), (820, 1020)], stops("a8402f", "7a2c24"))
    c.rect(450, 1110, 540, 1250, rgb("6a4a34"))
    for x in (320, 610):
        c.rect(x, 1080, x + 90, 1160, rgb("35506a"), 4)
    c.stroke([(880, 1250), (880, 820)], 8, rgb("9a8a74"))
    c.shape([(884, 824), (1010, 850), (884, 900)], stops("d23a2e", "b02a22"))
    figure(
        c, 1000, 1330, 300, "stand", Look(rgb("4a5a3a"), rgb("3a3a30"), "brim", rgb("7a6040"), skin=rgb("a06a4a")), 1
    )
    figure(c, 1130, 1350, 310, "point", Look(rgb("7a3a34"), rgb("3a3430"), "fur", rgb("2a2020"), skin=rgb("a06a4a")), 1)
    c.darken(0.28)


def mail_road(c: Canvas) -> None:
    c.sky(stops("5f94c4", "b0cfe0", "eee6d8"), 700)
    c.clouds(40, 500, (255, 255, 255), 0.45, 0.85)
    line = c.ridge(660, 460, 0.6, 5)
    c.land(line, 900, stops("6a7f9c", "a4b0b8"), rock=1.8, cells=8)
    c.snow(line, 900, 380, (252, 252, 255), rgb("a8bcd8"))
    c.haze(500, 760, rgb("e4e6e2"), 0.6)
    c.land(
        [(-10, 560), (500, 640), (1100, 760), (1700, 700), (2410, 520)],
        1600,
        stops("8a9464", "7a8448", "55652f"),
        rock=1.0,
        cells=9,
    )
    bends = [
        (1500, 720),
        (1850, 760),
        (1900, 800),
        (1200, 850),
        (700, 900),
        (680, 960),
        (1500, 1030),
        (2000, 1120),
        (1960, 1210),
        (1100, 1300),
        (300, 1420),
    ]
    for n, (a, b) in enumerate(zip(bends, bends[1:], strict=False)):
        c.stroke([a, b], 14 + n * 11, rgb("c9bfa8"))
    for n, (a, b) in enumerate(zip(bends, bends[1:], strict=False)):
        c.stroke([a, b], 9 + n * 9.5, rgb("7d7c7c"))
    c.shape(
        [(-10, 1400), (900, 1310), (2410, 1330), (2410, 1620), (-10, 1620)],
        stops("868482", "6a696a"),
        texture=0.5,
        cells=16,
    )
    for n in range(7):
        c.flat([(n * 380, 1470), (n * 380 + 190, 1466), (n * 380 + 200, 1480), (n * 380, 1484)], rgb("e8e4d4"))
    for n in range(14):
        c.rect(n * 180 + 30, 1300 + 6 * (n % 2), n * 180 + 52, 1370, rgb("f4f0e8"))
        c.rect(n * 180 + 30, 1318, n * 180 + 52, 1336, rgb("c83a30"))
    van(c, 1420, 1500, 760, -1, rgb("2a7a4a"), rgb("f0cc4a"))
    van(c, 1360, 1030, 130, 1, rgb("2a7a4a"), rgb("f0cc4a"))
    c.darken(0.28)


def rail_bridge(c: Canvas) -> None:
    c.sky(stops("3f74b4", "8fb8da", "e0e8ea"), 900)
    c.clouds(60, 600, (255, 255, 255), 0.5, 0.9)
    line = c.ridge(860, 560, 0.6, 5)
    c.land(line, 1200, stops("64789a", "a0acb8"), rock=2, cells=7)
    c.snow(line, 1200, 420, (252, 252, 255), rgb("a4b8d8"))
    c.haze(640, 960, rgb("e2e8ea"), 0.6)
    c.land(c.ridge(1120, 160, 0.4, 4, sharp=False), 1600, stops("9a9a5c", "7a8444", "5a6a34"), rock=0.7, cells=12)
    for n in range(8):
        x = 110 + n * 320
        c.shape(
            [(x - 34, 830), (x + 34, 830), (x + 52, 1420), (x - 52, 1420)],
            stops("e4e0d6", "b0aea8", "8f8e8c"),
            horizontal=True,
        )
    c.shape([(-10, 790), (2410, 790), (2410, 850), (-10, 850)], stops("e8e4da", "a8a6a0"))
    c.rect(-10, 776, 2410, 792, rgb("7f8084"))
    for n in range(30):
        c.stroke([(n * 84, 776), (n * 84, 740)], 3, rgb("8f9298"), False)
    for n in range(6):
        left = 40 + n * 372
        loco = n == 5
        c.shape([(left, 640), (left + 330 - 30 * loco, 640), (left + 360, 690), (left + 362, 768), (left, 768)] if loco else [(left, 640), (left + 362, 640), (left + 362, 768), (left, 768)],
                stops("3f8a5c", "2a6a48") if loco else stops("2f7a58", "235f48"))  # fmt: skip
        c.rect(left, 722, left + 362, 734, rgb("f0cc4a"))
        for k in range(7 if not loco else 2):
            c.rect(left + 24 + k * 46, 664, left + 56 + k * 46, 704, rgb("dfeaf0"), 4)
        c.rect(left + 40, 766, left + 120, 780, rgb("2a2c30"))
        c.rect(left + 240, 766, left + 320, 780, rgb("2a2c30"))
    c.shape(
        [(600, 1600), (1000, 1280), (1100, 1240), (1200, 1280), (1500, 1600)], stops("8fc4dc", "4f90b8"), texture=0.6
    )
    grass(c, 1300, 1600, 1500, [rgb("8a9444"), rgb("b8a85c"), rgb("5f7434")], 30)
    for x, y, s in ((500, 1380, 90), (380, 1430, 110), (1900, 1400, 100), (2060, 1460, 130)):
        yak(c, x, y, s, 1 if x < 1000 else -1, rgb("2c221e"))
    c.darken(0.28)


def high_road(c: Canvas) -> None:
    c.sky(stops("6f94b8", "c0d0da", "eceae4"), 800)
    c.clouds(60, 700, (250, 250, 252), 0.6, 0.85)
    line = c.ridge(800, 520, 0.6, 4)
    c.land(line, 1200, stops("6a7c98", "aeb8c2"), rock=1.8, cells=7)
    c.snow(line, 1200, 520, (252, 252, 255), rgb("acbed8"))
    c.land(
        [(-10, 900), (700, 860), (1500, 900), (2410, 840)],
        1600,
        stops("c8c8c0", "a09a80", "7f7a5c"),
        texture=0.9,
        cells=10,
    )
    c.shape([(1080, 880), (1200, 880), (2100, 1600), (100, 1600)], stops("8a8a8e", "5c5c62"), texture=0.5, cells=24)
    for n in range(6):
        y = 900 + n * n * 26
        c.flat(
            [(1132 - n * 2, y), (1148 + n * 2, y), (1150 + n * 5, y + 14 + n * 12), (1130 - n * 5, y + 14 + n * 12)],
            rgb("e8e6dc"),
        )
    roller(c, 1560, 1290, 430)
    for n, (x, y, tall, pose) in enumerate(
        ((640, 1380, 420, "work"), (880, 1320, 380, "sweep"), (420, 1480, 470, "stand"))
    ):
        spot = figure(c, x, y, tall, pose, ORANGE, 1)
        if n < 2:
            c.stroke(
                [(spot["hand"][0] - tall * 0.1, spot["hand"][1] - tall * 0.1), (x + tall * 0.55, y)], 9, rgb("8a6a44")
            )
    for x, y, s in ((260, 1560, 1.2), (1960, 1420, 1.0), (1840, 1200, 0.6), (760, 1130, 0.4)):
        c.flat([(x - 12 * s, y - 110 * s), (x + 12 * s, y - 110 * s), (x + 44 * s, y), (x - 44 * s, y)], rgb("e0622c"))
        c.flat(
            [(x - 23 * s, y - 70 * s), (x + 23 * s, y - 70 * s), (x + 31 * s, y - 42 * s), (x - 31 * s, y - 42 * s)],
            rgb("f6f4ee"),
        )
    c.darken(0.3)


def roller(c: Canvas, x: float, y: float, size: float) -> None:
    """A road roller."""
    with c.solid(light=1.3, soft=size * 0.05, shadow=0.25):
        c.flat(
            [
                (x - size * 0.35, y - size * 0.5),
                (x + size * 0.5, y - size * 0.5),
                (x + size * 0.55, y - size * 0.18),
                (x - size * 0.4, y - size * 0.18),
            ],
            rgb("e8ae2c"),
        )
        c.rect(x - size * 0.1, y - size * 0.95, x + size * 0.3, y - size * 0.9, rgb("d09a24"))
        for px in (-0.08, 0.28):
            c.stroke([(x + size * px, y - size * 0.92), (x + size * px, y - size * 0.48)], size * 0.035, rgb("3a3a40"))
        c.oval(x - size * 0.42, y - size * 0.22, size * 0.24, size * 0.24, rgb("5a5c62"))
        c.oval(x + size * 0.42, y - size * 0.2, size * 0.21, size * 0.21, rgb("2c2d32"))
        c.oval(x + size * 0.42, y - size * 0.2, size * 0.09, size * 0.09, rgb("d8d4c8"))
        c.oval(x - size * 0.42, y - size * 0.22, size * 0.07, size * 0.07, rgb("c8c8c4"))


def spruce_forest(c: Canvas) -> None:
    c.sky(stops("6fa0c8", "bcd6e0", "f0ead8"), 700)
    c.clouds(40, 520, (255, 255, 255), 0.4, 0.8)
    line = c.ridge(640, 380, 0.55, 5)
    c.land(line, 900, stops("6f86a4", "a8b8c0"), rock=1.5, cells=8)
    c.snow(line, 900, 230, (252, 252, 255), rgb("b0c2da"))
    for base, tall, count, code in ((840, 150, 120, "7f9c94"), (980, 230, 80, "5a8072"), (1140, 330, 44, "3a6654")):
        c.land([(-10, base - 30), (1200, base - 60), (2410, base - 20)], 1600, stops(code, "6f8a4c"))
        for _ in range(count):
            x = c.random.uniform(-40, 2440)
            spruce(c, x, base + c.random.uniform(-20, 20), tall * c.random.uniform(0.7, 1.1), rgb(code))
        c.haze(base - 200, base + 40, rgb("e4ecdc"), 0.3)
    c.land([(-10, 1200), (1000, 1160), (2410, 1220)], 1600, stops("8fa850", "5f7a38", "3f5c2c"), texture=0.9, cells=12)
    c.glow(300, 200, 1500, rgb("fff0c8"), 2, 0.4)
    grass(c, 1220, 1600, 2600, [rgb("7a9a40"), rgb("a8b858"), rgb("456a2c")], 46)
    for x, tall in ((150, 1000), (2180, 1120), (1960, 760), (400, 700)):
        spruce(c, x, 1480, tall, rgb("24503f"))
    look = Look(rgb("3f6a44"), rgb("3a4030"), "cap", rgb("3f6a44"), skin=rgb("b07a56"))
    figure(c, 1000, 1480, 460, "walk", look, 1)
    figure(c, 1280, 1450, 430, "point", look, 1)
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


def sand_grid(c: Canvas) -> None:
    c.sky(stops("6fa4cc", "c0d8e0", "f4e6c8"), 620)
    c.clouds(40, 460, (255, 255, 255), 0.35, 0.7)
    c.land(c.ridge(600, 130, 0.4, 6, sharp=False), 900, stops("a8a48c", "d8bc84"), rock=0.5)
    c.land(
        [(-10, 700), (500, 620), (1100, 720), (1700, 600), (2410, 690)],
        1600,
        stops("ecca88", "e0b468", "c89850"),
        texture=0.7,
        cells=6,
        stretch=2,
    )
    view = View(1300, 560, 1300, 9)
    for n in range(-26, 27):
        c.stroke([view.at(n * 2.6, 0, 70), view.at(n * 2.6, 0, 11)], 3.4, rgb("8a7440"), False)
    away = 11.0
    while away < 70:
        c.stroke([view.at(-70, 0, away), view.at(70, 0, away)], max(1.5, 60 / away), rgb("94803f"), False)
        for n in range(-26, 26):
            if c.random.random() < 0.6:
                x, y = view.at(n * 2.6 + 1.3, 0, away + 1.2)
                s = 560 / away
                for k in range(5):
                    c.stroke(
                        [(x, y), (x + (k - 2) * s * 0.22, y - s * (0.7 - 0.08 * abs(k - 2)))],
                        max(1.2, s * 0.06),
                        rgb(c.random.choice(("5f8040", "7a9a4c", "456a34"))),
                        False,
                    )
        away += 2.6
    for n, (x, y, tall) in enumerate(((520, 1300, 360), (860, 1180, 280), (1720, 1380, 420), (2040, 1240, 320))):
        spot = figure(
            c,
            x,
            y,
            tall,
            "bend" if n % 2 == 0 else "work",
            Look(rgb(("b8403a", "2f6a8f", "5a7a3a", "d08a2c")[n]), hat="brim", hat_colour=rgb("e8d8a8")),
            1 if n < 2 else -1,
        )
        c.stroke([spot["hand"], (spot["hand"][0] + 10, y)], 9, rgb("7a5a34"))
    c.darken(0.25)


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


def coop_tents(c: Canvas) -> None:
    c.sky(stops("4f88c0", "a4cae0", "eef0e4"), 720)
    c.clouds(40, 600, (255, 255, 255), 0.55, 0.92)
    line = c.ridge(700, 280, 0.5, 5)
    c.land(line, 900, stops("6f8a9c", "a4b8b4"), rock=1.4, cells=8)
    c.snow(line, 900, 150, (252, 252, 255), rgb("b4c6da"))
    c.land(c.ridge(800, 120, 0.35, 4, sharp=False), 1600, stops("7fa050", "8aa848", "5a7c34"), rock=0.5, cells=14)
    for x, y, s in ((500, 1050, 420), (1120, 990, 300), (1900, 1010, 340)):
        c.shape(
            [
                (x - s * 0.6, y),
                (x - s * 0.42, y - s * 0.28),
                (x, y - s * 0.56),
                (x + s * 0.42, y - s * 0.28),
                (x + s * 0.6, y),
            ],
            stops("fdfaf0", "e0d8c8"),
        )
        c.shape(
            [(x + s * 0.1, y), (x, y - s * 0.56), (x + s * 0.42, y - s * 0.28), (x + s * 0.6, y)],
            rgb("8fa0b0"),
            alpha=0.35,
        )
        c.shape([(x - s * 0.1, y), (x - s * 0.02, y - s * 0.32), (x + s * 0.1, y)], rgb("4a3a34"))
        c.stroke(
            [(x - s * 0.42, y - s * 0.28), (x, y - s * 0.55), (x + s * 0.42, y - s * 0.28)], s * 0.02, rgb("2f5f9c")
        )
    grass(c, 1060, 1600, 3200, [rgb("7a9a40"), rgb("a8b858"), rgb("4f7430")], 40)
    flowers(c, 1080, 1600, 900, [rgb("f4d840"), rgb("f8f4ec"), rgb("b86ab0")], 12)
    for n, x in enumerate((1280, 1400, 1530, 1660)):
        with c.solid(light=1.6, soft=16, shadow=0.2):
            c.rect(x - 46, 1230, x + 46, 1390, rgb("c8ccd0"), 12)
            c.rect(x - 28, 1190, x + 28, 1240, rgb("a8acb2"), 8)
    figure(
        c, 1120, 1400, 420, "work", Look(rgb("8f2f3c"), rgb("4a2430"), "braids", rgb("1c1718"), skin=rgb("b47a58")), 1
    )
    figure(
        c, 1840, 1400, 440, "walk", Look(rgb("3f5a4a"), rgb("3a3430"), "brim", rgb("7a5c40"), skin=rgb("a06a4a")), -1
    )
    with c.solid(light=1.2, soft=26, shadow=0.2):
        yak(c, 460, 1420, 480, 1, rgb("2c221e"))
    c.darken(0.25)


def valley_crane(c: Canvas) -> None:
    c.sky(stops("4f9ad0", "a8d4e6", "fff2d0"), 1000)
    c.clouds(60, 700, (255, 255, 255), 0.4, 0.85)
    c.glow(500, 220, 700, rgb("fff4c0"), 1.6, 0.9)
    c.disc(500, 220, 70, rgb("fffbe8"), blur=6)
    c.land(c.ridge(960, 200, 0.45, 6, sharp=False), 1200, stops("9aa890", "b8b490"), rock=0.7)
    for n, (x, wide, tall) in enumerate(((1300, 300, 560), (1650, 340, 700), (2060, 360, 480))):
        c.rect(x, 1130 - tall, x + wide, 1130, mix(rgb("c9bfae"), rgb("a8a8a4"), n / 3))
        for k in range(int(tall / 90)):
            y = 1130 - tall + k * 90
            c.rect(x, y, x + wide, y + 14, rgb("8f8878"))
            for j in range(4):
                c.rect(x + 20 + j * wide / 4, y + 24, x + wide / 4 - 16 + j * wide / 4, y + 78, rgb("6a6a68"))
    crane(c, 1240, 1140, 860, 700, rgb("e0a028"))
    c.shape(
        [(0, 1120), (2400, 1120), (2400, 1600), (0, 1600)], stops("d8c494", "c0a878", "a08a60"), texture=0.8, cells=9
    )
    for x, code in ((480, "c8403a"), (980, "2f7f9c")):
        c.stroke([(x, 1380), (x, 900)], 10, rgb("e8e4dc"))
        c.shape([(x - 260, 960), (x - 130, 880), (x, 850), (x + 130, 880), (x + 260, 960)], stops(code, code))
        c.shape([(x, 850), (x + 130, 880), (x + 260, 960), (x, 960)], (0, 0, 0), alpha=0.16)
    c.rect(400, 1240, 1080, 1270, rgb("f0ece0"))
    c.rect(420, 1270, 1060, 1390, rgb("c8443a"))
    for n in range(9):
        c.rect(440 + n * 68, 1180, 474 + n * 68, 1242, rgb(("6ab0d8", "e8b84a", "7fc080")[n % 3]), 6)
    for n, (x, pose, facing) in enumerate(
        ((330, "work", 1), (1180, "work", -1), (1380, "walk", -1), (1600, "walk", -1), (1850, "stand", -1))
    ):
        figure(c, x, 1480 + n * 10, 450, pose, (RED, ORANGE, ORANGE, BLUE, ORANGE)[n], facing)
    c.darken(0.25)


def tunnel(c: Canvas) -> None:
    c.sky(stops("5a86b4", "b4cad8", "e8e6de"), 500)
    line = c.ridge(520, 330, 0.55, 4)
    c.land(line, 700, stops("6a7c98", "a4acb4"), rock=1.6)
    c.snow(line, 700, 260, (252, 252, 255), rgb("acbcd6"))
    c.land(
        [(-10, 420), (500, 330), (1100, 250), (1700, 320), (2410, 450)],
        1600,
        stops("9a8a6c", "7f7050", "5f5840"),
        rock=1.7,
        cells=6,
    )
    c.shape([(640, 480), (1760, 480), (1840, 1260), (560, 1260)], stops("d0ccc0", "a8a49a"), texture=0.5, cells=12)
    arch = [
        (840, 1260),
        *sorted((p for p in circle(1200, 860, 360, 330) if p[1] <= 862), key=lambda p: p[0]),
        (1560, 1260),
    ]
    c.shape(arch, stops("2a2c32", "121318"))
    c.glow(1200, 900, 240, rgb("ffcf80"), 2, 0.7)
    c.shape(
        [(1080, 1000), (1320, 1000), (2500, 1600), (-100, 1600)],
        stops("5f5a54", "8f877c", "a49a8c"),
        texture=1.2,
        cells=40,
    )
    view = View(1200, 930, 1300, 3.0)
    away = 40.0
    while away > 5.6:
        c.flat(
            [view.at(-1.3, 0, away), view.at(1.3, 0, away), view.at(1.3, 0, away - 0.3), view.at(-1.3, 0, away - 0.3)],
            rgb("6f675c"),
        )
        away -= 0.62
    for side in (-0.72, 0.72):
        c.flat(
            [
                view.at(side - 0.04, 0, 44),
                view.at(side + 0.04, 0, 44),
                view.at(side + 0.04, 0, 5.4),
                view.at(side - 0.04, 0, 5.4),
            ],
            rgb("dcd8d0"),
        )
    for x, y, tall, pose, facing in (
        (520, 1420, 480, "work", 1),
        (780, 1330, 400, "bend", 1),
        (1640, 1340, 410, "work", -1),
        (1900, 1450, 500, "stand", -1),
    ):
        spot = figure(c, x, y, tall, pose, ORANGE, facing)
        if pose == "work":
            c.stroke(
                [(spot["hand"][0] - 30 * facing, spot["hand"][1] - 60), (spot["hand"][0] + 80 * facing, y)],
                11,
                rgb("7a6a54"),
            )
    c.darken(0.35)


SCENES = {
    "cover-tala": cover_tala, "cover-lake": cover_lake, "solar-sheep": solar_sheep, "wind-ridge": wind_ridge, "tower-class": tower_class,
    "salt-mirror": salt_mirror, "salt-boat": salt_boat, "hydro-dam": hydro_dam, "rapeseed": rapeseed, "yak-herd": yak_herd,
    "snow-patrol": snow_patrol, "lake-birds": lake_birds, "river-source": river_source, "mail-road": mail_road, "rail-bridge": rail_bridge,
    "high-road": high_road, "spruce-forest": spruce_forest, "star-dome": star_dome, "sand-grid": sand_grid, "pumpjack": pumpjack,
    "coop-tents": coop_tents, "site-shade": valley_crane, "tunnel": tunnel,
}  # fmt: skip
