"""Tables as CSV, safe to open in a spreadsheet."""

import csv
import io
import unicodedata
from collections.abc import Sequence
from typing import Annotated, Any, Final, Literal

import msgspec
from fastapi import Depends, Query, Request, Response

MEDIA_TYPE: Final = "text/csv; charset=utf-8; header=present"
FORMULA: Final = frozenset("=+-@\t\r\n")
"""With these a spreadsheet may let a formula begin."""


def wants_csv(
    request: Request,
    format: Annotated[  # noqa: A002 - its name in the address
        Literal["json", "csv"] | None,
        Query(description="`csv` gives the table as a file, as does `Accept: text/csv`."),
    ] = None,
) -> bool:
    """Whether the caller asks for CSV."""
    return format == "csv" or (format is None and request.headers.get("accept", "").startswith("text/csv"))


AsCsv = Annotated[bool, Depends(wants_csv)]


def as_csv(name: str, rows: Sequence[msgspec.Struct], kind: type[msgspec.Struct]) -> Response:
    """The rows as a file; columns are the fields of ``kind``."""
    text = io.StringIO()
    writer = csv.writer(text)
    fields = msgspec.structs.fields(kind)
    writer.writerow([field.encode_name for field in fields])
    for row in rows:
        writer.writerow([_cell(getattr(row, field.name)) for field in fields])
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return Response(text.getvalue(), headers=headers, media_type=MEDIA_TYPE)


def _cell(value: Any) -> Any:
    """The value as it is shown; a text that a spreadsheet could take for a formula gets a quote before it."""
    if not isinstance(value, str):
        return value.isoformat() if hasattr(value, "isoformat") else value
    begin = unicodedata.normalize("NFKC", value).lstrip()
    return f"'{value}" if {begin[:1], value[:1]} & FORMULA else value
