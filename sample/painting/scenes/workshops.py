"""Contest halls, welding bays, control rooms and innovation workshops."""

from __future__ import annotations

import math

from sample.painting.canvas import Canvas, circle, mix, rgb, stops
from sample.painting.people import BLUE, GREY, ORANGE, Look, figure
from sample.painting.scenes.rooms import beam, lamp, room


def contest_hall(c: Canvas) -> None:
    room(c, stops("aebcc6", "8fa0ac"), stops("7f94a0", "56666f"), 800)
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
        lamp(c, 260 + n * 470, 330, 70, rgb("4a5660"), 0.25)
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
    beam(c, [(300, 0), (900, 0), (700, 1600), (-300, 1600)], 0.14)
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


def innovation_bench(c: Canvas) -> None:
    room(c, stops("c4d0d4", "9fb0b6"), stops("7c8a8e", "58646a"), 980)
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
    for x, tall, pose, look in ((420, 840, "point", GREY), (820, 800, "work", ORANGE), (1150, 820, "work", BLUE)):
        figure(c, x, 1640, tall, pose, look, 1)
    c.shape([(20, 1258), (2380, 1258), (2400, 1600), (0, 1600)], stops("8a623a", "5a4028"), alpha=0.97)
    c.glow(1900, 960, 420, rgb("bfe4ff"), 2, 0.5)
    c.darken(0.34)


SCENES = {
    "contest-hall": contest_hall,
    "welding": welding,
    "control-room": control_room,
    "innovation-bench": innovation_bench,
}
