"""Scenes of rooms, streets and evenings: workshops, reading rooms, tables, counters, windows with a light in them."""

from __future__ import annotations

import math

from sample.painting.canvas import Canvas, circle, mix, rgb, stops
from sample.painting.people import Look, figure
from sample.painting.things import View, bokeh, crane, stars, tower_block, van

ORANGE = Look(rgb("dd6a2c"), rgb("33445a"), "helmet", rgb("f0c03c"), vest=rgb("f0ecc0"))
BLUE = Look(rgb("2f5f94"), rgb("2c3a4c"), "helmet", rgb("f2f0e8"))
GREY = Look(rgb("5f6a74"), rgb("2c3440"), "helmet", rgb("3f7fbf"))


def _room(c: Canvas, wall, floor, line: float) -> None:
    """A wall lit from the left and a floor running toward the eye."""
    c.shape([(0, 0), (2400, 0), (2400, line), (0, line)], wall, texture=0.35, cells=5)
    c.shape([(0, line), (2400, line), (2400, 1600), (0, 1600)], floor, texture=0.5, cells=8, stretch=3)
    for n in range(-9, 22):
        c.stroke(
            [(1200 + (n - 6) * 120, line), (1200 + (n - 6) * 420, 1600)], 2, mix(floor[-1][1], (0, 0, 0), 0.12), False
        )


def _window(c: Canvas, left: float, top: float, right: float, bottom: float, frame, mountain: bool = True) -> None:
    """A window with a mountain in it and the light it lets in."""
    c.shape([(left, top), (right, top), (right, bottom), (left, bottom)], stops("7fb2dc", "d4e6ee", "f6ead0"))
    if mountain:
        wide, tall = right - left, bottom - top
        peak = [
            (left, top + tall * 0.66),
            (left + wide * 0.22, top + tall * 0.42),
            (left + wide * 0.38, top + tall * 0.58),
            (left + wide * 0.62, top + tall * 0.3),
            (left + wide * 0.84, top + tall * 0.55),
            (right, top + tall * 0.46),
        ]
        c.shape([*peak, (right, bottom), (left, bottom)], stops("9fb2c8", "c0ccc8", "a8b47c"), rock=0.8, cells=6)
        x, y = peak[3]
        c.shape(
            [
                (x, y),
                (x + wide * 0.1, y + tall * 0.11),
                (x + wide * 0.04, y + tall * 0.09),
                (x - wide * 0.02, y + tall * 0.13),
                (x - wide * 0.09, y + tall * 0.1),
            ],
            (252, 252, 255),
        )
    for x in (left, (left + right) / 2, right):
        c.stroke([(x, top), (x, bottom)], 16, frame)
    for y in (top, (top * 2 + bottom) / 3, bottom):
        c.stroke([(left, y), (right, y)], 16, frame)


def _beam(c: Canvas, quad, alpha: float = 0.16) -> None:
    c.shape(quad, rgb("fff2d0"), alpha=alpha, blur=26)


def _lamp(c: Canvas, x: float, y: float, wide: float, colour, light: float = 0.6) -> None:
    c.stroke([(x, -10), (x, y - wide * 0.3)], 4, rgb("3a3a40"))
    c.shape(
        [
            (x - wide * 0.22, y - wide * 0.34),
            (x + wide * 0.22, y - wide * 0.34),
            (x + wide * 0.6, y),
            (x - wide * 0.6, y),
        ],
        colour,
    )
    c.oval(x, y, wide * 0.34, wide * 0.1, rgb("fff6dc"))
    c.glow(x, y + wide * 0.2, wide * 4, rgb("ffdf9c"), 2.2, light)


def reading_room(c: Canvas) -> None:
    _room(c, stops("e8d4b0", "d4b888"), stops("b98a58", "8a6038"), 1120)
    _window(c, 1500, 160, 2200, 800, rgb("f4ece0"))
    _beam(c, [(1500, 160), (2200, 160), (1700, 1600), (500, 1600)], 0.22)
    spines = [rgb(v) for v in ("b8443a", "2f6a8f", "d8a83c", "4f7f5a", "7a4a6a", "e4dccb", "3a4a6a", "c87a4a")]
    c.rect(60, 140, 1340, 1130, rgb("7a5232"), 6)
    for shelf in range(5):
        top = 170 + shelf * 190
        c.rect(84, top, 1316, top + 170, rgb("4f3420"))
        x = 92.0
        while x < 1285:
            wide, tall = c.random.uniform(18, 40), c.random.uniform(112, 158)
            if c.random.random() < 0.93:
                paint = c.random.choice(spines)
                c.shape(
                    [
                        (x, top + 168 - tall),
                        (x + wide - 2, top + 168 - tall),
                        (x + wide - 2, top + 168),
                        (x, top + 168),
                    ],
                    [(0, mix(paint, (255, 255, 255), 0.18)), (1, mix(paint, (0, 0, 0), 0.25))],
                    horizontal=True,
                )
                c.rect(x + 3, top + 190 - tall, x + wide - 5, top + 198 - tall, rgb("efe2c0"))
            x += wide
    reader = (
        Look(rgb("dd6a2c"), hat="hair", hat_colour=rgb("1d1a1c"), vest=rgb("f0ecc0")),
        Look(rgb("3a6a94"), hat="hair", hat_colour=rgb("2a2628")),
        Look(rgb("8f2f3c"), hat="braids", hat_colour=rgb("1c1718")),
    )
    for n, (x, facing) in enumerate(((900, 1), (1560, -1), (2080, -1))):
        figure(c, x, 1560, 760, "sit", reader[n], facing)
    c.shape([(700, 1240), (2240, 1240), (2340, 1330), (600, 1330)], stops("c89a62", "a87a48"), alpha=0.96)
    c.rect(600, 1328, 2340, 1370, rgb("7a5632"))
    c.shape([(640, 1370), (2300, 1370), (2300, 1600), (640, 1600)], stops("4f3420", "38261a"), alpha=0.85)
    for x in (690, 2210):
        c.rect(x, 1370, x + 46, 1600, rgb("6a4a2c"))
    for x in (1010, 1400, 1900):
        c.shape([(x - 90, 1290), (x, 1268), (x, 1300), (x - 80, 1322)], rgb("fbf6ea"))
        c.shape([(x, 1268), (x + 90, 1290), (x + 80, 1322), (x, 1300)], rgb("e6dcc8"))
    _lamp(c, 1240, 420, 150, rgb("3f6a4a"), 0.5)
    c.darken(0.35)


