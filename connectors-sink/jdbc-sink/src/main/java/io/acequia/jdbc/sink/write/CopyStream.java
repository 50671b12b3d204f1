package io.acequia.jdbc.sink.write;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.postgresql.copy.CopyIn;

/**
 * Sends encoded rows as one COPY: header, rows, trailer.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY, Binary Format</a>
 */
final class CopyStream {
  private static final byte[] HEADER =
      "PGCOPY\n\u00ff\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);
  private static final byte[] TRAILER = {-1, -1};
  private static final int CHUNK = 64 * 1024;

  private CopyStream() {}

  /** Sends the rows from {@code from} to before {@code to}, which lie in one piece. */
  static void send(Session session, String copy, EncodedRows rows, int from, int to)
      throws SQLException {
    CopyIn in = session.copyManager().copyIn(copy);
    in.writeToCopy(HEADER, 0, HEADER.length);
    byte[] bytes = rows.buffer().bytes();
    int end = from == to ? rows.start(from) : rows.end(to - 1);
    for (int at = rows.start(from); at < end; at += CHUNK) {
      in.writeToCopy(bytes, at, Math.min(CHUNK, end - at));
      session.progressed();
    }
    finish(session, in);
  }

  /** Sends these rows, in this order. */
  static void send(Session session, String copy, EncodedRows rows, int[] picked)
      throws SQLException {
    CopyIn in = session.copyManager().copyIn(copy);
    byte[] chunk = new byte[CHUNK];
    System.arraycopy(HEADER, 0, chunk, 0, HEADER.length);
    int size = HEADER.length;
    byte[] bytes = rows.buffer().bytes();
    for (int row : picked) {
      int start = rows.start(row);
      int length = rows.end(row) - start;
      if (length > CHUNK - size) {
        in.writeToCopy(chunk, 0, size);
        session.progressed();
        size = 0;
      }
      if (length > CHUNK) {
        in.writeToCopy(bytes, start, length);
      } else {
        System.arraycopy(bytes, start, chunk, size, length);
        size += length;
      }
    }
    in.writeToCopy(chunk, 0, size);
    finish(session, in);
  }

  private static void finish(Session session, CopyIn in) throws SQLException {
    in.writeToCopy(TRAILER, 0, TRAILER.length);
    in.endCopy();
    session.progressed();
  }
}
