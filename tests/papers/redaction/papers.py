"""PDFs to redact: with text at known places, with secrets in every corner, and with malice."""

import zlib
from collections.abc import Sequence
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

SECRET = "QX7-SECRET-4411"  # noqa: S105


def pdf_of_words(words: Sequence[tuple[str, float, float]], *, rotate: int = 0, crop: bool = False) -> bytes:
    """A page of 300 × 400 points with each word at its place (from the lower left), in 12 points Helvetica."""
    pdf = Pdf.new()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    lines = [f"BT /F 12 Tf {x} {y} Td ({word}) Tj ET" for word, x, y in words]
    page = Dictionary(
        Type=Name.Page,
        MediaBox=Array([0, 0, 300, 400]),
        Resources=Dictionary(Font=Dictionary(F=font)),
        Contents=pdf.make_stream("\n".join(lines).encode()),
        Rotate=rotate,
    )
    if crop:
        page.CropBox = Array([20, 30, 280, 380])
    pdf.pages.append(pikepdf.Page(pdf.make_indirect(page)))
    return saved(pdf)


def saved(pdf: Pdf) -> bytes:
    out = BytesIO()
    pdf.save(out)
    return out.getvalue()


def secrets_everywhere() -> bytes:
    """The secret on the page, under paint, in white, in a hidden layer, outside the page, and in every part of the file
    that no page shows."""
    pdf = Pdf.open(BytesIO(pdf_of_words([(SECRET, 50, 300), ("open words", 50, 200)])))
    page = pdf.pages[0]
    hidden = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(SECRET)))
    page.obj.Resources.Properties = Dictionary(L=hidden)
    page.contents_add(
        f"BT /F 12 Tf 50 150 Td ({SECRET}) Tj ET 0 g 45 145 150 20 re f "
        f"1 g BT /F 12 Tf 50 120 Td ({SECRET}) Tj ET 0 g "
        f"/OC /L BDC BT /F 12 Tf 50 100 Td ({SECRET}) Tj ET EMC "
        f"BT /F 12 Tf 50 900 Td ({SECRET}) Tj ET "
        f"/Span << /ActualText ({SECRET}) >> BDC BT /F 12 Tf 50 80 Td (shown) Tj ET EMC".encode()
    )
    pdf.Root.OCProperties = Dictionary(OCGs=Array([hidden]), D=Dictionary(OFF=Array([hidden]), BaseState=Name.ON))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{SECRET}')"))
    pdf.Root.StructTreeRoot = pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot, Alt=String(SECRET)))
    pdf.Root.Outlines = pdf.make_indirect(Dictionary(Title=String(SECRET)))
    field = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("t"), V=String(SECRET), Rect=Array([10, 10, 20, 20])
    )
    note = Dictionary(Type=Name.Annot, Subtype=Name.Text, Contents=String(SECRET), Rect=Array([200, 10, 210, 20]))
    page.obj.Annots = Array([pdf.make_indirect(field), pdf.make_indirect(note)])
    pdf.Root.AcroForm = Dictionary(Fields=Array([page.obj.Annots[0]]))
    page.obj.Thumb = Stream(pdf, SECRET.encode())
    page.obj.PieceInfo = Dictionary(X=Dictionary(Private=String(SECRET)))
    pdf.attachments["notes.txt"] = SECRET.encode()
    with pdf.open_metadata() as metadata:
        metadata["dc:title"] = SECRET
    pdf.docinfo["/Author"] = String(SECRET)
    first = saved(pdf)
    return first + _later_revision(first)


def _later_revision(first: bytes) -> bytes:
    """A second revision after the first, as an editor that appends would leave it."""
    return f"\n% {SECRET}\nstartxref\n{first.rindex(b'xref') if b'xref' in first else 0}\n%%EOF\n".encode()


def pages(count: int) -> bytes:
    pdf = Pdf.new()
    for _ in range(count):
        pdf.add_blank_page(page_size=(100, 100))
    return saved(pdf)


def one_page(size: tuple[float, float] = (300, 400), content: bytes = b"") -> bytes:
    pdf = Pdf.new()
    page = pdf.add_blank_page(page_size=size)
    page.obj.Contents = pdf.make_stream(content)
    return saved(pdf)


def locked() -> bytes:
    pdf = Pdf.new()
    pdf.add_blank_page()
    out = BytesIO()
    pdf.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    return out.getvalue()


def bomb_of_pixels() -> bytes:
    """A small file with a picture of 50,000 × 50,000 pixels."""
    pdf = Pdf.new()
    page = pdf.add_blank_page()
    picture = Stream(pdf, zlib.compress(bytes(60_000_000), 9))
    picture.stream_dict = Dictionary(
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=50_000,
        Height=50_000,
        ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8,
        Filter=Name.FlateDecode,
    )
    page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
    page.obj.Contents = pdf.make_stream(b"q 200 0 0 200 0 0 cm /P Do Q")
    return saved(pdf)


def bomb_of_drawing() -> bytes:
    """A file that draws without an end: forms that call forms, ten each, nine deep."""
    pdf = Pdf.new()
    page = pdf.add_blank_page()
    inner = pdf.make_stream(b"0 0 m 200 200 l S " * 400)
    inner.stream_dict = Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 200, 200]))
    for _ in range(9):
        outer = pdf.make_stream(b"/F Do " * 10)
        outer.stream_dict = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 200, 200]),
            Resources=Dictionary(XObject=Dictionary(F=inner)),
        )
        inner = outer
    page.obj.Resources = Dictionary(XObject=Dictionary(F=inner))
    page.obj.Contents = pdf.make_stream(b"/F Do")
    return saved(pdf)


def everything_in(data: bytes) -> bytes:
    """The raw bytes and every stream unpacked, for a search."""
    found = [data]
    with Pdf.open(BytesIO(data)) as pdf:
        for held in pdf.objects:
            if isinstance(held, Stream):
                found.append(held.read_raw_bytes())
                if held.get("/Subtype") != Name.Image:
                    found.append(held.read_bytes())
            elif isinstance(held, Dictionary | Array | String):
                found.append(held.unparse())
    return b"\n".join(found)