def station_night(c: Canvas) -> None:
    c.sky(stops("0c1838", "24406e", "5f7aa0"), 1100)
    stars(c, 800, 900)
    line = c.ridge(1000, 480, 0.55, 5)
    c.land(line, 1300, stops("2c3f66", "46608a"), rock=1.2, cells=7)
    c.snow(line, 1300, 420, rgb("c8d8f0"), rgb("6a86b4"))
    c.land([(-10, 1120), (2410, 1100)], 1600, stops("8fa4c8", "5f76a0"), texture=0.5)
    c.shape([(820, 1110), (860, 1110), (1800, 1600), (300, 1600)], stops("4a5878", "38425c"))
    for a, b in ((832, 620), (848, 1420)):
        c.stroke([(a, 1110), (b, 1600)], 12, rgb("a8b8d4"))
    c.rect(1180, 800, 2100, 1190, rgb("d8c49c"))
    c.shape([(1120, 810), (1240, 640), (2040, 640), (2160, 810)], stops("dfe8f6", "a8b8d4"))
    c.rect(1120, 800, 2160, 826, rgb("6a4a38"))
    for x in (1250, 1450, 1850):
        c.rect(x, 900, x + 130, 1060, rgb("ffdf8a"), 4)
        c.stroke([(x + 65, 900), (x + 65, 1060)], 8, rgb("8a6a48"))
        c.glow(x + 65, 980, 300, rgb("ffb850"), 2, 0.5)
    c.rect(1650, 900, 1780, 1190, rgb("7a5238"), 4)
    c.shape([(1600, 1190), (1830, 1190), (2000, 1400), (1300, 1400)], rgb("ffc870"), alpha=0.35, blur=30)
    c.stroke([(980, 1230), (980, 760)], 12, rgb("2a3450"))
    c.oval(980, 760, 34, 34, rgb("fff0c0"))
    c.glow(980, 760, 420, rgb("ffd890"), 2, 0.8)
    figure(
        c,
        1120,
        1330,
        300,
        "walk",
        Look(rgb("c8662c"), rgb("2c3a54"), "helmet", rgb("d8a838"), vest=rgb("f0e8b0"), skin=rgb("8a6048")),
        -1,
    )
    for _ in range(700):
        s = c.random.uniform(1.5, 5)
        c.oval(c.random.uniform(0, 2400), c.random.uniform(0, 1600), s, s, rgb("dfe8f8"))
    c.darken(0.4)


def county_street(c: Canvas) -> None:
    c.sky(stops("4f8cc4", "a8cce2", "f0e8d8"), 800)
    c.clouds(40, 560, (255, 255, 255), 0.45, 0.9)
    line = c.ridge(760, 420, 0.55, 5)
    c.land(line, 1000, stops("6a80a0", "a0b0b8"), rock=1.5, cells=7)
    c.snow(line, 1000, 240, (252, 252, 255), rgb("acc0da"))
    c.shape([(0, 900), (2400, 900), (2400, 1600), (0, 1600)], stops("b8b0a4", "a09a90"), texture=0.5, cells=12)
    for n, (left, right, top, code) in enumerate(
        ((-20, 520, 420, "d8b48a"), (520, 860, 560, "c8c4b8"), (1560, 1900, 560, "d4a890"), (1900, 2420, 400, "cfc6a8"))
    ):
        lean = 90 if n < 2 else -90
        c.shape(
            [(left, top), (right, top + lean * 0.5 + 40), (right, 1180), (left, 1320 if n in (0, 3) else 1180)],
            stops(code, "a89888"),
            texture=0.2,
        )
        for row in range(3):
            for col in range(4):
                x, y = left + 50 + col * (right - left) / 4.4, top + 130 + row * 170
                c.rect(x, y, x + (right - left) * 0.13, y + 100, rgb("6f8aa4"), 4)
        c.rect(left + 20, 1000, right - 20, 1050, rgb(("b8402f", "2f6a4a", "2f5f94", "c88a2c")[n]))
    c.shape([(860, 900), (1560, 900), (2500, 1600), (-100, 1600)], stops("a8a6a2", "7c7a78"), texture=0.5, cells=14)
    for n in range(6):
        y = 930 + n * n * 24
        c.flat(
            [(1206 - n * 2, y), (1216 + n * 2, y), (1220 + n * 6, y + 12 + n * 12), (1202 - n * 6, y + 12 + n * 12)],
            rgb("f0ece0"),
        )
    for x, base, tall in ((640, 1230, 520), (1760, 1230, 520), (880, 1050, 280), (1520, 1050, 280)):
        c.stroke([(x, base), (x, base - tall), (x + (90 if x < 1200 else -90), base - tall - 20)], 9, rgb("4a525c"))
        c.rect(x - 40, base - tall * 0.75, x + 0, base - tall * 0.5, rgb("c0342c"), 4)
    for n, (x, y, tall, facing) in enumerate(
        ((520, 1500, 430, 1), (760, 1420, 380, 1), (1880, 1460, 400, -1), (1640, 1330, 300, -1), (1060, 1180, 190, 1))
    ):
        figure(
            c,
            x,
            y,
            tall,
            "walk",
            Look(
                rgb(("a83a34", "3a5a7a", "4a6a4a", "8a5a7a", "6a6a70")[n]),
                hat=("braids", "hair", "brim", "scarf", "hair")[n],
                hat_colour=rgb(("1c1718", "221e20", "6a4a34", "c85a5a", "222222")[n]),
            ),
            facing,
        )
    van(c, 1380, 1240, 300, -1, rgb("f2f0ea"), rgb("c8403a"))
    c.darken(0.28)


def courier_street(c: Canvas) -> None:
    c.sky(stops("8fb4d4", "f0d8b8", "f8c890"), 900)
    c.glow(1250, 760, 800, rgb("ffe0a8"), 1.8, 0.9)
    for n in range(18):
        wide, tall = c.random.uniform(110, 230), c.random.uniform(260, 640)
        left = -60 + n * 140
        tower_block(
            c,
            left,
            980 - tall * (1.2 - 0.5 * math.sin(math.pi * n / 17)),
            wide,
            1000,
            mix(rgb("8f98b0"), rgb("e0b890"), c.random.random() * 0.6),
            lambda: mix(rgb("6f7c98"), rgb("ffe8b8"), c.random.random() ** 2),
        )
    c.haze(600, 1000, rgb("f8d8a8"), 0.6)
    c.shape(
        [(0, 990), (2400, 990), (2400, 1600), (0, 1600)],
        stops("b8a898", "7f7a80", "5f5e68"),
        texture=0.5,
        cells=10,
        stretch=3,
    )
    for n in range(8):
        c.flat(
            [(n * 340 - 40, 1230), (n * 340 + 130, 1230), (n * 340 + 120, 1242), (n * 340 - 54, 1242)], rgb("f0e8d8")
        )
    for n, (x, y, tall, code) in enumerate(
        ((2040, 1180, 270, "2f7fbf"), (1500, 1290, 380, "e8a92c"), (620, 1480, 600, "d8542c"))
    ):
        scooter(c, x, y, tall, rgb(code))
    c.darken(0.3)


