"""Half-length portraits: a person in working clothes before a place of work out of focus."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image, ImageFilter

from sample.painting.canvas import Canvas, Colour, Point, Stops, circle, mix, rgb, smooth, stops
from sample.painting.things import bokeh, turbine


@dataclass(frozen=True)
class Sitter:
    """Who sits for the portrait, and in what.

    `hat` is one of helmet, cap, fur, scarf, bun, short, braids; `collar` one of jacket, vest, robe, shirt. `turn` is 1
    or -1, the side the face is turned to; `broad` widens the face.
    """

    hat: str
    hat_colour: Colour
    coat: Colour
    collar: str = "jacket"
    trim: Colour = rgb("e9e4c8")
    hair: Colour = rgb("1d1a1c")
    skin: Colour = rgb("c08a66")
    glasses: bool = False
    turn: int = 1
    broad: float = 1.0


def portrait(name: str, sitter: Sitter, sky: Stops, place: Callable[[Canvas], None], scale: float = 1.0) -> Canvas:
    """The picture of a sitter before `place`, which draws the background."""
    c = Canvas(name, 1200, 1500, scale)
    c.sky(sky)
    place(c)
    blurred = c.image.resize((c.image.width // 4, c.image.height // 4), Image.Resampling.BOX)
    c.image.paste(blurred.filter(ImageFilter.GaussianBlur(6 * scale)).resize(c.image.size, Image.Resampling.BICUBIC))
    c.glow(240, 260, 900, rgb("fff0d0"), alpha=0.35)
    _body(c, sitter)
    _face(c, sitter)
    _hat(c, sitter)
    c.glow(60, 200, 1000, rgb("ffe9c4"), alpha=0.22)
    c.darken(0.35)
    return c


def _body(c: Canvas, who: Sitter) -> None:
    skin_shade = mix(who.skin, rgb("5a2c22"), 0.35)
    with c.solid(light=1.1, soft=70, shadow=0.25):
        c.flat(smooth([(500, 860), (700, 860), (720, 1120), (600, 1220), (480, 1120)]), skin_shade)
    with c.solid(light=1.5, soft=90, shadow=0.3):
        c.flat(
            smooth(
                [
                    (480, 1000),
                    (340, 1060),
                    (170, 1140),
                    (90, 1340),
                    (60, 1700),
                    (1140, 1700),
                    (1110, 1340),
                    (1030, 1140),
                    (860, 1060),
                    (720, 1000),
                    (600, 1220),
                ]
            ),
            who.coat,
        )
    dark, light = mix(who.coat, (0, 0, 0), 0.35), mix(who.coat, (255, 255, 255), 0.14)
    if who.collar == "robe":
        with c.solid(light=1.2, soft=30, shadow=0.3):
            c.flat(smooth([(452, 985), (520, 1000), (640, 1220), (900, 1700), (700, 1700), (486, 1200)], 2), who.trim)
            c.flat(
                smooth([(748, 985), (690, 1000), (600, 1190), (470, 1390), (380, 1700), (520, 1700), (700, 1250)], 2),
                mix(who.trim, (0, 0, 0), 0.12),
            )
        for n in range(9):
            x, y = 560 + n * 34, 1115 + n * 56
            c.flat(circle(x, y, 12, 12, 4), mix(who.trim, rgb("b03a2e"), 0.8))
        return
    if who.collar == "shirt":
        c.shape(
            smooth([(520, 1080), (600, 1250), (680, 1080), (720, 1640), (480, 1640)], 2),
            mix(who.trim, (255, 255, 255), 0.3),
        )
    with c.solid(light=1.3, soft=26, shadow=0.35):
        c.flat(smooth([(470, 985), (500, 1020), (598, 1200), (566, 1290), (470, 1190), (405, 1090)], 1), light)
        c.flat(
            smooth([(730, 985), (700, 1020), (602, 1200), (634, 1290), (730, 1190), (795, 1090)], 1),
            mix(light, dark, 0.35),
        )
    if who.collar in ("jacket", "vest"):
        c.stroke([(600, 1250), (604, 1500)], 5, dark)
    if who.collar == "vest":
        for a, b in (((330, 1130), (300, 1640)), ((870, 1130), (900, 1640))):
            c.flat([(a[0] - 42, a[1] - 8), (a[0] + 42, a[1] - 30), (b[0] + 40, b[1]), (b[0] - 48, b[1])], who.trim)
            c.stroke([(a[0], a[1] - 15), b], 26, mix(who.trim, (255, 255, 255), 0.55), round_ends=False)
    if who.collar == "jacket":
        c.rect(735, 1335, 885, 1348, dark)
        c.flat(smooth([(780, 1290), (840, 1290), (840, 1322), (810, 1334), (780, 1322)], 1), rgb("b3282d"))


def _face(c: Canvas, who: Sitter) -> None:
    shade, t = mix(who.skin, rgb("5a2c22"), 0.42), who.turn

    def face(points: list[Point]) -> list[Point]:
        return smooth([(600 + (x - 600) * who.broad, y) for x, y in points])

    with c.solid(light=1.4, soft=60, shadow=0.35):
        for side in (-1, 1):
            c.oval(600 + side * 196, 720, 34, 62, mix(who.skin, shade, 0.3 if side < 0 else 0.7))
        c.flat(
            face(
                [
                    (402, 560),
                    (440, 420),
                    (600, 370),
                    (760, 420),
                    (798, 560),
                    (790, 740),
                    (740, 890),
                    (664, 985),
                    (600, 1000),
                    (536, 985),
                    (460, 890),
                    (410, 740),
                ]
            ),
            who.skin,
        )
    # The side away from the light, the brow, the nose and the mouth: hints only.
    c.shape(
        face(
            [(640, 400), (760, 420), (800, 560), (790, 740), (740, 890), (660, 990), (640, 960), (690, 800), (660, 640)]
        ),
        shade,
        alpha=0.5,
        blur=26,
    )
    c.shape(
        smooth(
            [(588 + 20 * t, 640), (606 + 16 * t, 640), (640 + 12 * t, 800), (600 + 14 * t, 826), (570 + 14 * t, 806)]
        ),
        shade,
        alpha=0.42,
        blur=10,
    )
    for side in (-1, 1):
        x = 600 + side * 92 + 10 * t
        c.shape(
            smooth([(x - 58, 640), (x, 618), (x + 58, 640), (x + 50, 690), (x - 50, 690)]), shade, alpha=0.45, blur=12
        )
        c.shape(smooth([(x - 58, 634), (x, 604), (x + 58, 628), (x, 628)], 2), who.hair, alpha=0.9, blur=2)
        c.shape(smooth([(x - 46, 678), (x, 658), (x + 46, 676), (x, 698)], 2), rgb("2a1a18"), alpha=0.9, blur=2)
    c.shape(
        smooth(
            [
                (532 + 8 * t, 886),
                (570 + 8 * t, 878),
                (606 + 8 * t, 884),
                (640 + 8 * t, 878),
                (672 + 8 * t, 886),
                (640 + 8 * t, 906),
                (564 + 8 * t, 906),
            ],
            2,
        ),
        mix(rgb("8c3b33"), who.skin, 0.3),
        alpha=0.8,
        blur=3,
    )
    c.shape(circle(470, 800, 60), rgb("d2634a"), alpha=0.22, blur=26)
    c.shape(circle(730, 800, 55), rgb("a8442f"), alpha=0.22, blur=26)
    if who.glasses:
        for side in (-1, 1):
            x = 600 + side * 94 + 10 * t
            ring = [*circle(x, 676, 74, 56), (x + 74, 676)]
            c.stroke(ring, 8, rgb("2b2a2e"), round_ends=False)
        c.stroke([(584 + 10 * t, 668), (616 + 10 * t, 668)], 8, rgb("2b2a2e"))


def _hat(c: Canvas, who: Sitter) -> None:
    hat, dark = who.hat_colour, mix(who.hat_colour, (0, 0, 0), 0.25)
    if who.hat in ("bun", "short", "braids"):
        with c.solid(light=1.6, soft=50):
            if who.hat == "bun":
                c.oval(640, 300, 110, 90, who.hair)
            c.flat(
                smooth(
                    [
                        (392, 660),
                        (380, 520),
                        (420, 380),
                        (520, 300),
                        (640, 290),
                        (760, 350),
                        (820, 480),
                        (808, 660),
                        (780, 560),
                        (740, 500),
                        (640, 470),
                        (520, 480),
                        (430, 540),
                    ],
                    3,
                ),
                who.hair,
            )
            if who.hat == "braids":
                for x in (392, 806):
                    for n in range(9):
                        c.oval(
                            x + (8 if n % 2 else -8),
                            760 + n * 62,
                            40 - n,
                            44,
                            mix(who.hair, (255, 255, 255), 0.03 * (n % 2)),
                        )
                    c.oval(x, 1300, 36, 18, who.hat_colour)
        return
    if who.hat == "scarf":
        with c.solid(light=1.5, soft=55, shadow=0.2):
            c.flat(
                smooth(
                    [
                        (398, 720),
                        (360, 560),
                        (400, 390),
                        (500, 300),
                        (640, 290),
                        (770, 350),
                        (838, 500),
                        (846, 720),
                        (810, 900),
                        (800, 700),
                        (770, 540),
                        (640, 468),
                        (520, 476),
                        (430, 560),
                    ],
                    3,
                ),
                hat,
            )
        for n in range(7):
            c.oval(450 + n * 55, 392 - 40 * (1 - ((n - 3) / 3.4) ** 2), 9, 9, mix(hat, (255, 255, 255), 0.6))
        return
    with c.solid(light=1.2, soft=40):
        c.flat(smooth([(396, 640), (394, 520), (440, 460), (420, 600), (424, 700)], 2), who.hair)
        c.flat(smooth([(806, 640), (808, 520), (760, 460), (782, 600), (778, 700)], 2), who.hair)
    with c.solid(light=1.7, soft=70, shadow=0.45):
        if who.hat == "helmet":
            c.flat(
                smooth(
                    [
                        (372, 520),
                        (376, 380),
                        (440, 250),
                        (560, 190),
                        (650, 190),
                        (770, 250),
                        (828, 380),
                        (832, 520),
                        (600, 470),
                    ],
                    3,
                ),
                hat,
            )
            c.flat(
                smooth(
                    [(346, 530), (420, 470), (600, 440), (780, 470), (856, 530), (800, 556), (600, 508), (400, 556)], 3
                ),
                dark,
            )
        elif who.hat == "cap":
            c.flat(
                smooth(
                    [(382, 530), (372, 400), (450, 290), (600, 256), (760, 290), (828, 400), (820, 530), (600, 480)], 3
                ),
                hat,
            )
            c.flat(smooth([(400, 520), (600, 452), (800, 520), (806, 580), (600, 560), (394, 580)], 3), dark)
        else:  # fur
            c.flat(smooth([(400, 440), (420, 300), (520, 220), (680, 220), (780, 300), (800, 440)], 3), dark)
            c.flat(
                smooth(
                    [
                        (340, 620),
                        (330, 470),
                        (430, 380),
                        (600, 360),
                        (770, 380),
                        (870, 470),
                        (860, 620),
                        (800, 540),
                        (600, 490),
                        (400, 540),
                    ],
                    3,
                ),
                hat,
            )
    if who.hat == "helmet":
        c.shape(
            smooth([(450, 400), (490, 290), (560, 240), (580, 250), (510, 320), (480, 420)], 2),
            (255, 255, 255),
            alpha=0.35,
            blur=10,
        )
        c.shape(
            smooth([(578, 200), (622, 200), (628, 440), (572, 440)], 1),
            mix(hat, (255, 255, 255), 0.2),
            alpha=0.6,
            blur=4,
        )
    if who.hat == "cap":
        c.flat(circle(600, 400, 34), rgb("c9a23a"))
        c.flat(circle(600, 400, 24), rgb("a8262b"))


def street(c: Canvas) -> None:
    for n in range(7):
        c.rect(
            n * 180 - 30,
            260 + (n * 97) % 260,
            n * 180 + 130,
            1500,
            mix(rgb("7c8794"), rgb("c7b8a4"), (n * 37 % 10) / 10),
        )
    c.rect(0, 1080, 1200, 1500, rgb("6b6a68"))
    bokeh(c, 26, (0, 500, 1200, 1100), [rgb("ffd58a"), rgb("fff2d0"), rgb("e8956a")])


def meadow(c: Canvas) -> None:
    line = c.ridge(760, 420, 0.5, 4)
    c.land(line, 1500, stops("6f87a4", "a5b6c0"))
    c.snow(line, 1500, 260, (250, 250, 252), (176, 196, 220))
    c.land(c.ridge(860, 120, 0.4, 4, sharp=False), 1500, stops("7c9a58", "8aa04e"))


def salt(c: Canvas) -> None:
    c.land([(-10, 720), (1210, 720)], 1500, stops("dcebea", "7fc1c4", "3f9ca6"))
    c.rect(0, 690, 1200, 724, rgb("f6f4ee"))
    for n in range(3):
        c.flat([(80 + n * 430, 700), (230 + n * 430, 560), (380 + n * 430, 700)], rgb("f4f1ea"))


def railway(c: Canvas) -> None:
    meadow(c)
    c.flat([(420, 900), (780, 900), (1500, 1500), (-300, 1500)], rgb("8d8478"))
    for a, b in ((540, 200), (660, 1000)):
        c.stroke([(a, 900), (b, 1500)], 22, rgb("d9d5cc"))


def windfarm(c: Canvas) -> None:
    c.land(c.ridge(980, 140, 0.4, 3, sharp=False), 1500, stops("a58a5c", "c0a46c"))
    for x, tall in ((180, 760), (930, 900), (1130, 520)):
        turbine(c, x, 1050, tall, x, rgb("fafaf8"), rgb("c4ccd6"))


def classroom(c: Canvas) -> None:
    c.rect(80, 180, 1120, 860, rgb("2f5a4c"))
    c.rect(60, 860, 1140, 900, rgb("a87b4e"))
    for n in range(9):
        c.stroke([(160 + n * 40, 300 + (n * 61) % 300), (420 + n * 60, 300 + (n * 61) % 300)], 8, rgb("d8e2d8"))
    c.rect(0, 1000, 1200, 1500, rgb("b98f62"))


def loom(c: Canvas) -> None:
    c.sky(stops("7a2f2a", "5a2330", "3a2030"))
    for n in range(40):
        c.stroke([(n * 31, 0), (n * 31, 1500)], 5, rgb("d9b98a"))
    for n in range(9):
        c.rect(0, 820 + n * 80, 1200, 880 + n * 80, [rgb("b8402f"), rgb("d9a03a"), rgb("2f5f7a"), rgb("8a2f3a")][n % 4])


def workshop(c: Canvas) -> None:
    for n in range(5):
        c.rect(n * 260 - 40, 120, n * 260 + 140, 560, rgb("d8e6ee"))
    c.rect(0, 860, 1200, 1500, rgb("55626c"))
    for n in range(4):
        c.rect(n * 330 - 60, 700, n * 330 + 180, 1000, rgb("3f6f7f"))
    bokeh(c, 14, (0, 300, 1200, 900), [rgb("ffdf9a"), rgb("9fd0e0")])


def ward(c: Canvas) -> None:
    c.rect(700, 150, 1120, 760, rgb("e8f4f6"))
    c.rect(0, 900, 1200, 1500, rgb("9fc0c0"))
    c.rect(60, 300, 420, 900, rgb("c8dcd8"))


R = rgb
SITTERS: dict[str, tuple[Sitter, Stops, Callable[[Canvas], None]]] = {
    "portrait-han-guixiang": (
        Sitter("cap", R("e2762a"), R("e2762a"), "vest", R("d9dc6a"), skin=R("bb8360"), hair=R("5a5654"), broad=1.06),
        stops("a9bccb", "ead9bd"),
        street,
    ),
    "portrait-cairang-duojie": (
        Sitter("fur", R("8a6a48"), R("5d3a30"), "robe", R("d8a848"), skin=R("a86f4e"), broad=1.08, turn=-1),
        stops("5f94c4", "c9dcea", "e8e4d4"),
        meadow,
    ),
    "portrait-qi-yue": (
        Sitter("braids", R("c23a34"), R("8f2f3c"), "robe", R("3f7f86"), skin=R("c99270"), broad=0.95, turn=-1),
        stops("7a2f2a", "3a2030"),
        loom,
    ),
    "portrait-li-yun": (
        Sitter("helmet", R("f2f1ea"), R("2f6fa3"), "jacket", skin=R("b57d5a")),
        stops("7fb6d8", "dcecf0"),
        salt,
    ),
    "portrait-wang-zhe": (
        Sitter("helmet", R("e9b52e"), R("d9702c"), "vest", R("e8e6a0"), skin=R("b98260"), broad=0.97, turn=-1),
        stops("86a8c8", "dfe2de"),
        railway,
    ),
    "portrait-zhang-ben": (
        Sitter("helmet", R("c8352e"), R("2f4a6a"), "jacket", skin=R("ad7452"), broad=1.05),
        stops("5b8fc0", "d8e0de", "f0d8b0"),
        windfarm,
    ),
    "portrait-ma-jun": (
        Sitter("bun", R("1d1a1c"), R("4f6f8f"), "shirt", R("f2ede2"), skin=R("d2a07e"), glasses=True),
        stops("d9cdb4", "c2ad8c"),
        classroom,
    ),
    "portrait-namtso": (
        Sitter("scarf", R("b8433f"), R("3d5a4a"), "robe", R("d9a552"), skin=R("b47a58"), broad=1.02, turn=-1),
        stops("6aa0cc", "d8e6ec"),
        meadow,
    ),
    "portrait-ye-chenglong": (
        Sitter("cap", R("2f5f8f"), R("2f5f8f"), "jacket", skin=R("bb8563")),
        stops("b7c4d0", "e6dcc8"),
        street,
    ),
    "portrait-zhao-minhui": (
        Sitter("short", R("222222"), R("eef2f2"), "shirt", R("8fbcc8"), skin=R("d0a07e"), glasses=True),
        stops("cfe0e2", "e8ecea"),
        ward,
    ),
    "portrait-ma-debiao": (
        Sitter("helmet", R("3f7fbf"), R("5a5f66"), "jacket", skin=R("b07a58"), hair=R("6a6664"), broad=1.04, turn=-1),
        stops("8fa2b0", "59646e"),
        workshop,
    ),
}


def paint(name: str, scale: float = 1.0) -> Canvas:
    """The portrait of that name, 1200 × 1500 times `scale`. Raises KeyError for a name that has none."""
    return portrait(name, *SITTERS[name], scale)
