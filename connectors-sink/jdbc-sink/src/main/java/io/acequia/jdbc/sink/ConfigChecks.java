package io.acequia.jdbc.sink;

import io.acequia.commons.config.ConfigProblems;
import io.acequia.jdbc.sink.client.ConnectionCheck;
import io.acequia.jdbc.sink.mapping.PkMode;
import io.acequia.jdbc.sink.mapping.RecordToRow;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/**
 * What no single key's validator can see: keys that contradict each other, and whether the database
 * can be reached with all of them.
 */
final class ConfigChecks {
  private static final int KAFKA_COLUMNS = 3;

  private final ConfigProblems problems;

  ConfigChecks(ConfigProblems problems) {
    this.problems = problems;
  }

  /** Adds what is wrong; looks at the database only if nothing else is. */
  void check(Map<String, String> properties) {
    if (!problems.none()) {
      return;
    }
    PostgresSinkConfig config = new PostgresSinkConfig(properties);
    checkKey(config);
    checkColumns(config);
    if (problems.none() && config.validatesConnection()) {
      checkConnection(config);
    }
  }

  private void checkKey(PostgresSinkConfig config) {
    PkMode mode = config.pkMode();
    List<String> fields = config.getList(PostgresSinkConfig.PK_FIELDS);
    if (config.isUpsert() && mode == PkMode.NONE) {
      problems.add(PostgresSinkConfig.PK_MODE, "upsert needs a primary key: not none");
    }
    if (config.deletes() && (mode != PkMode.RECORD_KEY || !config.isUpsert())) {
      problems.add(
          PostgresSinkConfig.DELETE_ENABLED,
          "deleting needs postgres.pk.mode=record_key and postgres.insert.mode=upsert");
    }
    boolean named = mode == PkMode.RECORD_KEY || mode == PkMode.RECORD_VALUE;
    if (named && fields.isEmpty()) {
      problems.add(
          PostgresSinkConfig.PK_FIELDS,
          "names the key's columns: " + mode.spelling() + " needs it");
    }
    if (mode == PkMode.KAFKA && !fields.isEmpty() && fields.size() != KAFKA_COLUMNS) {
      problems.add(
          PostgresSinkConfig.PK_FIELDS, "needs three names for kafka: topic, partition, offset");
    }
    if (fields.stream().distinct().count() != fields.size()) {
      problems.add(PostgresSinkConfig.PK_FIELDS, "names a column twice");
    }
  }

  private void checkColumns(PostgresSinkConfig config) {
    try {
      new RecordToRow(config.rows(), column -> true);
    } catch (DataException e) {
      problems.add(PostgresSinkConfig.COLUMNS, String.valueOf(e.getMessage()));
    }
  }

  private void checkConnection(PostgresSinkConfig config) {
    ConnectionCheck.Problem problem = ConnectionCheck.run(config.connection("acequia-validation"));
    if (problem != null) {
      problems.add(
          switch (problem.stage()) {
            case LOGIN -> PostgresSinkConfig.USER;
            default -> PostgresSinkConfig.URL;
          },
          problem.message());
    }
  }
}
