"""The sample's pictures, drawn by script: a canvas with light and texture, things to put on it, and the scenes."""
