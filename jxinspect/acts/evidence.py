"""Taking evidence in: any file or folder, its digest, what a photograph says of itself (办法 15; 最高法证据规定)."""

from __future__ import annotations

import mimetypes
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jxinspect.acts.inspect import who, find_evidence
from jxinspect.acts.procedure import admit, begin
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import EvidenceForm, EvidenceKind
from jxinspect.model.inspect import Evidence
from jxinspect.store.casefile import CaseFile

#: What a file is taken for, by the first part of its media type; the inspector may say otherwise.
KINDS = {
    "image": EvidenceKind.RECORDING,
    "audio": EvidenceKind.RECORDING,
    "video": EvidenceKind.RECORDING,
}


@dataclass(frozen=True)
class Photograph:
    """What the picture itself says: time as written by the camera, place in degrees."""

    taken: str = ""
    place: str = ""


def add(
    case: CaseFile,
    number: str,
    *,
    paths: Sequence[Path] = (),
    names: Sequence[str] = (),
    kind: EvidenceKind | None = None,
    form: EvidenceForm = EvidenceForm.COPY,
    title: str = "",
    **fields: Any,
) -> list[Evidence]:
    """Register evidence: one item for each file, or one item without a file (paper, object) under `title`."""
    records = begin(case, number, "inspect.evidence")
    files = list(_files(paths))
    if not files and not title.strip():
        raise Incomplete("没有证据", why="要么给出文件，要么用 --title 登记纸质证据或者物证", todo="写明文件或者 --title 名称")
    start = len(records.of(Evidence))
    common = {"inspection_id": records.inspection.id, "at": case.at, "takers": who(case, records, names), "form": form}
    common |= {"place": fields.pop("place", None) or records.unit.address, **fields}
    if files:
        items = [
            _from_file(case, path, kind, title if len(files) == 1 else "", number, start + n, common)
            for n, path in enumerate(files, 1)
        ]
    else:
        items = [_item(number, start + 1, common, name=title, kind=kind or EvidenceKind.DOCUMENT)]
    admit(case, records, "inspect.evidence", *items)
    return items


def _item(number: str, seq: int, common: dict[str, Any], **own: Any) -> Evidence:
    return Evidence(code=f"{number}-ZJ-{seq:03d}", seq=seq, **common, **own)


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    """Files named, and all files in folders named, in the order of their names. Links and devices are refused."""
    for path in paths:
        if path.is_symlink() or (path.exists() and not path.is_file() and not path.is_dir()):
            raise Refused(f"不能作为证据取入：{path.name}", why="这是链接或者设备，不是文件", todo="指定文件本身")
        if path.is_dir():
            yield from _files(sorted(p for p in path.iterdir() if not p.name.startswith(".")))
        elif path.is_file():
            yield path
        else:
            raise NotFound(f"找不到证据文件：{path}", why="路径有误，或者文件已被移走", todo="核对路径")


def _from_file(
    case: CaseFile, path: Path, kind: EvidenceKind | None, title: str, number: str, seq: int, common: dict[str, Any]
) -> Evidence:
    media = mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    intake = case.objects.put_file(path)
    picture = photograph(path) if media.startswith("image/") else Photograph()
    return _item(
        number,
        seq,
        common,
        name=title or path.stem,
        kind=kind or KINDS.get(media.split("/")[0], EvidenceKind.ELECTRONIC),
        sha256=intake.sha256,
        size=intake.size,
        file_name=path.name,
        media_type=media,
        photo_at=picture.taken,
        photo_place=picture.place,
    )


def photograph(path: Path) -> Photograph:
    """Time and place from the EXIF of a photograph; empty where it says nothing. The file itself is not touched."""
    from PIL import Image, UnidentifiedImageError
    from PIL.ExifTags import GPS, IFD, Base

    try:
        with Image.open(path) as image:
            exif = image.getexif()
            camera = exif.get_ifd(IFD.Exif)
            gps = exif.get_ifd(IFD.GPSInfo)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return Photograph()
    taken = str(camera.get(Base.DateTimeOriginal) or exif.get(Base.DateTime) or "")
    offset = str(camera.get(Base.OffsetTimeOriginal) or "")
    date_part, _, time_part = taken.partition(" ")
    return Photograph(
        taken=" ".join(filter(None, (date_part.replace(":", "-"), time_part, offset))),
        place=_place(gps.get(GPS.GPSLatitude), gps.get(GPS.GPSLatitudeRef), gps.get(GPS.GPSLongitude), gps.get(GPS.GPSLongitudeRef)),
    )


def _place(latitude: Any, north: Any, longitude: Any, east: Any) -> str:
    if not latitude or not longitude:
        return ""
    return f"{'北纬' if north == 'N' else '南纬'}{_degrees(latitude)}，{'东经' if east == 'E' else '西经'}{_degrees(longitude)}"


def _degrees(parts: Any) -> str:
    degrees, minutes, seconds = (float(part) for part in parts)
    return f"{degrees + minutes / 60 + seconds / 3600:.6f}°"


def describe(case: CaseFile, number: str, code: str, *, names: Sequence[str] = (), **fields: Any) -> Evidence:
    """Complete what is known of an item (G17): source, place, takers, what it proves. The file never changes."""
    records = begin(case, number, "inspect.evidence")
    item = find_evidence(records, [code])[0]
    for column, value in fields.items():
        if value is not None:
            setattr(item, column, value)
    if names:
        item.takers = who(case, records, names)
    admit(case, records, "inspect.evidence")
    return item