def scooter(c: Canvas, x: float, ground: float, tall: float, colour) -> None:
    """A courier on an electric scooter with a box behind, `tall` as a person standing."""
    u = tall / 8

    def at(across, up):
        return x + across * u, ground - up * u

    c.shape([at(-3.4, 0.1), at(3.2, 0.1), at(2.4, -0.5), at(-4.2, -0.5)], rgb("2a2420"), alpha=0.35, blur=u * 0.25)
    with c.solid(light=1.3, soft=u * 0.4):
        for across in (-2.0, 2.2):
            c.oval(*at(across, 0.75), u * 0.78, u * 0.78, rgb("24252a"))
            c.oval(*at(across, 0.75), u * 0.36, u * 0.36, rgb("b8bcc4"))
        c.flat(
            [
                at(-2.6, 1.3),
                at(-2.4, 2.5),
                at(-0.4, 2.5),
                at(-0.2, 1.2),
                at(1.3, 1.2),
                at(2.0, 3.6),
                at(2.4, 3.5),
                at(2.1, 1.0),
                at(1.5, 0.7),
                at(-1.2, 0.7),
            ],
            colour,
        )
        c.stroke([at(2.1, 3.4), at(1.8, 4.5), at(1.4, 4.6)], u * 0.24, rgb("2c2d33"))
        c.oval(*at(2.35, 3.2), u * 0.3, u * 0.34, rgb("fff0c8"))
    with c.solid(light=1.3, soft=u * 0.4):
        c.rect(*at(-3.1, 4.7), *at(-1.0, 2.6), mix(colour, (20, 20, 20), 0.15), u * 0.15)
        c.rect(*at(-3.1, 3.8), *at(-1.0, 3.55), rgb("f0ecd8"))
    figure(
        c,
        x - u * 0.2,
        ground + u * 0.15,
        tall,
        "ride",
        Look(colour, rgb("2c3240"), "helmet", mix(colour, (255, 255, 255), 0.15)),
        1,
    )


def station_dusk(c: Canvas) -> None:
    c.sky(stops("1f2f58", "4f5a86", "d08a6a"), 900)
    for n in range(16):
        tall = c.random.uniform(320, 760)
        tower_block(
            c,
            -40 + n * 156,
            1000 - tall,
            c.random.uniform(120, 170),
            1000,
            mix(rgb("2c3658"), rgb("4f5478"), c.random.random()),
            lambda: rgb("ffd890") if c.random.random() < 0.3 else rgb("3c4668"),
        )
    c.haze(700, 1000, rgb("c88a78"), 0.35)
    c.shape(
        [(0, 1000), (2400, 1000), (2400, 1600), (0, 1600)],
        stops("55546c", "3a3c54", "2a2c40"),
        texture=0.6,
        cells=10,
        stretch=3,
    )
    c.rect(700, 620, 1800, 1240, rgb("d8cfc0"), 10)
    c.rect(660, 540, 1840, 660, rgb("b83a30"), 8)
    for n in range(9):
        c.rect(930 + n * 76, 576, 978 + n * 76, 624, rgb("fff0d4"), 5)
    c.shape([(750, 700), (1290, 700), (1290, 1180), (750, 1180)], stops("fff0c0", "ffd888"))
    c.shape([(1340, 700), (1580, 700), (1580, 1240), (1340, 1240)], stops("fff0c0", "ffdf9c"))
    c.rect(1620, 720, 1750, 900, rgb("ffe8b0"), 6)
    figure(
        c,
        900,
        1180,
        380,
        "sit",
        Look(rgb("d8662c"), hat="cap", hat_colour=rgb("d8662c"), vest=rgb("f0ecb0"), skin=rgb("8a5c44")),
        1,
    )
    figure(c, 1140, 1180, 390, "work", Look(rgb("3a6a9c"), hat="hair", hat_colour=rgb("1d1a1c"), skin=rgb("8a5c44")), 1)
    c.rect(1190, 940, 1270, 1180, rgb("a8b4bc"), 8)
    for x in (750, 1020, 1290):
        c.stroke([(x, 700), (x, 1180)], 12, rgb("8a8478"))
    c.rect(740, 1180, 1300, 1206, rgb("8a8478"))
    c.shape([(720, 1240), (1780, 1240), (2200, 1600), (300, 1600)], rgb("ffcf80"), alpha=0.3, blur=40)
    c.glow(1050, 900, 1000, rgb("ffc060"), 2, 0.55)
    scooter(c, 2060, 1460, 440, rgb("e0a02c"))
    figure(
        c,
        420,
        1480,
        460,
        "sweep",
        Look(rgb("d8662c"), rgb("3a3a48"), "cap", rgb("d8662c"), vest=rgb("f0ecb0"), skin=rgb("8a5c44")),
        1,
    )
    c.stroke([(480, 1210), (660, 1480)], 9, rgb("a8804c"))
    c.flat([(640, 1450), (700, 1440), (770, 1500), (650, 1510)], rgb("c8a860"))
    c.darken(0.4)


def contest_hall(c: Canvas) -> None:
    _room(c, stops("aebcc6", "8fa0ac"), stops("7f94a0", "56666f"), 800)
    for n in range(7):
        c.shape(
            [(60 + n * 340, 120), (300 + n * 340, 120), (300 + n * 340, 420), (60 + n * 340, 420)],
            stops("e8f2f8", "c8dce6"),
        )
    for n in range(9):
        c.stroke([(n * 300, -10), (1200 + (n - 4) * 60, 330)], 9, rgb("78868f"))
    c.rect(420, 440, 1980, 560, rgb("b8342c"), 6)
    for n in range(15):
        c.rect(540 + n * 90, 470, 598 + n * 90, 530, rgb("fff0d4"), 6)
    for n in range(5):
        _lamp(c, 260 + n * 470, 330, 70, rgb("4a5660"), 0.25)
    for row, (y, tall, count) in enumerate(((930, 260, 6), (1150, 370, 4), (1500, 560, 3))):
        for k in range(count):
            x = 1200 + (k - (count - 1) / 2) * (360 + row * 180)
            figure(c, x - tall * 0.34, y, tall, "work", (BLUE, ORANGE, GREY)[(k + row) % 3], 1)
            c.shape(
                [
                    (x - tall * 0.12, y - tall * 0.52),
                    (x + tall * 0.6, y - tall * 0.52),
                    (x + tall * 0.6, y - tall * 0.44),
                    (x - tall * 0.12, y - tall * 0.44),
                ],
                stops("d8c49c", "a88f64"),
            )
            c.rect(x - tall * 0.06, y - tall * 0.44, x + tall * 0.54, y, rgb("3f5a6c"), 6)
            c.rect(x + tall * 0.12, y - tall * 0.74, x + tall * 0.44, y - tall * 0.52, rgb("e4e8ea"), 6)
            for n in range(3):
                c.oval(
                    x + tall * (0.18 + n * 0.1),
                    y - tall * 0.66,
                    tall * 0.025,
                    tall * 0.025,
                    rgb(("d8443a", "e8b23a", "4fa06a")[n]),
                )
    _beam(c, [(300, 0), (900, 0), (700, 1600), (-300, 1600)], 0.14)
    c.darken(0.35)


