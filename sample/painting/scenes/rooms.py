"""Reading rooms, classrooms, meeting tables and kitchens."""

from __future__ import annotations

import math

from sample.painting.canvas import Canvas, circle, mix, rgb, stops
from sample.painting.people import Look, figure


def room(c: Canvas, wall, floor, line: float) -> None:
    """A wall lit from the left and a floor running toward the eye."""
    c.shape([(0, 0), (2400, 0), (2400, line), (0, line)], wall, texture=0.35, cells=5)
    c.shape([(0, line), (2400, line), (2400, 1600), (0, 1600)], floor, texture=0.5, cells=8, stretch=3)
    for n in range(-9, 22):
        c.stroke(
            [(1200 + (n - 6) * 120, line), (1200 + (n - 6) * 420, 1600)], 2, mix(floor[-1][1], (0, 0, 0), 0.12), False
        )


def window(c: Canvas, left: float, top: float, right: float, bottom: float, frame, mountain: bool = True) -> None:
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


def beam(c: Canvas, quad, alpha: float = 0.16) -> None:
    c.shape(quad, rgb("fff2d0"), alpha=alpha, blur=26)


def lamp(c: Canvas, x: float, y: float, wide: float, colour, light: float = 0.6) -> None:
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
    room(c, stops("e8d4b0", "d4b888"), stops("b98a58", "8a6038"), 1120)
    window(c, 1500, 160, 2200, 800, rgb("f4ece0"))
    beam(c, [(1500, 160), (2200, 160), (1700, 1600), (500, 1600)], 0.22)
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
    lamp(c, 1240, 420, 150, rgb("3f6a4a"), 0.5)
    c.darken(0.35)


def wage_table(c: Canvas) -> None:
    room(c, stops("dfe2dc", "bcc4bc"), stops("8f7a62", "6a5642"), 1000)
    window(c, 160, 150, 1000, 740, rgb("f6f4ee"))
    window(c, 1400, 150, 2240, 740, rgb("f6f4ee"))
    beam(c, [(160, 150), (1000, 150), (1700, 1600), (300, 1600)], 0.2)
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


def noodle_master(c: Canvas) -> None:
    room(c, stops("efe0c4", "d8bc90"), stops("a87c54", "7a5636"), 1080)
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
        lamp(c, 500 + n * 700, 330, 130, rgb("b83a2e"), 0.45)
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
    room(c, stops("d8b48a", "b8885c"), stops("7f4a34", "5a3424"), 1140)
    window(c, 120, 180, 660, 800, rgb("7a3a2c"))
    beam(c, [(120, 180), (660, 180), (1700, 1600), (500, 1600)], 0.22)
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


def school_desk(c: Canvas) -> None:
    room(c, stops("f0e6d0", "dcc8a4"), stops("b8895a", "8a6240"), 1040)
    c.shape([(420, 180), (1700, 180), (1700, 760), (420, 760)], stops("35624f", "2a5040"))
    c.stroke([(420, 180), (1700, 180), (1700, 760), (420, 760), (420, 180)], 26, rgb("a87b4e"))
    for n in range(4):
        c.stroke([(520, 290 + n * 110), (1000 + (n * 173) % 340, 290 + n * 110)], 9, rgb("dfe8dc"))
    c.shape([p for p in circle(1490, 470, 90) if p[1] < 480], rgb("f0d890"), alpha=0.85)
    window(c, 1860, 160, 2340, 780, rgb("f8f4ea"))
    beam(c, [(1860, 160), (2340, 160), (1500, 1600), (300, 1600)], 0.24)
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


def loom_hall(c: Canvas) -> None:
    room(c, stops("e0cba8", "c8a880"), stops("9a6e4c", "6f4a30"), 1180)
    window(c, 1900, 140, 2300, 800, rgb("f4ece0"))
    beam(c, [(1900, 140), (2300, 140), (1500, 1600), (400, 1600)], 0.2)
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


SCENES = {
    "reading-room": reading_room,
    "wage-table": wage_table,
    "noodle-master": noodle_master,
    "thangka": thangka,
    "school-desk": school_desk,
    "loom-hall": loom_hall,
}
