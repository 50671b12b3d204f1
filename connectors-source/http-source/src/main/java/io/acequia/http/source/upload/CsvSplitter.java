package io.acequia.http.source.upload;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.JsonBytes;
import io.acequia.http.source.answer.Problem;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes events of the rows of a CSV file. The first row names the fields: {@code event_id}, {@code
 * stream_id}, {@code timestamp} and {@code event_type} are the event's own, all others become
 * fields of {@code data}, as texts, empty ones as null.
 */
public final class CsvSplitter implements Splitter, CsvRows.Rows {

  private static final Set<String> ENVELOPE =
      Set.of("event_id", "stream_id", "timestamp", "event_type");
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private final CsvRows rows;
  private final Lines lines;
  private final @Nullable String eventType;
  private final JsonBytes json = new JsonBytes(0);
  private @Nullable List<@Nullable String> names;
  private boolean unreadable;

  /**
   * @param limit of a row in bytes
   * @param eventType of rows without their own
   */
  public CsvSplitter(int limit, @Nullable String eventType, Lines lines) {
    this.rows = new CsvRows(limit, this);
    this.eventType = eventType;
    this.lines = lines;
  }

  @Override
  public void feed(byte[] chunk) {
    rows.feed(chunk);
  }

  @Override
  public void end() {
    rows.end();
  }

  @Override
  public void row(List<@Nullable String> fields, long number) {
    if (unreadable) {
      return;
    }
    if (names == null) {
      header(fields, number);
    } else if (fields.size() != names.size()) {
      lines.bad(
          new Problem(
              ErrorCode.INVALID_EVENT,
              "The row has " + fields.size() + " fields, the first row " + names.size()),
          number);
    } else {
      lines.line(event(names, fields), number);
    }
  }

  @Override
  public void tooLong(long number) {
    if (names == null) {
      refuse("The first row is too long", number);
    } else {
      lines.tooLong(number);
    }
  }

  private void header(List<@Nullable String> fields, long number) {
    String first = fields.get(0);
    if (first != null && first.startsWith(BYTE_ORDER_MARK)) {
      fields.set(0, first.substring(BYTE_ORDER_MARK.length()));
    }
    if (fields.contains(null)) {
      refuse("A field has no name in the first row", number);
    } else if (new HashSet<>(fields).size() < fields.size()) {
      refuse("Two fields have the same name in the first row", number);
    } else {
      names = fields;
    }
  }

  private void refuse(String why, long number) {
    unreadable = true;
    lines.unreadable(new Problem(ErrorCode.INVALID_REQUEST, why), number);
  }

  private byte[] event(List<@Nullable String> header, List<@Nullable String> fields) {
    json.clear();
    json.ascii("{");
    boolean typed = false;
    for (int i = 0; i < fields.size(); i++) {
      String name = String.valueOf(header.get(i));
      String value = fields.get(i);
      if (value != null && ENVELOPE.contains(name)) {
        json.quoted(name).ascii(":").quoted(value).ascii(",");
        typed |= name.equals("event_type");
      }
    }
    if (!typed && eventType != null) {
      json.ascii("\"event_type\":").quoted(eventType).ascii(",");
    }
    json.ascii("\"data\":{");
    String separator = "";
    for (int i = 0; i < fields.size(); i++) {
      String name = String.valueOf(header.get(i));
      if (!ENVELOPE.contains(name)) {
        String value = fields.get(i);
        json.ascii(separator).quoted(name).ascii(":");
        if (value == null) {
          json.ascii("null");
        } else {
          json.quoted(value);
        }
        separator = ",";
      }
    }
    return json.ascii("}}").toBytes();
  }
}
