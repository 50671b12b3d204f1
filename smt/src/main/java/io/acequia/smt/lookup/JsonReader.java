package io.acequia.smt.lookup;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of JSON: an array of objects, an object whose keys are the rows' keys, or objects one after
 * the other.
 *
 * @param keys the columns that make the key, unless the rows are an object's values
 * @param types of columns that are not to be inferred
 * @param lines whether the objects come one after the other
 */
record JsonReader(List<String> keys, Map<String, ColumnType> types, int maxRows, boolean lines)
    implements RowReader {

  private record Parsed(
      List<@Nullable Object> key, Map<String, @Nullable Object> values, long line) {}

  @Override
  public Rows read(InputStream in) throws IOException {
    try (JsonParser parser = Json.parser(in)) {
      return collected(lines ? each(parser) : whole(parser));
    } catch (JsonProcessingException e) {
      // Not the cause: its message quotes what it stumbled over.
      String where = e.getLocation() == null ? "" : "line " + e.getLocation().getLineNr() + ": ";
      throw new IOException(where + "is not JSON");
    }
  }

  private List<Parsed> whole(JsonParser parser) throws IOException {
    List<Parsed> rows = new ArrayList<>();
    if (parser.nextToken() == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        add(rows, row(parser));
      }
    } else if (parser.currentToken() == JsonToken.START_OBJECT) {
      if (!keys.isEmpty()) {
        throw new IOException("its rows are the values of an object, so leave out table.key");
      }
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String key = parser.currentName();
        parser.nextToken();
        Map<String, @Nullable Object> values = object(parser);
        add(rows, new Parsed(List.of(key), values, line(parser)));
      }
    } else {
      throw new IOException("it is neither an array nor an object");
    }
    if (parser.nextToken() != null) {
      throw new IOException(
          "line " + line(parser) + ": something follows the JSON; are these json-lines?");
    }
    return rows;
  }

  private List<Parsed> each(JsonParser parser) throws IOException {
    List<Parsed> rows = new ArrayList<>();
    while (parser.nextToken() != null) {
      add(rows, row(parser));
    }
    return rows;
  }

  private void add(List<Parsed> rows, Parsed row) throws IOException {
    rows.add(row);
    if (rows.size() > maxRows) {
      throw new IOException("it has more rows than table.max.rows, " + maxRows);
    }
  }

  private Parsed row(JsonParser parser) throws IOException {
    if (keys.isEmpty()) {
      throw new IOException("table.key must name the fields that make the key");
    }
    Map<String, @Nullable Object> values = object(parser);
    List<@Nullable Object> key = new ArrayList<>(keys.size());
    for (String field : keys) {
      key.add(values.get(field));
    }
    return new Parsed(key, values, line(parser));
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    if (parser.currentToken() != JsonToken.START_OBJECT) {
      throw new IOException("line " + line(parser) + ": a row is not an object");
    }
    return Json.object(parser);
  }

  private static long line(JsonParser parser) {
    return parser.currentTokenLocation().getLineNr();
  }

  private Rows collected(List<Parsed> parsed) throws IOException {
    TableShape shape = new TableShape(Map.of());
    for (Parsed row : parsed) {
      shape = shape.with(row.values, types);
    }
    RowCollector rows = new RowCollector(maxRows);
    for (Parsed row : parsed) {
      try {
        rows.add(row.key, shape.row(row.values, types), row.line);
      } catch (IllegalArgumentException e) {
        throw new IOException("line " + row.line + ": " + e.getMessage());
      }
    }
    return rows.rows(shape, Math.max(1, keys.size()));
  }
}
