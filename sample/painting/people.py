"""People: small figures at work, and half-length portraits. Faces are left plain."""

from __future__ import annotations

from dataclasses import dataclass

from sample.painting.canvas import Canvas, Colour, Point, mix, rgb

SKIN = rgb("b97f5c")


@dataclass(frozen=True)
class Look:
    """What a figure wears. `hat` is one of helmet, cap, brim, hair, braids, scarf; `vest` adds two bright bands."""

    top: Colour
    trousers: Colour = rgb("2f3a4a")
    hat: str = "helmet"
    hat_colour: Colour = rgb("e8b23a")
    vest: Colour | None = None
    skin: Colour = SKIN


# Joints in eighths of the body's height, x forward and y up from between the feet: hip, shoulders, head, then elbow
# and hand of the far and the near arm, knee and foot of the far and the near leg.
POSES: dict[str, tuple[Point, ...]] = {
    "stand": (
        (0, 3.9),
        (0, 6.3),
        (0.05, 7.15),
        (0.5, 5.1),
        (0.55, 4.0),
        (-0.5, 5.1),
        (-0.5, 4.0),
        (0.28, 2),
        (0.3, 0.1),
        (-0.28, 2),
        (-0.3, 0.1),
    ),
    "walk": (
        (0, 3.85),
        (0.15, 6.25),
        (0.3, 7.1),
        (-0.5, 5.2),
        (-0.2, 4.2),
        (0.7, 5.2),
        (1.1, 4.5),
        (-0.3, 2.0),
        (-1.0, 0.3),
        (0.55, 2.1),
        (0.8, 0.1),
    ),
    "point": (
        (0, 3.9),
        (0, 6.3),
        (0.1, 7.15),
        (-0.5, 5.1),
        (-0.4, 4.0),
        (0.9, 5.9),
        (1.9, 6.5),
        (0.28, 2),
        (0.3, 0.1),
        (-0.28, 2),
        (-0.3, 0.1),
    ),
    "work": (
        (-0.3, 3.8),
        (0.35, 6.0),
        (0.75, 6.75),
        (0.9, 4.9),
        (1.7, 4.6),
        (0.7, 4.8),
        (1.6, 4.3),
        (0.2, 2.0),
        (0.1, 0.1),
        (-0.4, 2.0),
        (-0.6, 0.1),
    ),
    "bend": (
        (-0.6, 3.7),
        (0.8, 5.2),
        (1.5, 5.5),
        (1.2, 4.0),
        (1.8, 2.9),
        (0.9, 3.9),
        (1.5, 2.7),
        (0.1, 2.1),
        (0.2, 0.1),
        (-0.6, 2.0),
        (-0.7, 0.1),
    ),
    "sit": (
        (-0.1, 1.9),
        (0.1, 4.3),
        (0.25, 5.15),
        (0.6, 3.2),
        (1.2, 2.7),
        (0.3, 3.1),
        (1.0, 2.5),
        (1.35, 2.0),
        (1.25, 0.1),
        (1.2, 1.9),
        (1.05, 0.1),
    ),
    "sweep": (
        (-0.1, 3.8),
        (0.3, 6.1),
        (0.6, 6.9),
        (0.9, 5.0),
        (1.4, 4.2),
        (0.5, 4.8),
        (1.1, 3.6),
        (0.4, 2),
        (0.7, 0.1),
        (-0.4, 2),
        (-0.6, 0.1),
    ),
    "ride": (
        (0, 3.1),
        (0.25, 5.5),
        (0.4, 6.35),
        (0.9, 4.7),
        (1.5, 4.3),
        (0.8, 4.6),
        (1.5, 4.2),
        (1.2, 2.8),
        (1.1, 1.4),
        (1.1, 2.7),
        (1.0, 1.3),
    ),
    "pull": (
        (-0.4, 3.4),
        (-1.3, 5.4),
        (-1.7, 6.2),
        (-0.6, 4.6),
        (0.4, 4.3),
        (-0.7, 4.4),
        (0.3, 4.1),
        (0.5, 2.1),
        (0.9, 0.1),
        (0.1, 1.9),
        (0.5, 0.1),
    ),
}