def welding(c: Canvas) -> None:
    c.sky(stops("141c28", "1f2c3c", "2a3644"))
    for n in range(6):
        c.rect(n * 430 - 40, 120, n * 430 + 200, 640, mix(rgb("2c3f54"), rgb("4f6f8a"), n % 2 * 0.4))
    c.shape([(0, 1180), (2400, 1180), (2400, 1600), (0, 1600)], stops("2c333c", "14181e"), texture=0.8)
    c.glow(1330, 1000, 1500, rgb("7fb4ff"), 2.2, 0.7)
    c.glow(1330, 1000, 700, rgb("ffe8c0"), 2, 0.9)
    c.shape([(1180, 1010), (2200, 960), (2200, 1080), (1180, 1130)], stops("8a98a8", "3a444f"))
    for x in (1300, 2040):
        c.rect(x, 1090, x + 60, 1420, rgb("3a424c"))
    spot = figure(
        c, 860, 1520, 900, "work", Look(rgb("4f6a7c"), rgb("26303a"), "helmet", rgb("1c2026"), skin=rgb("3a3a3c")), 1
    )
    hx, hy = spot["head"]
    c.shape([(hx - 10, hy - 60), (hx + 72, hy - 40), (hx + 66, hy + 74), (hx + 6, hy + 66)], rgb("14161a"))
    c.rect(hx + 26, hy - 26, hx + 70, hy + 8, rgb("8fd0a0"), 4)
    c.stroke([spot["hand"], (1320, 1005)], 16, rgb("c8a04a"))
    c.stroke([(860, 1100), (700, 1400), (300, 1480), (100, 1600)], 12, rgb("1a1c20"))
    for _ in range(420):
        angle, far = c.random.gauss(math.pi / 2, 1.25), abs(c.random.gauss(0, 260))
        x, y = 1330 + math.cos(angle) * far, 1010 + math.sin(angle) * far * 0.8 + (far / 330) ** 2 * 90
        dx, dy = math.cos(angle) * 26, math.sin(angle) * 26 + far * 0.05
        c.stroke(
            [(x, y), (x + dx, y + dy)],
            c.random.uniform(1.5, 4),
            rgb(c.random.choice(("fff6d8", "ffd27a", "ff9a4a"))),
            False,
        )
    c.disc(1330, 1000, 34, (255, 255, 255), blur=14)
    c.darken(0.4)


def wage_table(c: Canvas) -> None:
    _room(c, stops("dfe2dc", "bcc4bc"), stops("8f7a62", "6a5642"), 1000)
    _window(c, 160, 150, 1000, 740, rgb("f6f4ee"))
    _window(c, 1400, 150, 2240, 740, rgb("f6f4ee"))
    _beam(c, [(160, 150), (1000, 150), (1700, 1600), (300, 1600)], 0.2)
    c.rect(1120, 260, 1280, 480, rgb("c0342c"), 6)
    looks = [
        Look(rgb(v), hat=h, hat_colour=rgb(k))
        for v, h, k in (
            ("2f4f7a", "hair", "1d1a1c"),
            ("a8423a", "bun", "1c1718"),
            ("5a6a74", "hair", "6a6664"),
            ("3f6a4a", "hair", "221e20"),
        )
    ]
    for n, x in enumerate((520, 900, 1300, 1700)):
        figure(c, x, 1330, 640, "sit", looks[n], 1 if n % 2 == 0 else -1)
    c.shape(
        [(260, 1060), (2060, 1060), (2320, 1270), (60, 1270)],
        stops("b88a5a", "96683c"),
        texture=0.4,
        cells=10,
        stretch=5,
    )
    c.rect(60, 1268, 2320, 1310, rgb("6f4c2c"))
    for x in (460, 900, 1340, 1780):
        c.shape([(x - 90, 1130), (x + 70, 1120), (x + 96, 1180), (x - 80, 1192)], rgb("fbfaf4"))
        for n in range(3):
            c.stroke([(x - 66, 1146 + n * 13), (x + 60, 1137 + n * 13)], 3, rgb("9fa4a8"))
        c.rect(x + 120, 1096, x + 168, 1158, rgb("f4f6f6"), 10)
        c.oval(x + 144, 1096, 24, 8, rgb("8a6a3c"))
    for n, x in enumerate((640, 1120, 1600)):
        figure(
            c,
            x,
            1790,
            820,
            "sit",
            Look(rgb(("dd6a2c", "3a5a80", "dd6a2c")[n]), hat="hair", hat_colour=rgb("1d1a1c")),
            1 if n < 2 else -1,
        )
    c.darken(0.32)


def control_room(c: Canvas) -> None:
    c.sky(stops("0f1c30", "182c44", "22384e"))
    for n in range(4):
        left = 110 + n * 560
        c.shape([(left, 130), (left + 510, 130), (left + 510, 640), (left, 640)], stops("12304a", "0c2238"))
        for k in range(1, 5):
            c.stroke([(left, 130 + k * 102), (left + 510, 130 + k * 102)], 2, rgb("1f4a68"), False)
        for code, shift in (("5fe0c0", 0.0), ("ffc860", 1.7), ("6ab8ff", 3.0)):
            line = [
                (left + 12 + t * 8.2, 400 + shift * 40 - 60 + 80 * math.sin(t / 9 + shift + n) + c.random.gauss(0, 5))
                for t in range(60)
            ]
            c.stroke(line, 5, rgb(code))
        if n == 1:
            c.rect(left, 130, left + 510, 640, rgb("0e2a42"))
            for k in range(9):
                tall = 70 + (k * 137 % 300)
                c.shape(
                    [
                        (left + 36 + k * 52, 610 - tall),
                        (left + 70 + k * 52, 610 - tall),
                        (left + 70 + k * 52, 610),
                        (left + 36 + k * 52, 610),
                    ],
                    stops("6fe8d0", "1f7f90"),
                )
        c.glow(left + 255, 380, 480, rgb("4fb0e0"), 2, 0.22)
    c.shape([(0, 1040), (2400, 1040), (2400, 1600), (0, 1600)], stops("1c2a3a", "101822"))
    for n in range(3):
        x = 480 + n * 720
        figure(
            c,
            x,
            1420,
            620,
            "sit",
            Look(
                rgb(("3f74a8", "c8662c", "3f74a8")[n]),
                rgb("24303e"),
                ("hair", "bun", "hair")[n],
                rgb("16181c"),
                skin=rgb("a87a60"),
            ),
            1,
        )
        c.rect(x + 110, 860, x + 400, 1050, rgb("0c1420"), 8)
        c.shape([(x + 122, 872), (x + 388, 872), (x + 388, 1036), (x + 122, 1036)], stops("2f7fa0", "1a4a6a"))
        for k in range(4):
            c.stroke([(x + 140, 900 + k * 32), (x + 200 + k * 40, 900 + k * 32)], 6, rgb("9fe8f0"))
    c.shape([(60, 1130), (2340, 1130), (2400, 1260), (0, 1260)], stops("4a6074", "2c3c4c"))
    c.rect(0, 1256, 2400, 1600, rgb("18222e"))
    for n in range(40):
        c.oval(80 + n * 58, 1200, 9, 7, rgb(("5fe0a0", "ffc860", "6ab8ff", "f06a5a")[n * 7 % 4]))
    c.darken(0.4)


