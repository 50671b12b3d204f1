package io.acequia.http.source.upload;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a stream of bytes into the rows of CSV as they come: comma, double quotes, doubled to stand
 * for themselves, LF or CRLF. An empty field is {@code null}, an empty field in quotes is an empty
 * text.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class CsvRows implements Splitter {

  /** Takes rows; {@code number} is that of the line on which the row begins. */
  interface Rows {
    void row(List<@Nullable String> fields, long number);

    void tooLong(long number);
  }

  private enum State {
    START,
    PLAIN,
    QUOTED,
    QUOTE_IN_QUOTED
  }

  private final int limit;
  private final Rows rows;
  private final ByteArrayOutputStream field = new ByteArrayOutputStream();
  private List<@Nullable String> fields = new ArrayList<>();
  private State state = State.START;
  private boolean quoted;
  private int size;
  private long line = 1;
  private long rowBegan = 1;

  /**
   * @param limit of a row in bytes
   */
  CsvRows(int limit, Rows rows) {
    this.limit = limit;
    this.rows = rows;
  }

  @Override
  public void feed(byte[] chunk) {
    for (byte b : chunk) {
      if (b == '\n') {
        line++;
      }
      if (++size <= limit) {
        take(b);
      } else {
        skip(b);
      }
    }
  }

  @Override
  public void end() {
    if (size > 0) {
      endOfRow();
    }
  }

  private void take(byte b) {
    if (state == State.QUOTED) {
      if (b == '"') {
        state = State.QUOTE_IN_QUOTED;
      } else {
        field.write(b);
      }
    } else if (b == '"' && state != State.PLAIN) {
      if (state == State.QUOTE_IN_QUOTED) {
        field.write(b);
      }
      quoted = true;
      state = State.QUOTED;
    } else if (b == ',') {
      endOfField();
    } else if (b == '\n') {
      endOfRow();
    } else {
      field.write(b);
      state = State.PLAIN;
    }
  }

  /** Follows the quotes of a row that is too long, so that its end is found. */
  private void skip(byte b) {
    if (b == '"') {
      state = state == State.QUOTED ? State.PLAIN : State.QUOTED;
    } else if (b == '\n' && state != State.QUOTED) {
      endOfRow();
    }
  }

  private void endOfField() {
    String text = field.toString(StandardCharsets.UTF_8);
    fields.add(text.isEmpty() && !quoted ? null : text);
    field.reset();
    quoted = false;
    state = State.START;
  }

  private void endOfRow() {
    if (size > limit) {
      rows.tooLong(rowBegan);
      field.reset();
    } else {
      stripCarriageReturn();
      endOfField();
      boolean blank = fields.size() == 1 && fields.get(0) == null;
      if (!blank) {
        rows.row(fields, rowBegan);
      }
    }
    fields = new ArrayList<>();
    quoted = false;
    state = State.START;
    size = 0;
    rowBegan = line;
  }

  private void stripCarriageReturn() {
    byte[] bytes = field.toByteArray();
    if (bytes.length > 0 && bytes[bytes.length - 1] == '\r' && state != State.QUOTED) {
      field.reset();
      field.write(bytes, 0, bytes.length - 1);
    }
  }
}
