"""Rows written as Parquet, some thousands at a time, with the types that the data dictionary gives the columns.

Texts are exact: nothing opens this form that would run them. Times are texts, as they are known to different
precisions. pyarrow writes it, an extra (``quotetrace[parquet]``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import IO, Any

from quotetrace.errors import UsageError
from quotetrace.rendering.dictionary import Column, Type
from quotetrace.rendering.rows import Row

# Rows of one group: what is held in memory, and what a reader reads at once.
GROUP = 10_000
_NEEDED = "Parquet needs pyarrow: run `pip install 'quotetrace[parquet]'`, or export to a .csv file"


def write_parquet(rows: Iterable[Row], columns: Mapping[str, Column], file: IO[bytes]) -> int:
    """Write `rows`, each with all `columns`; how many they were. UsageError where pyarrow is not installed."""
    try:
        import pyarrow as pa
        from pyarrow.parquet import ParquetWriter
    except ImportError:
        raise UsageError(_NEEDED) from None
    schema = pa.schema(
        [pa.field(name, _types(pa)[one.type], metadata={"meaning": one.meaning}) for name, one in columns.items()]
    )
    left, count = iter(rows), 0
    with ParquetWriter(file, schema, compression="zstd") as writer:
        while group := list(islice(left, GROUP)):
            writer.write_table(pa.Table.from_pylist(group, schema=schema), row_group_size=GROUP)
            count += len(group)
    return count


def _types(pa: Any) -> dict[Type, Any]:
    return {
        Type.TEXT: pa.string(),
        Type.WHOLE: pa.int64(),
        Type.NUMBER: pa.float64(),
        Type.TRUTH: pa.bool_(),
        Type.TEXTS: pa.list_(pa.string()),
    }