def figure(c: Canvas, x: float, feet: float, tall: float, pose: str, look: Look, facing: int = 1) -> dict[str, Point]:
    """A person in a pose. Returns where the hip, the head and the near hand are, to put tools to."""
    unit = tall / 8
    spots = [(x + px * unit * facing, feet - py * unit) for px, py in POSES[pose]]
    hip, chest, head, elbow2, hand2, elbow1, hand1, knee2, foot2, knee1, foot1 = spots
    far, boot = mix(look.top, (0, 0, 0), 0.25), rgb("23242a")
    with c.solid(light=1.3, soft=unit * 0.35):
        _leg(c, hip, knee2, foot2, unit, mix(look.trousers, (0, 0, 0), 0.25), boot, facing)
        c.stroke([(chest[0] + 0.25 * unit * facing, chest[1] + 0.1 * unit), elbow2, hand2], unit * 0.5, far)
        c.oval(*hand2, unit * 0.24, unit * 0.24, look.skin)
        _leg(c, hip, knee1, foot1, unit, look.trousers, boot, facing)
        _torso(c, hip, chest, unit, look)
        c.stroke([chest, ((chest[0] + head[0]) / 2, (chest[1] + head[1]) / 2)], unit * 0.42, look.skin)
        c.stroke(
            [(chest[0] - 0.45 * unit * facing, chest[1] + 0.15 * unit), elbow1, hand1],
            unit * 0.54,
            mix(look.top, (255, 255, 255), 0.05),
        )
        c.oval(*hand1, unit * 0.26, unit * 0.26, look.skin)
        _head(c, head, unit, look, facing)
    return {"hip": hip, "head": head, "hand": hand1, "far": hand2}


def _leg(
    c: Canvas, hip: Point, knee: Point, foot: Point, unit: float, colour: Colour, boot: Colour, facing: int
) -> None:
    c.stroke([hip, knee, foot], unit * 0.72, colour)
    c.stroke([foot, (foot[0] + unit * 0.35 * facing, foot[1] + unit * 0.02)], unit * 0.34, boot)


def _torso(c: Canvas, hip: Point, chest: Point, unit: float, look: Look) -> None:
    dx, dy = chest[0] - hip[0], chest[1] - hip[1]
    long = max((dx * dx + dy * dy) ** 0.5, 1)
    ox, oy = -dy / long, dx / long

    def at(up: float, side: float) -> Point:
        return hip[0] + dx * up + ox * side * unit, hip[1] + dy * up + oy * side * unit

    c.flat(
        [
            at(-0.18, -0.75),
            at(0.45, -0.7),
            at(0.9, -0.95),
            at(1.08, -0.55),
            at(1.1, 0.55),
            at(0.9, 0.95),
            at(0.45, 0.7),
            at(-0.18, 0.75),
        ],
        look.top,
    )
    if look.vest:
        for up in (0.22, 0.55):
            c.flat([at(up, -0.78), at(up + 0.1, -0.8), at(up + 0.1, 0.8), at(up, 0.78)], look.vest)


def _head(c: Canvas, head: Point, unit: float, look: Look, facing: int) -> None:
    x, y = head
    r = unit * 0.5
    c.oval(x, y, r * 0.88, r * 1.08, look.skin)
    hat = look.hat_colour
    if look.hat == "helmet":
        c.dome(x - r * 1.12, y - r * 1.45, x + r * 1.12, y + r * 0.75, hat)
        c.stroke(
            [(x - r * 1.1, y - r * 0.32), (x + r * 1.1, y - r * 0.32), (x + r * 1.45 * facing, y - r * 0.26)],
            r * 0.2,
            mix(hat, (0, 0, 0), 0.12),
        )
    elif look.hat == "cap":
        c.dome(x - r, y - r * 1.3, x + r, y + r * 0.6, hat)
        c.stroke([(x, y - r * 0.32), (x + r * 1.6 * facing, y - r * 0.22)], r * 0.22, hat)
    elif look.hat == "brim":
        c.oval(x, y - r * 0.45, r * 1.75, r * 0.32, mix(hat, (0, 0, 0), 0.1))
        c.oval(x, y - r * 0.75, r * 0.95, r * 0.62, hat)
    else:
        c.dome(x - r, y - r * 1.25, x + r, y + r * 0.95, hat, 10)
        c.oval(x - r * 0.45 * facing, y - r * 0.1, r * 0.62, r * 0.85, hat)
        if look.hat == "braids":
            c.stroke([(x - r * 0.6 * facing, y), (x - r * 0.9 * facing, y + r * 2.6)], r * 0.4, hat)
        if look.hat == "scarf":
            c.oval(x - r * 0.3 * facing, y + r * 0.9, r * 0.9, r * 0.4, hat)


ORANGE = Look(rgb("dd6a2c"), rgb("33445a"), "helmet", rgb("f0c03c"), vest=rgb("f0ecc0"))
BLUE = Look(rgb("2f5f94"), rgb("2c3a4c"), "helmet", rgb("f2f0e8"))
RED = Look(rgb("b23a30"), rgb("2c3440"), "helmet", rgb("d8443a"), vest=rgb("f0ecc0"))
GREY = Look(rgb("5f6a74"), rgb("2c3440"), "helmet", rgb("3f7fbf"))
