"""What makes a PDF a PDF/X-4: the press's profile as output intent, the standard's name in the metadata, and black that overprints.

ISO 15930-7. The metadata is written whole and anew, so that it agrees with the document information and is the same bytes
for the same issue.
"""

from __future__ import annotations

import re
import uuid
import zlib
from functools import lru_cache
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream, String

from typesetting.printing.profile import Profile

VERSION = "1.6"
STANDARD = "PDF/X-4"
OWN_CONDITION = "Custom"  # of a printing house's own profile
REGISTRY = "http://www.color.org"
PDF_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)")
# How the drawing sets full black first thing after a placing, for filling and for lines. A string's bytes are glyph numbers,
# too small to spell it.
FILLED, DRAWN = b"cm 0 0 0 1 k", b"cm 0 0 0 1 K"
OVER_FILLED, OVER_DRAWN = b"cm/OverF gs 0 0 0 1 k", b"cm/OverD gs 0 0 0 1 K"

PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about=""
 xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:xmpMM="http://ns.adobe.com/xap/1.0/mm/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
 xmlns:pdfxid="http://www.npes.org/pdfx/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:language><rdf:Bag><rdf:li>zh-CN</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{creator}</xmp:CreatorTool>
<xmp:CreateDate>{date}</xmp:CreateDate>
<xmp:ModifyDate>{date}</xmp:ModifyDate>
<xmp:MetadataDate>{date}</xmp:MetadataDate>
<xmpMM:DocumentID>{document}</xmpMM:DocumentID>
<xmpMM:InstanceID>{instance}</xmpMM:InstanceID>
<xmpMM:VersionID>1</xmpMM:VersionID>
<xmpMM:RenditionClass>default</xmpMM:RenditionClass>
<pdf:Trapped>False</pdf:Trapped>
<pdfxid:GTS_PDFXVersion>{standard}</pdfxid:GTS_PDFXVersion>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


def make_pdfx(document: pikepdf.Pdf, profile: Profile, identity: str) -> None:
    """Write output intent, metadata and document information. `identity` is the file's, 32 hexadecimal figures."""
    document.Root.OutputIntents = Array([_output_intent(document, profile)])
    document.docinfo["/Trapped"] = Name("/False")
    write_metadata(document, identity)


def write_metadata(document: pikepdf.Pdf, identity: str) -> None:
    """The XMP packet, of the document information as it stands."""
    info = document.docinfo
    title = str(info.get("/Title", ""))
    words = {
        "title": escape(title),
        "author": escape(str(info.get("/Author", ""))),
        "creator": escape(str(info.get("/Creator", ""))),
        "date": xmp_date(str(info.get("/CreationDate", ""))),
        "document": uuid.uuid5(uuid.NAMESPACE_OID, title).urn,
        "instance": uuid.UUID(identity).urn,
        "standard": STANDARD,
    }
    packet = Stream(document, PACKET.format(**words).encode())
    packet.Type, packet.Subtype = Name.Metadata, Name.XML
    document.Root.Metadata = document.make_indirect(packet)


def xmp_date(pdf_date: str) -> str:
    """A date of the document information as the metadata writes it. Times are in UTC."""
    found = PDF_DATE.match(pdf_date)
    if not found:
        return ""
    year, month, day, hour, minute, second = found.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}+00:00"


def _output_intent(document: pikepdf.Pdf, profile: Profile) -> Dictionary:
    stream = Stream(document, b"")
    stream.write(_deflated(profile), filter=Name.FlateDecode)
    stream.N = 4
    stream.Alternate = Name.DeviceCMYK
    intent = Dictionary(
        Type=Name.OutputIntent,
        S=Name.GTS_PDFX,
        OutputConditionIdentifier=String(profile.condition or OWN_CONDITION),
        Info=String(profile.name or profile.condition or OWN_CONDITION),
        DestOutputProfile=document.make_indirect(stream),
    )
    if profile.condition:
        intent.RegistryName = String(REGISTRY)
        intent.OutputCondition = String(profile.name)
    return document.make_indirect(intent)


@lru_cache(maxsize=2)
def _deflated(profile: Profile) -> bytes:
    return zlib.compress(profile.path.read_bytes())


def overprint_states(document: pikepdf.Pdf) -> dict[Name, pikepdf.Object]:
    """The graphics states for full black, one for filling and one for lines, so that neither touches the other's colour.

    A part of an ink that is nought leaves what is under it (overprint mode 1).
    """
    return {
        Name.OverF: document.make_indirect(Dictionary(Type=Name.ExtGState, OP=False, op=True, OPM=1)),
        Name.OverD: document.make_indirect(Dictionary(Type=Name.ExtGState, OP=True, op=False, OPM=1)),
    }


def overprint_black(page: pikepdf.Page, states: dict[Name, pikepdf.Object]) -> None:
    """Have the page's full black overprint, text, rules and surfaces: no white fringe where the plates do not register.

    The drawing sets each colour between a saving and a restoring of the graphics state, so nothing else overprints.
    """
    content = page.Contents.read_bytes()
    if FILLED not in content and DRAWN not in content:
        return
    content = content.replace(FILLED, OVER_FILLED).replace(DRAWN, OVER_DRAWN)
    page.Contents.write(zlib.compress(content), filter=Name.FlateDecode)
    resources = page.Resources
    if "/ExtGState" not in resources:
        resources.ExtGState = Dictionary()
    for name, state in states.items():
        resources.ExtGState[name] = state
