"""Pasture, lake, river, forest and sand."""

from __future__ import annotations

import math

from sample.painting.canvas import Canvas, mix, rgb, smooth, stops
from sample.painting.people import Look, figure
from sample.painting.things import View, birds, flowers, grass, gull, poplar, spruce, yak


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
    grass(c, 900, 1600, 2200, [rgb("8a9444"), rgb("b8a85c"), rgb("5f7434")], 36)
    banks = []
    for side in (-1, 1):
        bank = [
            (1840 + 340 * math.sin(n * 0.9) - n * 40 + side * (22 + n * n * 5.2), 840 + n * n * 9) for n in range(11)
        ]
        banks += bank[::side]
    c.shape(smooth(banks), stops("b4d6e6", "7fb4d6", "4f90bc"), texture=0.4, stretch=3, blur=3)
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
    for x in (1280, 1400, 1530, 1660):
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


SCENES = {
    "rapeseed": rapeseed,
    "yak-herd": yak_herd,
    "snow-patrol": snow_patrol,
    "lake-birds": lake_birds,
    "river-source": river_source,
    "sand-grid": sand_grid,
    "coop-tents": coop_tents,
    "spruce-forest": spruce_forest,
}
