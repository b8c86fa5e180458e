"""The frozen manifest: all that an issue's pages are made of, as one JSON document with a digest.

    format      2
    periodical  slug, title, sponsor, permit (准印证号), statement (内部资料 免费交流), internal (bool),
                look: {token: choice} (typst/tokens.typ; empty for the usual one)
    issue       year, number, serial (总期号 or null), label ("2026年第5期"), date (ISO or null),
                cover: {design: full | band | type | "" (by the photo), photo (key or null), caption, credit, headlines: [str]}
                back: {photo (key or null), caption, credit}
                board: [{post, names: [str]}], imprint: [{label, value}]
    printing    how it is printed: see printing.how
    columns     [{name, layout: feature | news | profiles | letter, articles: [article]}]
    article     id, kicker, title, subtitle, running_title, bylines: [{name, post}], contributor (unit as printed),
                label (the union's name over an item of 市州动态, else ""), source, editors_note, blocks
                (manuscripts.blocks.as_json); editors_note is a list of blocks too;
                layout: {own_page: bool, columns: 0-3 (0: by the column's layout), photo_size: column | wide | page | "",
                photo_place: top | foot | end | "", keep_together: bool, lines: -2..2 (longer or shorter by),
                address: what its QR code says, or ""}
    photos      {key: {file (path under the photo root), sha256, format, width, height (pixels, upright), credit, caption}}
    digest      sha256 of the canonical JSON of all the rest

Knows no Django: `freeze` writes it, the compositor and `render` read it.
"""

from __future__ import annotations

import hashlib
import json

FORMAT = 2


def canonical(manifest: dict) -> bytes:
    """The bytes the digest is taken of: UTF-8, sorted keys, no spaces, without `digest` itself."""
    rest = {key: value for key, value in manifest.items() if key != "digest"}
    return json.dumps(rest, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(manifest: dict) -> str:
    """The manifest's SHA-256 in hexadecimal."""
    return hashlib.sha256(canonical(manifest)).hexdigest()


def sealed(manifest: dict) -> dict:
    """The manifest with its digest in place."""
    return manifest | {"digest": digest(manifest)}


def check_sealed(manifest: dict) -> None:
    """Raise ValueError unless the manifest's digest is that of its contents and its format is known."""
    if manifest.get("format") != FORMAT:
        raise ValueError(f"排版稿的格式是 {manifest.get('format')!r}，本版程序只认 {FORMAT}。请重新生成排版稿。")
    if manifest.get("digest") != digest(manifest):
        raise ValueError("排版稿的内容与它的校验码不符，文件可能被改动过。请重新生成排版稿。")
