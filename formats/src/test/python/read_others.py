"""Reads a file with readers that are not ours and prints the same figures for each."""
import csv, gzip, io, json, sys
from decimal import Decimal

form, compression, path = sys.argv[1:]


def text(file):
    if compression == "none":
        return open(file, encoding="utf-8", newline="")
    if compression == "gzip":
        return gzip.open(file, "rt", encoding="utf-8", newline="")
    data = open(file, "rb").read()
    if compression == "zstd":
        import zstandard
        plain = zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data), read_across_frames=True).read()
    elif compression == "lz4":
        import lz4.frame
        plain = lz4.frame.open(file).read()
    else:
        import cramjam
        plain = bytes(cramjam.snappy.decompress(data))
    return io.StringIO(plain.decode("utf-8"), newline="")


def figures(rows):
    rows = list(rows)
    at = max(str(r["at"]).replace(" ", "T")[:23] for r in rows)
    print_line("python", len(rows), sum(int(r["id"]) for r in rows), sum(Decimal(str(r["price"])) for r in rows),
               sum(1 for r in rows if r["name"] not in (None, "")), at,
               sum(int(r["inner"]["x"]) for r in rows), sum(len(r["tags"]) for r in rows))


def print_line(reader, n, ids, prices, names, at, x, tags):
    print(f"{reader}: {n} {ids} {prices:.2f} {names} {at} {int(x)} {tags}")


def nested(row):
    return dict(row, inner=json.loads(row["inner"]), tags=json.loads(row["tags"]))


def duck(table):
    import duckdb
    query = (f"select count(*), sum(id), sum(price), count(name), strftime(max(\"at\"::timestamp), '%Y-%m-%dT%H:%M:%S.%g'),"
             f" sum(\"inner\".x), sum(len(tags)) from {table}")
    con = duckdb.connect()
    con.execute("set timezone='UTC'")
    print_line("duckdb", *con.execute(query).fetchone())


if form == "jsonl":
    figures(json.loads(line, parse_float=Decimal) for line in text(path) if line.strip())
    if compression in ("none", "gzip", "zstd"):
        duck(f"(select * replace (price::decimal(18,2) as price) from read_json('{path}', format='newline_delimited'))")
elif form == "json":
    figures(json.load(text(path), parse_float=Decimal))
    if compression in ("none", "gzip", "zstd"):
        duck(f"(select * replace (price::decimal(18,2) as price) from read_json('{path}', format='array'))")
elif form == "csv":
    figures(map(nested, csv.DictReader(text(path))))
    if compression in ("none", "gzip"):
        duck("(select * replace (price::decimal(18,2) as price, (\"inner\"::json)::struct(x double) as \"inner\", (tags::json)::varchar[] as tags)"
             f" from read_csv('{path}', quote='\"', escape='\"', new_line='\\r\\n', all_varchar=false, types={{'price': 'varchar', 'inner': 'varchar', 'tags': 'varchar', 'name': 'varchar'}}))")
elif form == "avro":
    import fastavro
    with open(path, "rb") as file:
        figures(fastavro.reader(file))
else:
    import pyarrow.parquet as pq
    table = pq.read_table(path)
    figures(table.to_pylist())
    duck(f"'{path}'")
    meta = pq.ParquetFile(path).metadata
    assert meta.num_row_groups > 1, meta
    assert meta.row_group(0).column(0).statistics.has_min_max
