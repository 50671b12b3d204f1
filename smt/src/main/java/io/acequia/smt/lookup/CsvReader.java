package io.acequia.smt.lookup;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.dataformat.csv.CsvFactory;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Rows of CSV with a header (RFC 4180), in UTF-8. An empty field is null, a quoted empty one the
 * empty text; every row has as many fields as the header.
 *
 * @param keys the columns that make the key; the first column if empty
 * @param types of columns that are not text
 */
record CsvReader(char delimiter, List<String> keys, Map<String, ColumnType> types, int maxRows)
    implements RowReader {

  private static final int MAX_COLUMNS = 1_000;

  private static final CsvFactory FACTORY =
      CsvFactory.builder()
          .streamReadConstraints(StreamReadConstraints.builder().maxStringLength(1 << 20).build())
          .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
          .enable(CsvParser.Feature.EMPTY_UNQUOTED_STRING_AS_NULL)
          .build();

  @Override
  public Rows read(InputStream in) throws IOException {
    try (CsvParser parser = FACTORY.createParser(in)) {
      parser.enable(CsvParser.Feature.WRAP_AS_ARRAY);
      parser.setSchema(CsvSchema.emptySchema().withColumnSeparator(delimiter).withQuoteChar('"'));
      return rows(parser);
    } catch (JsonProcessingException e) {
      // Not the cause: its message quotes what it stumbled over.
      throw new IOException("line " + e.getLocation().getLineNr() + ": is not CSV");
    }
  }

  private Rows rows(CsvParser parser) throws IOException {
    parser.nextToken();
    List<@Nullable String> fields = new ArrayList<>();
    if (!next(parser, fields)) {
      throw new IOException("there is no header");
    }
    TableShape shape = TableShape.texts(header(fields), types);
    int[] key = keyPositions(shape);
    RowCollector rows = new RowCollector(maxRows);
    while (next(parser, fields)) {
      long line = parser.currentTokenLocation().getLineNr();
      rows.add(key(key, fields), row(shape, fields, line), line);
    }
    return rows.rows(shape, key.length);
  }

  private static boolean next(CsvParser parser, List<@Nullable String> fields) throws IOException {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      return false;
    }
    fields.clear();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY && token != null;
        token = parser.nextToken()) {
      fields.add(token == JsonToken.VALUE_NULL ? null : parser.getText());
      if (fields.size() > MAX_COLUMNS) {
        throw new IOException("there are more than " + MAX_COLUMNS + " columns");
      }
    }
    return true;
  }

  private static List<String> header(List<@Nullable String> fields) throws IOException {
    List<String> names = new ArrayList<>();
    for (String field : fields) {
      if (field == null || field.isBlank()) {
        throw new IOException("column " + (names.size() + 1) + " has no name in the header");
      }
      names.add(field.strip());
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new IOException("the header names a column twice");
    }
    return names;
  }

  private int[] keyPositions(TableShape shape) throws IOException {
    if (keys.isEmpty()) {
      return new int[] {0};
    }
    int[] positions = new int[keys.size()];
    for (int i = 0; i < positions.length; i++) {
      positions[i] = shape.position(keys.get(i));
      if (positions[i] < 0) {
        throw new IOException("there is no column '" + keys.get(i) + "' for the key");
      }
    }
    return positions;
  }

  private static List<@Nullable Object> key(int[] positions, List<@Nullable String> fields) {
    List<@Nullable Object> key = new ArrayList<>(positions.length);
    for (int position : positions) {
      key.add(position < fields.size() ? fields.get(position) : null);
    }
    return key;
  }

  private static TableRow row(TableShape shape, List<@Nullable String> fields, long line)
      throws IOException {
    List<String> names = shape.names();
    if (fields.size() != names.size()) {
      throw new IOException(
          "line %d: it has %d fields, but the header has %d"
              .formatted(line, fields.size(), names.size()));
    }
    @Nullable Object[] values = new Object[names.size()];
    for (int i = 0; i < values.length; i++) {
      String field = fields.get(i);
      try {
        values[i] = field == null ? null : shape.type(names.get(i)).parse(field);
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "line %d: column '%s' %s".formatted(line, names.get(i), e.getMessage()));
      }
    }
    return new TableRow(shape, values);
  }
}
