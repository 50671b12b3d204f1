package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.smt.query.Functions;
import io.acequia.sql.SqlException;
import io.acequia.sql.SqlStatement;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link Sql}. */
final class SqlConfig extends AbstractConfig {

  static final String QUERY = "query";

  static final ConfigDef DEF = define();

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Statement")
        .required(
            QUERY,
            Type.STRING,
            ConfigDef.LambdaValidator.with(
                (key, value) -> {
                  if (value instanceof String text) {
                    compile(text);
                  }
                },
                () -> "a SELECT statement"),
            Width.LONG,
            "The statement, such as SELECT user_id, data.amount * 100 AS cents FROM events WHERE"
                + " event_type != 'heartbeat'. Records for which the condition is not true are"
                + " dropped; the name after FROM is free.");
    return def;
  }

  SqlConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
  }

  SqlStatement statement() {
    return compile(getString(QUERY));
  }

  private static SqlStatement compile(String text) {
    try {
      return SqlStatement.compile(text, Functions.all());
    } catch (SqlException e) {
      throw new ConfigException(QUERY, text, e.getMessage());
    }
  }
}
