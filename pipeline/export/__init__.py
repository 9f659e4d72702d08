"""Out: labelled documents become files."""

from pipeline.export.atomic import sweep, write_whole
from pipeline.export.contract import SCHEMA_VERSION
from pipeline.export.labelled_json import (
    InvalidLabelledDocumentError,
    labelled_json,
    parse_labelled,
    read_labelled,
    renamed,
    schema,
)
from pipeline.export.names import distinct_id, safe_id
from pipeline.export.rejected import FILE_NAME as REJECTED_FILE
from pipeline.export.rejected import Rejection, read_rejected, write_rejected
from pipeline.export.tables import TABLE_FORMATS, TableFormat, table

__all__ = [
    "REJECTED_FILE",
    "SCHEMA_VERSION",
    "TABLE_FORMATS",
    "InvalidLabelledDocumentError",
    "Rejection",
    "TableFormat",
    "distinct_id",
    "labelled_json",
    "parse_labelled",
    "read_labelled",
    "read_rejected",
    "renamed",
    "safe_id",
    "schema",
    "sweep",
    "table",
    "write_rejected",
    "write_whole",
]