def noodle_master(c: Canvas) -> None:
    _room(c, stops("efe0c4", "d8bc90"), stops("a87c54", "7a5636"), 1080)
    for n in range(12):
        for k in range(4):
            c.rect(
                30 + n * 200,
                60 + k * 130,
                222 + n * 200,
                182 + k * 130,
                mix(rgb("f4ead4"), rgb("d9c7a4"), c.random.random() * 0.6),
                4,
            )
    for n in range(3):
        _lamp(c, 500 + n * 700, 330, 130, rgb("b83a2e"), 0.45)
    figure(
        c, 1150, 1560, 1060, "stand", Look(rgb("f6f4ee"), rgb("3a3f48"), "cap", rgb("fbfbf8"), skin=rgb("b98260")), 1
    )
    c.flat([(1060, 960), (1240, 960), (1270, 1300), (1030, 1300)], rgb("b8382e"))
    c.shape([(0, 1120), (2400, 1120), (2400, 1290), (0, 1290)], stops("dcdfe0", "a8b0b4"))
    c.rect(0, 1288, 2400, 1600, rgb("6f7a80"))
    left, right = (620, 900), (1690, 900)
    for side, hand in ((-1, left), (1, right)):
        c.stroke([(1150 + side * 110, 790), (1150 + side * 320, 960), hand], 74, rgb("efece2"))
        c.oval(*hand, 46, 46, rgb("b98260"))
    for n in range(17):
        sag = 120 + n * 13
        line = [
            (left[0] + (right[0] - left[0]) * t / 24, 905 + sag * math.sin(math.pi * t / 24) + n * 2) for t in range(25)
        ]
        c.stroke(line, 7, mix(rgb("fdf2d4"), rgb("d8b878"), (n % 4) / 6))
    for x in (300, 2080):
        c.shape([(x - 150, 1010), (x + 150, 1010), (x + 120, 1140), (x - 120, 1140)], stops("8a9298", "4f585e"))
        c.oval(x, 1010, 150, 30, rgb("e8dcc0"))
        for n in range(9):
            c.shape(
                circle(x + c.random.gauss(0, 60), 950 - n * 74, 70 + n * 11),
                (255, 255, 255),
                alpha=0.26 - n * 0.02,
                blur=44,
            )
    c.rect(760, 1080, 1000, 1124, rgb("f8f0dc"), 16)
    c.darken(0.32)


def thangka(c: Canvas) -> None:
    _room(c, stops("d8b48a", "b8885c"), stops("7f4a34", "5a3424"), 1140)
    _window(c, 120, 180, 660, 800, rgb("7a3a2c"))
    _beam(c, [(120, 180), (660, 180), (1700, 1600), (500, 1600)], 0.22)
    c.rect(1130, 150, 2110, 1260, rgb("6a3a24"), 6)
    c.shape([(1180, 200), (2060, 200), (2060, 1210), (1180, 1210)], stops("2f5f8a", "3f7f86", "4f8a5a"))
    c.shape([(1180, 200), (2060, 200), (2060, 260), (1180, 260)], rgb("c8963a"))
    c.shape([(1180, 1150), (2060, 1150), (2060, 1210), (1180, 1210)], rgb("c8963a"))
    for ring, code in enumerate(("e8c878", "b83a34", "e8dcc0", "2f6a8a", "d89a3c")):
        r = 350 - ring * 62
        for n in range(16 - ring):
            a = 2 * math.pi * n / (16 - ring) + ring * 0.2
            c.shape(
                circle(1620 + r * math.cos(a), 690 + r * math.sin(a), 62 - ring * 5, 62 - ring * 5),
                rgb(code),
                alpha=0.95,
            )
            c.shape(
                circle(1620 + r * math.cos(a), 690 + r * math.sin(a), 34 - ring * 3), mix(rgb(code), (0, 0, 0), 0.25)
            )
    c.shape(circle(1620, 690, 84), rgb("e8b84a"))
    c.shape(circle(1620, 690, 52), rgb("b83a34"))
    for n in range(9):
        c.shape(circle(1240 + n * 95, 1090, 46, 26), (250, 250, 248), alpha=0.8)
        c.shape(circle(1240 + n * 95, 320, 46, 26), (250, 250, 248), alpha=0.7)
    spot = figure(
        c, 780, 1560, 900, "sit", Look(rgb("7a2f38"), rgb("3a2430"), "hair", rgb("1d1a1c"), skin=rgb("a8704e")), 1
    )
    c.stroke([(spot["hip"][0] + 80, 1160), (1010, 1060), (1150, 930)], 66, rgb("8a3842"))
    c.oval(1160, 920, 36, 36, rgb("a8704e"))
    c.stroke([(1130, 960), (1290, 820)], 11, rgb("d8b070"))
    c.rect(620, 1500, 1000, 1600, rgb("5a3a26"), 8)
    for n in range(6):
        c.oval(1090 + n * 120, 1420 + 20 * (n % 2), 46, 22, rgb("e8e0d0"))
        c.oval(
            1090 + n * 120,
            1416 + 20 * (n % 2),
            34,
            14,
            rgb(("b83a34", "2f6a9a", "d8a83c", "3f7f5a", "e8dcc0", "6a3a6a")[n]),
        )
    c.darken(0.36)


