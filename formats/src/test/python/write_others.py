"""Writes files with writers that are not ours."""
import csv, json, sys
from datetime import datetime, timezone
from decimal import Decimal

import duckdb, fastavro
import pyarrow as pa
import pyarrow.parquet as pq

folder = sys.argv[1]
rows = [{"id": i, "name": None if i % 3 else f"n{i}", "price": Decimal(i).scaleb(-2), "ratio": i / 7,
         "at": datetime.fromtimestamp(i, timezone.utc), "tags": [str(i)] * (i % 3), "inner": {"x": i, "y": [{"z": i}]}}
        for i in range(10000)]
table = pa.Table.from_pylist(rows)
table = table.append_column("m", pa.array([[("k", i)] for i in range(10000)], pa.map_(pa.string(), pa.int64())))
table = table.append_column("u", pa.array([i for i in range(10000)], pa.uint32()))
pq.write_table(table, f"{folder}/arrow.parquet", row_group_size=3000, compression="snappy", use_deprecated_int96_timestamps=True)
pq.write_table(table, f"{folder}/v2.parquet", row_group_size=3000, compression="zstd", data_page_version="2.0", version="2.6",
               use_dictionary=["name"], column_encoding={"id": "DELTA_BINARY_PACKED", "ratio": "BYTE_STREAM_SPLIT"})
duckdb.connect().execute(f"copy (select * from '{folder}/arrow.parquet') to '{folder}/duckdb.parquet' (format parquet, compression gzip)")
schema = {"type": "record", "name": "R", "fields": [
    {"name": "id", "type": "long"}, {"name": "name", "type": ["null", "string"]},
    {"name": "kind", "type": {"type": "enum", "name": "K", "symbols": ["A", "B"]}},
    {"name": "either", "type": ["null", "long", "string"]},
    {"name": "at", "type": {"type": "long", "logicalType": "timestamp-micros"}},
    {"name": "price", "type": {"type": "fixed", "name": "F", "size": 8, "logicalType": "decimal", "precision": 12, "scale": 2}},
    {"name": "tags", "type": {"type": "array", "items": "string"}}]}
with open(f"{folder}/fast.avro", "wb") as out:
    fastavro.writer(out, schema, [dict(id=r["id"], name=r["name"], kind="AB"[r["id"] % 2], either=[None, r["id"], "x"][r["id"] % 3],
                                       at=r["at"], price=r["price"], tags=r["tags"]) for r in rows], codec="deflate")
with open(f"{folder}/lines.jsonl", "w") as out:
    for r in rows:
        out.write(json.dumps(dict(r, at=r["at"].isoformat(), price=float(r["price"]))) + "\n")
with open(f"{folder}/rows.csv", "w", newline="") as out:
    w = csv.writer(out)
    w.writerow(["id", "name"])
    w.writerows([r["id"], r["name"]] for r in rows)
