"""Streets, evenings and gatherings."""

from __future__ import annotations

import math

from sample.painting.canvas import Canvas, mix, rgb, stops
from sample.painting.people import BLUE, ORANGE, Look, figure
from sample.painting.things import bokeh, crane, stars, tower_block, van


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
    for x, y, tall, code in ((2040, 1180, 270, "2f7fbf"), (1500, 1290, 380, "e8a92c"), (620, 1480, 600, "d8542c")):
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


SCENES = {
    "county-street": county_street,
    "courier-street": courier_street,
    "station-dusk": station_dusk,
    "station-night": station_night,
    "market-lights": market_lights,
    "city-crane": city_crane,
    "bus-night": bus_night,
    "tug-of-war": tug_of_war,
    "clinic-van": clinic_van,
}
