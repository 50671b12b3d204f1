package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.smt.lookup.LookupTables;
import io.acequia.smt.query.Functions;
import io.acequia.sql.SqlException;
import io.acequia.sql.SqlStatement;
import io.acequia.sql.function.SqlFunction;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link Sql}. */
final class SqlConfig extends AbstractConfig {

  static final String QUERY = "query";
  static final String LOOKUP_TABLES = "lookup.tables";

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
                    compile(text, LookupTables.anyTable());
                  }
                },
                () -> "a SELECT statement"),
            Width.LONG,
            "The statement, such as SELECT user_id, data.amount * 100 AS cents FROM events WHERE"
                + " event_type != 'heartbeat'. Records for which the condition is not true are"
                + " dropped; the name after FROM is free.");
    ConfigGroup.in(def, "Lookup tables")
        .optional(
            LOOKUP_TABLES,
            Type.LIST,
            List.of(),
            null,
            Importance.MEDIUM,
            Width.MEDIUM,
            "Names of tables that the function LOOKUP(key, 'name', 'column') reads; where each is"
                + " say the settings of the transform Lookup under lookup.tables.<name>., such as"
                + " lookup.tables.airports.file.");
    return def;
  }

  SqlConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
  }

  /** Opens the tables that the statement may look up; the caller closes them. */
  LookupTables openTables() {
    return LookupTables.open(originals(), LOOKUP_TABLES);
  }

  SqlStatement statement(LookupTables tables) {
    return compile(getString(QUERY), tables.function());
  }

  private static SqlStatement compile(String text, SqlFunction lookup) {
    try {
      return SqlStatement.compile(text, Functions.all().with(List.of(lookup)));
    } catch (SqlException e) {
      throw new ConfigException(QUERY, text, e.getMessage());
    }
  }
}
