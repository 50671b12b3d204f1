package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.smt.query.Functions;
import io.acequia.sql.SqlException;
import io.acequia.sql.SqlExpression;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link SqlPredicate}. */
final class SqlPredicateConfig extends AbstractConfig {

  static final String CONDITION = "condition";

  static final ConfigDef DEF = define();

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Condition")
        .required(
            CONDITION,
            Type.STRING,
            ConfigDef.LambdaValidator.with(
                (key, value) -> {
                  if (value instanceof String text) {
                    compile(text);
                  }
                },
                () -> "a boolean SQL expression"),
            Width.LONG,
            "The condition on a record, such as delay > 60 AND origin IN ('JFK', 'LGA'). A step"
                + " with this predicate runs where it is true.");
    return def;
  }

  SqlPredicateConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
  }

  SqlExpression condition() {
    return compile(getString(CONDITION));
  }

  private static SqlExpression compile(String text) {
    try {
      return SqlExpression.compile(text, Functions.all());
    } catch (SqlException e) {
      throw new ConfigException(CONDITION, text, e.getMessage());
    }
  }
}
