package io.acequia.jdbc.sink.offset;

import io.acequia.commons.offset.OffsetEdits;
import io.acequia.jdbc.sink.schema.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * The offsets of one connector in a table of the target database: for each of Kafka's own
 * partitions the next offset to read. Advanced in the transaction of the rows, and only from the
 * value that this task knows: a task that lost its partition without noticing advances nothing and
 * so writes nothing.
 */
public final class OffsetStore {
  private final TableName table;
  private final String connector;
  // What the table holds, as far as this task knows. Only the writer's thread comes here.
  private final Map<TopicPartition, Long> known = new HashMap<>();

  public OffsetStore(TableName table, String connector) {
    this.table = table;
    this.connector = connector;
  }

  /** Creates the table if it is missing; safe next to others that do the same. */
  public void create(Connection connection) throws SQLException {
    String sql =
        """
        CREATE TABLE IF NOT EXISTS %s (
          connector text NOT NULL,
          topic text NOT NULL,
          partition integer NOT NULL,
          next_offset bigint NOT NULL,
          updated_at timestamp with time zone NOT NULL DEFAULT now(),
          PRIMARY KEY (connector, topic, partition))
        """
            .formatted(table.sql());
    try (PreparedStatement exists = connection.prepareStatement("SELECT to_regclass(?) IS NULL")) {
      exists.setString(1, table.sql());
      try (ResultSet missing = exists.executeQuery();
          Statement create = connection.createStatement()) {
        if (missing.next() && missing.getBoolean(1)) {
          create.execute(sql);
        }
      }
    }
  }

  /** Reads and remembers the offsets of these partitions; those without a row are absent. */
  public Map<TopicPartition, Long> read(
      Connection connection, Collection<TopicPartition> partitions) throws SQLException {
    Map<TopicPartition, Long> found = readAll(connection);
    found.keySet().retainAll(partitions);
    known.keySet().removeAll(partitions);
    known.putAll(found);
    return found;
  }

  /** Reads the offsets of every partition that the connector has written. */
  public Map<TopicPartition, Long> readAll(Connection connection) throws SQLException {
    String sql =
        "SELECT topic, partition, next_offset FROM " + table.sql() + " WHERE connector = ?";
    Map<TopicPartition, Long> found = new HashMap<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setString(1, connector);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          found.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
    }
    return found;
  }

  /**
   * Moves these partitions to their next offsets, within the caller's transaction.
   *
   * @return whether all of them were where this task left them; if not, roll back
   */
  public boolean advance(Connection connection, Map<TopicPartition, Long> next)
      throws SQLException {
    int moved = 0;
    for (Map.Entry<TopicPartition, Long> entry : next.entrySet()) {
      Long expected = known.get(entry.getKey());
      moved +=
          expected == null
              ? insert(connection, entry.getKey(), entry.getValue())
              : update(connection, entry.getKey(), expected, entry.getValue());
    }
    return moved == next.size();
  }

  /** Remembers what {@link #advance} moved, after the commit. */
  public void committed(Map<TopicPartition, Long> next) {
    known.putAll(next);
  }

  private int insert(Connection connection, TopicPartition partition, long next)
      throws SQLException {
    String sql =
        "INSERT INTO "
            + table.sql()
            + " (connector, topic, partition, next_offset) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      setKey(insert, 1, partition);
      insert.setLong(4, next);
      return insert.executeUpdate();
    }
  }

  private int update(Connection connection, TopicPartition partition, long expected, long next)
      throws SQLException {
    String sql =
        "UPDATE "
            + table.sql()
            + " SET next_offset = ?, updated_at = now()"
            + " WHERE connector = ? AND topic = ? AND partition = ? AND next_offset = ?";
    try (PreparedStatement update = connection.prepareStatement(sql)) {
      update.setLong(1, next);
      setKey(update, 2, partition);
      update.setLong(5, expected);
      return update.executeUpdate();
    }
  }

  /** Sets and forgets offsets whatever they were: an operator's word. */
  public void edit(Connection connection, OffsetEdits edits) throws SQLException {
    for (TopicPartition partition : edits.forgotten()) {
      delete(connection, partition);
    }
    for (Map.Entry<TopicPartition, Long> entry : edits.moved().entrySet()) {
      delete(connection, entry.getKey());
      insert(connection, entry.getKey(), entry.getValue());
    }
  }

  private void delete(Connection connection, TopicPartition partition) throws SQLException {
    String sql =
        "DELETE FROM " + table.sql() + " WHERE connector = ? AND topic = ? AND partition = ?";
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      setKey(delete, 1, partition);
      delete.executeUpdate();
    }
  }

  private void setKey(PreparedStatement statement, int from, TopicPartition partition)
      throws SQLException {
    statement.setString(from, connector);
    statement.setString(from + 1, partition.topic());
    statement.setInt(from + 2, partition.partition());
  }
}
