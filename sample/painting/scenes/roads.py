"""Roads, rails and building sites."""

from __future__ import annotations

from sample.painting.canvas import Canvas, circle, mix, rgb, smooth, stops
from sample.painting.people import BLUE, ORANGE, RED, figure
from sample.painting.things import View, crane, grass, van, yak


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
    c.land(c.ridge(940, 100, 0.4, 4, sharp=False), 1600, stops("9a9a5c", "7a8444", "5a6a34"), rock=0.7, cells=12)
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
        c.shape(
            [(left, 640), (left + 330 - 30 * loco, 640), (left + 360, 690), (left + 362, 768), (left, 768)]
            if loco
            else [(left, 640), (left + 362, 640), (left + 362, 768), (left, 768)],
            stops("3f8a5c", "2a6a48") if loco else stops("2f7a58", "235f48"),
        )
        c.rect(left, 722, left + 362, 734, rgb("f0cc4a"))
        for k in range(7 if not loco else 2):
            c.rect(left + 24 + k * 46, 664, left + 56 + k * 46, 704, rgb("dfeaf0"), 4)
        c.rect(left + 40, 766, left + 120, 780, rgb("2a2c30"))
        c.rect(left + 240, 766, left + 320, 780, rgb("2a2c30"))
    grass(c, 1300, 1600, 1500, [rgb("8a9444"), rgb("b8a85c"), rgb("5f7434")], 30)
    river = [(1240, 1150), (1290, 1150), (1180, 1260), (1010, 1330), (1330, 1440), (1560, 1540), (1500, 1760)]
    river += [(560, 1760), (900, 1560), (860, 1440), (720, 1350), (900, 1270), (1120, 1220)]
    c.shape(smooth(river), stops("a8d0e2", "5f9cc0"), texture=0.4, blur=3)
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
    "mail-road": mail_road,
    "rail-bridge": rail_bridge,
    "high-road": high_road,
    "site-shade": valley_crane,
    "tunnel": tunnel,
}
