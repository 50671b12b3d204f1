package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.smt.lookup.LookupTables;
import io.acequia.smt.query.JsonText;
import io.acequia.smt.query.RecordRow;
import io.acequia.smt.record.RecordPart;
import io.acequia.sql.BindingCache;
import io.acequia.sql.BoundStatement;
import io.acequia.sql.SqlStatement;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.transforms.Transformation;
import org.jspecify.annotations.Nullable;

/**
 * Selects, computes and filters by a SQL statement: {@code SELECT user_id, UPPER(type) AS type FROM
 * events WHERE type != 'heartbeat'}. Works on structs, on maps without schema, and on JSON as text
 * or bytes, which stays text or bytes and of which only the named fields are parsed.
 *
 * <p>A record for which the condition is not TRUE is dropped. A record without key or value (a
 * tombstone) passes. One that does not fit the statement is refused with {@link
 * org.apache.kafka.connect.errors.DataException}. The language: {@code docs/sql.md}.
 */
public abstract class Sql<R extends ConnectRecord<R>> implements Transformation<R>, Versioned {

  private final RecordPart part;
  private final RecordRow row;
  private @Nullable BindingCache<BoundStatement> statements;
  private @Nullable LookupTables tables;

  Sql(RecordPart part) {
    this.part = part;
    this.row = new RecordRow(part);
  }

  /** A statement over the record's key. */
  public static final class Key<R extends ConnectRecord<R>> extends Sql<R> {
    public Key() {
      super(RecordPart.KEY);
    }
  }

  /** A statement over the record's value. */
  public static final class Value<R extends ConnectRecord<R>> extends Sql<R> {
    public Value() {
      super(RecordPart.VALUE);
    }
  }

  @Override
  public void configure(Map<String, ?> settings) {
    SqlConfig config = new SqlConfig(settings);
    close();
    tables = config.openTables();
    SqlStatement statement = config.statement(tables);
    statements = new BindingCache<>(statement::bind);
  }

  @Override
  public @Nullable R apply(R record) {
    Object before = part.value(record);
    if (before == null) {
      return record;
    }
    row.set(record);
    BoundStatement statement =
        row.bound(Objects.requireNonNull(statements, "configure() comes first"));
    Object result = statement.apply(row);
    if (result == null) {
      return null;
    }
    if (statement.isFilter()) {
      return record;
    }
    Schema schema = part.schema(record);
    return switch (row.form()) {
      case JSON -> part.with(record, schema, JsonText.like(before, (Map<?, ?>) result));
      case STRUCT -> part.with(record, statement.schema(), result);
      case MAP -> part.with(record, schema, result);
    };
  }

  @Override
  public ConfigDef config() {
    return SqlConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {
    statements = null;
    if (tables != null) {
      tables.close();
      tables = null;
    }
  }
}
