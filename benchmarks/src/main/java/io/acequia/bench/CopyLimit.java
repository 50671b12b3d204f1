package io.acequia.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.postgresql.copy.CopyIn;
import org.postgresql.copy.CopyManager;
import org.postgresql.core.BaseConnection;

/**
 * What PostgreSQL itself can take, without Kafka and without mapping: prepared bytes by {@code
 * COPY}.
 *
 * @see <a href="https://www.postgresql.org/docs/current/sql-copy.html">COPY</a>
 */
final class CopyLimit {

  private static final String COLUMNS = "(id, date, delay, distance, origin, destination)";
  private static final int CHUNK = 64 * 1024;

  private final Connection connection;
  private final FlightRows flights;
  private final ObjectMapper json = new ObjectMapper();

  CopyLimit(Connection connection, FlightRows flights) {
    this.connection = connection;
    this.flights = flights;
  }

  /** Rows a second of text {@code COPY} into a table with a primary key. */
  double text(long rows) throws SQLException, IOException {
    byte[] prepared = textRows(rows);
    createTable("copy_text");
    long start = System.nanoTime();
    copy("COPY copy_text " + COLUMNS + " FROM STDIN", prepared);
    return rows / ((System.nanoTime() - start) / 1e9);
  }

  /** Rows a second of binary {@code COPY} into a temporary table and {@code ON CONFLICT}. */
  double binaryUpsert(long rows, int batch) throws SQLException, IOException {
    createTable("copy_upsert");
    execute("CREATE TEMP TABLE stage (LIKE copy_upsert) ON COMMIT DELETE ROWS");
    connection.setAutoCommit(false);
    long nanos = 0;
    for (long first = 0; first < rows; first += batch) {
      byte[] prepared = binaryRows(first, (int) Math.min(batch, rows - first));
      long start = System.nanoTime();
      copy("COPY stage " + COLUMNS + " FROM STDIN (FORMAT binary)", prepared);
      execute(
          "INSERT INTO copy_upsert SELECT * FROM stage ON CONFLICT (id) DO UPDATE SET date ="
              + " excluded.date, delay = excluded.delay, distance = excluded.distance, origin ="
              + " excluded.origin, destination = excluded.destination");
      connection.commit();
      nanos += System.nanoTime() - start;
    }
    connection.setAutoCommit(true);
    execute("DROP TABLE stage");
    return rows / (nanos / 1e9);
  }

  private void createTable(String name) throws SQLException {
    execute("DROP TABLE IF EXISTS " + name);
    execute(
        "CREATE TABLE "
            + name
            + " (id bigint PRIMARY KEY, date text, delay bigint, distance bigint, origin text,"
            + " destination text)");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private void copy(String sql, byte[] prepared) throws SQLException {
    CopyIn copy = new CopyManager(connection.unwrap(BaseConnection.class)).copyIn(sql);
    for (int at = 0; at < prepared.length; at += CHUNK) {
      copy.writeToCopy(prepared, at, Math.min(CHUNK, prepared.length - at));
    }
    copy.endCopy();
  }

  private byte[] textRows(long rows) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) rows * 48);
    for (long id = 0; id < rows; id++) {
      JsonNode flight = json.readTree(flights.flight(id));
      String line =
          id
              + "\t"
              + flight.get("date").asText()
              + "\t"
              + flight.get("delay").asLong()
              + "\t"
              + flight.get("distance").asLong()
              + "\t"
              + flight.get("origin").asText()
              + "\t"
              + flight.get("destination").asText()
              + "\n";
      out.writeBytes(line.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  private byte[] binaryRows(long first, int rows) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(rows * 96);
    DataOutputStream out = new DataOutputStream(bytes);
    out.write("PGCOPY\n\377\r\n\0".getBytes(StandardCharsets.ISO_8859_1));
    out.writeInt(0);
    out.writeInt(0);
    for (long id = first; id < first + rows; id++) {
      JsonNode flight = json.readTree(flights.flight(id));
      out.writeShort(6);
      number(out, id);
      text(out, flight.get("date").asText());
      number(out, flight.get("delay").asLong());
      number(out, flight.get("distance").asLong());
      text(out, flight.get("origin").asText());
      text(out, flight.get("destination").asText());
    }
    out.writeShort(-1);
    return bytes.toByteArray();
  }

  private static void number(DataOutputStream out, long value) throws IOException {
    out.writeInt(Long.BYTES);
    out.writeLong(value);
  }

  private static void text(DataOutputStream out, String value) throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }
}
