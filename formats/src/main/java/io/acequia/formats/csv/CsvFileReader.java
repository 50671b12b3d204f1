package io.acequia.formats.csv;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import io.acequia.formats.BrokenRecordException;
import io.acequia.formats.ReaderOptions;
import io.acequia.formats.RecordFileReader;
import io.acequia.formats.compress.CorruptInputException;
import io.acequia.formats.compress.Decompression;
import io.acequia.formats.value.Misfit;
import io.acequia.formats.value.TypedRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Reads lines of values as maps of text, or as the structs of a declared schema, whose fields are
 * the columns' where the file names none. Values that are no value and stand in no column of the
 * schema are left out.
 */
public final class CsvFileReader implements RecordFileReader {

  private final CloseableIterator<Cells> lines;
  private final TypedRecord typed;
  private final @Nullable Schema schema;
  private final boolean header;
  private @Nullable List<String> columns;
  private boolean ended;
  private long record;

  public CsvFileReader(InputStream in, ReaderOptions options) {
    this.schema = options.schema();
    this.typed = new TypedRecord(schema);
    this.header = options.csv().header();
    this.lines =
        CsvReader.builder()
            .fieldSeparator(options.csv().delimiter())
            .quoteCharacter(options.csv().quote())
            .commentStrategy(CommentStrategy.NONE)
            .skipEmptyLines(false)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .allowExtraCharsAfterClosingQuote(false)
            .maxBufferSize(options.limits().recordBytes())
            .build(
                new CellHandler(options.csv().nullText(), options.limits()),
                new InputStreamReader(
                    Decompression.of(in, options.compression()),
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)))
            .iterator();
  }

  @Override
  public @Nullable SchemaAndValue next() throws IOException {
    Cells cells = line();
    if (cells == null) {
      return null;
    }
    try {
      return typed.of(row(cells));
    } catch (Misfit misfit) {
      throw new BrokenRecordException(
          "line " + cells.line(), misfit.getMessage(), record, true, null);
    }
  }

  private Map<String, @Nullable String> row(Cells cells) {
    if (cells.tooMany()) {
      throw new Misfit("has too many columns");
    }
    List<@Nullable String> values = cells.values();
    List<String> names = columns == null ? numbered(values.size()) : columns;
    if (values.size() != names.size()) {
      throw new Misfit("has " + values.size() + " columns, not " + names.size());
    }
    Map<String, @Nullable String> row = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String value = values.get(i);
      if (value != null || schema == null || schema.field(names.get(i)) != null) {
        row.put(names.get(i), value);
      }
    }
    return row;
  }

  private static List<String> numbered(int count) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i <= count; i++) {
      names.add("column" + i);
    }
    return names;
  }

  /** The next line that is a record; a blank one is, if there is but one column. */
  private @Nullable Cells line() throws IOException {
    Cells cells = read();
    if (cells != null && columns == null) {
      columns = columns(cells);
      cells = header ? read() : cells;
    }
    while (cells != null && cells.blank() && columns != null && columns.size() != 1) {
      cells = read();
    }
    if (cells != null) {
      record++;
    }
    return cells;
  }

  private List<String> columns(Cells first) {
    if (header) {
      List<String> names = new ArrayList<>();
      for (String name : first.values()) {
        String text = name != null && names.isEmpty() ? withoutMark(name) : name;
        names.add(text == null ? "column" + (names.size() + 1) : text);
      }
      if (first.tooMany() || new HashSet<>(names).size() < names.size()) {
        ended = true;
        throw new BrokenRecordException(
            "line " + first.line(),
            "the header names too many columns, or one twice",
            1,
            false,
            null);
      }
      return names;
    }
    return schema == null
        ? numbered(first.values().size())
        : schema.fields().stream().map(Field::name).toList();
  }

  /** Spreadsheets put a byte order mark in front. */
  private static String withoutMark(String name) {
    return name.startsWith("\ufeff") ? name.substring(1) : name;
  }

  private @Nullable Cells read() throws IOException {
    if (ended) {
      return null;
    }
    try {
      if (lines.hasNext()) {
        return lines.next();
      }
      ended = true;
      return null;
    } catch (CsvParseException e) {
      throw lost("line " + atLeastLine(), "is no line of values that fits the limits", e);
    } catch (UncheckedIOException e) {
      IOException cause = e.getCause();
      if (cause instanceof CorruptInputException) {
        throw lost("after line " + atLeastLine(), "the file " + cause.getMessage(), cause);
      }
      if (cause instanceof CharacterCodingException) {
        throw lost("after line " + atLeastLine(), "is not UTF-8", cause);
      }
      throw cause;
    }
  }

  private long atLeastLine() {
    return record + (header ? 1 : 0) + 1;
  }

  private BrokenRecordException lost(String where, String problem, Exception cause) {
    ended = true;
    record++;
    return new BrokenRecordException(where, problem, record, false, cause);
  }

  @Override
  public long record() {
    return record;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    while (skipped < count && line() != null) {
      skipped++;
    }
    return skipped;
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
