"""The scenes, by subject. SCENES gives the function that draws each by the name of its picture."""

from sample.painting.scenes import covers, pasture, roads, rooms, town, works, workshops

SCENES = covers.SCENES | works.SCENES | pasture.SCENES | roads.SCENES | town.SCENES | rooms.SCENES | workshops.SCENES