def innovation_bench(c: Canvas) -> None:
    _room(c, stops("c4d0d4", "9fb0b6"), stops("7c8a8e", "58646a"), 980)
    c.shape([(140, 140), (1240, 140), (1240, 720), (140, 720)], stops("fbfcfa", "e6eaea"))
    for r in (150, 100, 40):
        c.stroke([*circle(430, 430, r), (430 + r, 430)], 5, rgb("2f5f94"))
    for n in range(12):
        a = 2 * math.pi * n / 12
        c.stroke(
            [(430 + 150 * math.cos(a), 430 + 150 * math.sin(a)), (430 + 182 * math.cos(a), 430 + 182 * math.sin(a))],
            9,
            rgb("2f5f94"),
        )
    for n in range(5):
        c.stroke([(700, 270 + n * 80), (1140 - n % 3 * 90, 270 + n * 80)], 7, rgb("b8443a" if n == 0 else "6a7884"))
    c.shape([(1500, 160), (2260, 160), (2260, 760), (1500, 760)], rgb("4f5a60"))
    for n in range(7):
        for k in range(3):
            x, y = 1560 + n * 100, 210 + k * 180
            c.stroke([(x, y), (x, y + 110)], 14, rgb(("c8ccd0", "a8864a", "c0443a")[(n + k) % 3]))
            c.oval(x, y + 118, 20, 20, rgb("d0d4d8"))
    c.shape(
        [(100, 1140), (2300, 1140), (2380, 1260), (20, 1260)],
        stops("d0a468", "a87c48"),
        texture=0.4,
        cells=10,
        stretch=5,
    )
    c.rect(20, 1258, 2380, 1300, rgb("7a5630"))
    with c.solid(light=1.5, soft=24, shadow=0.25):
        c.rect(1420, 1040, 1640, 1160, rgb("d8dce0"), 12)
        c.stroke([(1530, 1050), (1480, 800), (1720, 660)], 70, rgb("e08a2c"))
        c.stroke([(1720, 660), (1900, 860)], 54, rgb("e8983c"))
        c.stroke([(1900, 860), (1880, 960)], 30, rgb("5a6268"))
        for x, y in ((1530, 1040), (1480, 800), (1720, 660), (1900, 860)):
            c.oval(x, y, 46, 46, rgb("5a6268"))
    with c.solid(light=1.5, soft=18, shadow=0.25):
        c.oval(1900, 1120, 120, 44, rgb("8a949c"))
        c.oval(1900, 1080, 120, 44, rgb("b8c0c8"))
        c.oval(1900, 1080, 44, 16, rgb("4a525a"))
    for n, (x, tall, pose, look) in enumerate(
        ((420, 840, "point", GREY), (820, 800, "work", ORANGE), (1150, 820, "work", BLUE))
    ):
        figure(c, x, 1640, tall, pose, look, 1)
    c.shape([(20, 1258), (2380, 1258), (2400, 1600), (0, 1600)], stops("8a623a", "5a4028"), alpha=0.97)
    c.glow(1900, 960, 420, rgb("bfe4ff"), 2, 0.5)
    c.darken(0.34)


def clinic_van(c: Canvas) -> None:
    c.sky(stops("4f8cc8", "a8d0e6", "f0eedc"), 760)
    c.clouds(40, 600, (255, 255, 255), 0.5, 0.92)
    line = c.ridge(740, 260, 0.5, 5)
    c.land(line, 900, stops("6f88a8", "a8b8bc"), rock=1.4, cells=8)
    c.snow(line, 900, 160, (252, 252, 255), rgb("b4c6dc"))
    c.land(c.ridge(830, 90, 0.35, 4, sharp=False), 1600, stops("8fa854", "7a9a48", "5a7a38"), rock=0.4, cells=14)
    c.rect(900, 640, 2180, 1240, rgb("f6f6f2"), 30)
    c.shape([(900, 1010), (2180, 1010), (2180, 1080), (900, 1080)], rgb("3f8fb0"))
    c.shape([(900, 640), (2180, 640), (2180, 760), (900, 760)], (255, 255, 255), alpha=0.6)
    c.shape([(1900, 640), (2180, 640), (2180, 1240), (1900, 1240)], rgb("8fa0b0"), alpha=0.22)
    for x in (1160, 1900):
        c.oval(x, 1240, 104, 104, rgb("24262c"))
        c.oval(x, 1240, 48, 48, rgb("c0c4c8"))
    for x in (980, 1500, 1700):
        c.rect(x, 740, x + 150, 900, rgb("5f8aa8"), 12)
    c.rect(1240, 740, 1420, 1200, rgb("cfe4ea"), 8)
    c.rect(2020, 820, 2140, 880, rgb("d23a34"), 6)
    c.rect(2050, 790, 2110, 910, rgb("d23a34"), 6)
    c.shape([(820, 640), (1440, 640), (1300, 790), (620, 790)], stops("4f9fc0", "3a7f9c"), alpha=0.95)
    c.stroke([(640, 790), (640, 1300)], 10, rgb("c8ccd0"))
    c.shape([(420, 1180), (860, 1180), (900, 1230), (380, 1230)], rgb("f0ece0"))
    c.rect(400, 1230, 880, 1250, rgb("a8a498"))
    doctor = Look((248, 250, 250), rgb("d8e0e4"), "bun", rgb("1c1718"))
    figure(c, 780, 1430, 480, "sit", doctor, -1)
    figure(c, 480, 1430, 480, "sit", Look(rgb("a8423a"), rgb("3a3430"), "braids", rgb("1c1718"), skin=rgb("b07a58")), 1)
    for n, (x, code, hat, k) in enumerate(
        (
            (1300, "3f5a4a", "brim", "7a5c40"),
            (1480, "dd6a2c", "cap", "dd6a2c"),
            (1660, "2f5f94", "hair", "221e20"),
            (1830, "8f2f3c", "scarf", "c85a5a"),
        )
    ):
        figure(c, x, 1480 + n * 6, 470, "stand", Look(rgb(code), hat=hat, hat_colour=rgb(k)), -1)
    c.darken(0.25)


def tug_of_war(c: Canvas) -> None:
    c.sky(stops("5f8cc0", "c4cfd8", "f8d8a4"), 820)
    c.clouds(40, 620, rgb("fff4e4"), 0.45, 0.85)
    c.glow(1900, 700, 900, rgb("ffdf9c"), 2, 0.7)
    for n in range(15):
        tall = c.random.uniform(120, 330)
        tower_block(
            c,
            -30 + n * 168,
            830 - tall,
            c.random.uniform(110, 160),
            850,
            mix(rgb("a8b0c0"), rgb("e8c8a0"), c.random.random()),
            lambda: rgb("8a94a8"),
        )
    c.shape(
        [(0, 840), (2400, 840), (2400, 1600), (0, 1600)], stops("a8563c", "b8603f", "8f4630"), texture=0.5, cells=12
    )
    for n in range(5):
        c.stroke([(0, 900 + n * n * 38), (2400, 880 + n * n * 38)], 4 + n * 2, rgb("f0e4d4"), False)
    for n in range(26):
        figure(
            c,
            30 + n * 94,
            930 + (n % 3) * 12,
            190,
            "stand",
            Look(
                rgb(c.random.choice(("b8443a", "3a6a94", "d8a83c", "4f7f5a", "8a5a7a", "6a6a70"))),
                hat="hair",
                hat_colour=rgb("221e20"),
            ),
            1 if n % 2 else -1,
        )
    c.stroke([(120, 1270), (2280, 1270)], 17, rgb("d8b878"))
    for side, code in ((1, "c8382e"), (-1, "2f5f9c")):
        for k in range(5):
            x = 1200 - side * (260 + k * 190)
            figure(c, x, 1500 + (k % 2) * 16, 480, "pull", Look(rgb(code), rgb("2c3240"), "hair", rgb("1d1a1c")), side)
    c.stroke([(1200, 1270), (1200, 1380)], 26, rgb("d23a2e"))
    c.stroke([(120, 1270), (2280, 1270)], 12, rgb("e0c488"))
    c.darken(0.28)


