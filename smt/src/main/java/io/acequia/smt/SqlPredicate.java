package io.acequia.smt;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.smt.query.RecordRow;
import io.acequia.smt.record.RecordPart;
import io.acequia.sql.BindingCache;
import io.acequia.sql.BoundExpression;
import io.acequia.sql.SqlExpression;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whether a SQL condition over the record's value is TRUE; FALSE and NULL are both no. Of a
 * tombstone every field is NULL, so that {@code _topic = 'flights'} can still be asked. A record
 * that does not fit the condition is refused with {@link
 * org.apache.kafka.connect.errors.DataException}.
 */
public final class SqlPredicate<R extends ConnectRecord<R>> implements Predicate<R>, Versioned {

  private final RecordRow row = new RecordRow(RecordPart.VALUE);
  private @Nullable BindingCache<BoundExpression> conditions;

  @Override
  public void configure(Map<String, ?> settings) {
    SqlExpression condition = new SqlPredicateConfig(settings).condition();
    conditions = new BindingCache<>(condition::bindCondition);
  }

  @Override
  public boolean test(R record) {
    row.set(record);
    return row.bound(Objects.requireNonNull(conditions, "configure() comes first")).isTrue(row);
  }

  @Override
  public ConfigDef config() {
    return SqlPredicateConfig.DEF;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void close() {
    conditions = null;
  }
}