def loom_hall(c: Canvas) -> None:
    _room(c, stops("e0cba8", "c8a880"), stops("9a6e4c", "6f4a30"), 1180)
    _window(c, 1900, 140, 2300, 800, rgb("f4ece0"))
    _beam(c, [(1900, 140), (2300, 140), (1500, 1600), (400, 1600)], 0.2)
    c.rect(170, 90, 250, 1500, rgb("7a4f2e"))
    c.rect(1600, 90, 1680, 1500, rgb("6a4428"))
    c.rect(150, 110, 1700, 180, rgb("8a5c36"))
    c.rect(150, 1300, 1700, 1380, rgb("8a5c36"))
    for n in range(90):
        c.stroke([(262 + n * 15, 180), (262 + n * 15, 900)], 3, rgb("efe0bc"), False)
    palette = [rgb(v) for v in ("a8322e", "d8a040", "2f5f86", "e8d8b4", "3f6f4c", "7a2a3a")]
    size = 22
    for row in range(19):
        for col in range(61):
            x, y = 256 + col * size, 880 + row * size
            d = abs((col % 20) - 10) + abs(row % 19 - 9)
            band = (
                1
                if row in (0, 1, 17, 18)
                else 5
                if row in (2, 16)
                else 0
                if d > 11
                else 1
                if d > 9
                else 2
                if d > 6
                else 3
                if d > 4
                else 0
                if d > 2
                else 1
            )
            c.rect(x, y, x + size - 1, y + size - 1, mix(palette[band], (0, 0, 0), c.random.random() * 0.14))
    for n in range(8):
        with c.solid(light=1.5, soft=14):
            c.oval(330 + n * 160, 250, 46, 54, palette[n % 6])
    looks = [
        Look(rgb("8f2f3c"), rgb("3a2430"), "braids", rgb("1c1718"), skin=rgb("c08a66")),
        Look(rgb("3f6f86"), rgb("2c3440"), "scarf", rgb("c85a4a"), skin=rgb("b8805c")),
        Look(rgb("5a7a4a"), rgb("2c3440"), "bun", rgb("1c1718"), skin=rgb("c08a66")),
    ]
    for n, x in enumerate((520, 980, 1400)):
        c.rect(x - 130, 1440, x + 130, 1470, rgb("6a4428"))
        figure(c, x, 1640, 780, "sit", looks[n], 1 if n < 2 else -1)
    c.darken(0.34)


def school_desk(c: Canvas) -> None:
    _room(c, stops("f0e6d0", "dcc8a4"), stops("b8895a", "8a6240"), 1040)
    c.shape([(420, 180), (1700, 180), (1700, 760), (420, 760)], stops("35624f", "2a5040"))
    c.stroke([(420, 180), (1700, 180), (1700, 760), (420, 760), (420, 180)], 26, rgb("a87b4e"))
    for n in range(4):
        c.stroke([(520, 290 + n * 110), (1000 + (n * 173) % 340, 290 + n * 110)], 9, rgb("dfe8dc"))
    c.shape([p for p in circle(1490, 470, 90) if p[1] < 480], rgb("f0d890"), alpha=0.85)
    _window(c, 1860, 160, 2340, 780, rgb("f8f4ea"))
    _beam(c, [(1860, 160), (2340, 160), (1500, 1600), (300, 1600)], 0.24)
    figure(c, 300, 1190, 620, "point", Look(rgb("4f6f8f"), rgb("3a3a44"), "bun", rgb("1c1718"), skin=rgb("c99270")), 1)
    for row, (y, tall, count) in enumerate(((1240, 400, 4), (1560, 540, 3))):
        for k in range(count):
            x = 640 + k * (470 + row * 130) + row * 10
            figure(
                c,
                x,
                y + tall * 0.1,
                tall,
                "sit",
                Look(
                    rgb(("c8443a", "3a6a94", "d8a83c", "4f7f5a")[(k + row) % 4]),
                    rgb("33405a"),
                    ("braids", "hair")[(k + row) % 2],
                    rgb("1c1718"),
                    skin=rgb("c08a66"),
                ),
                1,
            )
            c.shape(
                [
                    (x + tall * 0.02, y - tall * 0.34),
                    (x + tall * 0.62, y - tall * 0.34),
                    (x + tall * 0.68, y - tall * 0.26),
                    (x + tall * 0.0, y - tall * 0.26),
                ],
                stops("e0b478", "b88a50"),
            )
            c.shape(
                [
                    (x + tall * 0.14, y - tall * 0.37),
                    (x + tall * 0.36, y - tall * 0.37),
                    (x + tall * 0.38, y - tall * 0.31),
                    (x + tall * 0.14, y - tall * 0.31),
                ],
                rgb("fbf8ee"),
            )
            for leg in (0.05, 0.6):
                c.rect(x + tall * leg, y - tall * 0.26, x + tall * (leg + 0.035), y + tall * 0.1, rgb("6a7078"))
    c.darken(0.3)


def market_lights(c: Canvas) -> None:
    c.sky(stops("141c3c", "2c3058", "6a4668"), 900)
    stars(c, 420, 260)
    for n in range(14):
        tall = c.random.uniform(220, 520)
        tower_block(
            c,
            -40 + n * 180,
            900 - tall,
            c.random.uniform(120, 180),
            920,
            mix(rgb("242c50"), rgb("44406a"), c.random.random()),
            lambda: rgb("ffd890") if c.random.random() < 0.4 else rgb("343c60"),
        )
    c.shape([(0, 900), (2400, 900), (2400, 1600), (0, 1600)], stops("4a3c50", "322c40"), texture=0.6, stretch=3)
    for n, (x, code) in enumerate(((140, "c8403a"), (720, "d8982c"), (1300, "2f7f8a"), (1880, "a83a5a"))):
        c.rect(x, 860, x + 430, 1240, rgb("4a3230"))
        c.shape([(x, 800), (x + 430, 800), (x + 410, 1060), (x + 20, 1060)], stops("fff0c0", "ffc870"))
        for k in range(6):
            c.shape(
                [
                    (x - 30 + k * 82, 780),
                    (x + 52 + k * 82, 780),
                    (x + 46 + k * 82, 862),
                    (x + 5 + k * 82, 880),
                    (x - 36 + k * 82, 862),
                ],
                rgb(code) if k % 2 else rgb("f4e8d0"),
            )
        c.rect(x - 10, 1060, x + 440, 1100, rgb("a8743c"))
        for k in range(8):
            c.oval(x + 40 + k * 50, 1046, 24, 22, rgb(("d8443a", "e8a83a", "7fae4a", "f0dca0")[(k + n) % 4]))
        figure(
            c,
            x + 215,
            1240,
            380,
            "work" if n % 2 else "stand",
            Look(
                rgb(("f4f2ea", "3a5a80", "8f2f3c", "4f7f5a")[n]),
                hat=("cap", "hair", "scarf", "bun")[n],
                hat_colour=rgb(("fbfbf8", "1d1a1c", "c85a4a", "1c1718")[n]),
                skin=rgb("c89468"),
            ),
            1,
        )
        c.rect(x - 10, 1064, x + 440, 1240, rgb("7a4a34"))
        c.glow(x + 215, 930, 520, rgb("ffb850"), 2, 0.5)
    for n in range(33):
        x = n * 76
        c.oval(x, 640 + 60 * abs(math.sin(n / 3.2)), 15, 19, rgb("ffdf90"))
        c.glow(x, 640 + 60 * abs(math.sin(n / 3.2)), 90, rgb("ffb040"), 2, 0.5)
    for n, (x, y, tall, facing) in enumerate(
        ((420, 1500, 480, 1), (640, 1530, 500, 1), (1180, 1480, 450, -1), (1700, 1520, 490, -1), (2080, 1490, 460, 1))
    ):
        figure(
            c,
            x,
            y,
            tall,
            "walk",
            Look(
                rgb(("8a4a50", "3c5078", "6a6a58", "a8623a", "4a5a70")[n]),
                rgb("2a2c3c"),
                "hair",
                rgb("16141a"),
                skin=rgb("a8745a"),
            ),
            facing,
        )
    bokeh(c, 24, (0, 1250, 2400, 1600), [rgb("ffc870"), rgb("ff9a5a")], 50)
    c.darken(0.38)


def city_crane(c: Canvas) -> None:
    c.sky(stops("4f86bc", "b4d0de", "f4dfb8"), 1000)
    c.clouds(50, 640, (255, 255, 255), 0.42, 0.85)
    c.land(c.ridge(860, 260, 0.5, 5, sharp=False), 1100, stops("8a9a9c", "b0b49c"), rock=0.8, cells=10)
    for n in range(17):
        tall = c.random.uniform(180, 560)
        tower_block(
            c,
            -50 + n * 150,
            1130 - tall,
            c.random.uniform(110, 170),
            1140,
            mix(rgb("b8bcc4"), rgb("e0c4a4"), c.random.random()),
            lambda: mix(rgb("6f8298"), rgb("d8e4ea"), c.random.random()),
        )
    c.haze(760, 1140, rgb("f0dcc0"), 0.4)
    crane(c, 1720, 1140, 900, -760, rgb("d8902c"))
    crane(c, 620, 1140, 640, 460, rgb("c8503a"))
    c.shape(
        [(0, 1120), (2400, 1120), (2400, 1600), (0, 1600)],
        stops("9fc0c8", "5f92a8", "3f7690"),
        texture=0.7,
        cells=8,
        stretch=6,
    )
    for n in range(11):
        c.stroke([(n * 240, 1470), (n * 240, 1360)], 9, rgb("e8e4da"))
    c.stroke([(0, 1370), (2400, 1370)], 10, rgb("e8e4da"), False)
    c.shape([(0, 1440), (2400, 1440), (2400, 1600), (0, 1600)], stops("b8b0a4", "8f8a82"), texture=0.5)
    for n, (x, tall, pose) in enumerate(((500, 420, "walk"), (760, 430, "walk"), (1500, 410, "walk"))):
        figure(c, x, 1580, tall, pose, (ORANGE, BLUE, ORANGE)[n], 1)
    c.darken(0.28)


def bus_night(c: Canvas) -> None:
    c.sky(stops("101a34", "22345c", "4a5478"), 1000)
    for n in range(15):
        tall = c.random.uniform(300, 780)
        tower_block(
            c,
            -40 + n * 168,
            1010 - tall,
            c.random.uniform(120, 170),
            1020,
            mix(rgb("1c2848"), rgb("343e64"), c.random.random()),
            lambda: rgb("ffd890") if c.random.random() < 0.35 else rgb("2a3658"),
        )
    c.shape([(0, 1010), (2400, 1010), (2400, 1600), (0, 1600)], stops("2c3854", "1c2438"), texture=0.6, stretch=3)
    c.rect(380, 560, 1960, 1260, rgb("2f8a6a"), 40)
    c.shape([(420, 620), (1640, 620), (1640, 930), (420, 930)], stops("fff0c0", "ffd890"))
    c.shape([(1690, 620), (1960, 620), (1960, 1000), (1690, 1000)], stops("fff0c8", "d8c898"))
    c.rect(380, 1040, 1960, 1090, rgb("f0ece0"))
    for n in range(5):
        figure(
            c,
            540 + n * 240,
            1120,
            480,
            "sit",
            Look(
                rgb(("8a4a50", "3c5078", "6a6a58", "a8623a", "4a5a70")[n]),
                hat=("hair", "scarf", "braids", "cap", "hair")[n],
                hat_colour=rgb(("1d1a1c", "c85a4a", "1c1718", "3a5a80", "6a6664")[n]),
                skin=rgb("b07c5c"),
            ),
            1,
        )
    figure(c, 1760, 1160, 520, "ride", Look(rgb("2f4f7a"), hat="cap", hat_colour=rgb("2f4f7a"), skin=rgb("b98260")), 1)
    c.shape([(380, 940), (1960, 940), (1960, 1260), (380, 1260)], stops("2f8a6a", "1f6a50"))
    c.rect(380, 1040, 1960, 1074, rgb("f0ece0"))
    for x in (420, 830, 1240, 1645):
        c.rect(x - 8, 610, x + 12, 940, rgb("246a54"))
    for x in (700, 1620):
        c.oval(x, 1260, 110, 110, rgb("16181e"))
        c.oval(x, 1260, 50, 50, rgb("9aa0a8"))
    c.rect(1860, 1120, 1950, 1180, rgb("fff4d0"), 14)
    c.shape([(1950, 1130), (2420, 1080), (2420, 1420), (1950, 1180)], rgb("ffe8a8"), alpha=0.4, blur=30)
    c.glow(1000, 760, 1000, rgb("ffc870"), 2, 0.35)
    c.shape([(380, 1370), (1960, 1370), (2080, 1600), (260, 1600)], rgb("ffd890"), alpha=0.2, blur=50)
    for _ in range(900):
        x, y = c.random.uniform(0, 2400), c.random.uniform(0, 1600)
        c.stroke([(x, y), (x - 9, y + 46)], 1.6, rgb("6f86b0"), False)
    c.darken(0.4)


SCENES = {
    "reading-room": reading_room, "station-night": station_night, "county-street": county_street, "courier-street": courier_street,
    "station-dusk": station_dusk, "contest-hall": contest_hall, "welding": welding, "wage-table": wage_table, "control-room": control_room,
    "noodle-master": noodle_master, "thangka": thangka, "innovation-bench": innovation_bench, "clinic-van": clinic_van,
    "tug-of-war": tug_of_war, "loom-hall": loom_hall, "school-desk": school_desk, "market-lights": market_lights,
    "city-crane": city_crane, "bus-night": bus_night,
}  # fmt: skip
