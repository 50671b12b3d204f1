package io.acequia.bench;

import io.acequia.local.process.Postgres;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One way to bring the flights into a table.
 *
 * @param sink whose connector
 * @param mode {@code insert} or {@code upsert}
 * @param tasks as many as the topic has partitions
 * @param values how the connector sees the JSON of the topic
 */
record SinkCase(Sink sink, String mode, int tasks, Values values, boolean exactlyOnce) {

  enum Sink {
    ACEQUIA,
    DEBEZIUM
  }

  /** How Connect hands the value over. */
  enum Values {
    /** {@code JsonConverter} with an external schema (KIP-1054): Structs. */
    STRUCTS,
    /** {@code JsonConverter} without schemas: maps. */
    MAPS,
    /** {@code ByteArrayConverter}: the sink parses the JSON itself. */
    BYTES
  }

  private static final String SCHEMA =
      """
      {"type":"struct","optional":false,"fields":[
       {"field":"id","type":"int64","optional":false},
       {"field":"date","type":"string","optional":true},
       {"field":"delay","type":"int64","optional":true},
       {"field":"distance","type":"int64","optional":true},
       {"field":"origin","type":"string","optional":true},
       {"field":"destination","type":"string","optional":true}]}
      """;

  String label() {
    String what = sink == Sink.ACEQUIA ? "Acequia" : "Debezium JDBC";
    String how = values.name().toLowerCase(Locale.ROOT);
    return what
        + " "
        + mode
        + ", "
        + tasks
        + (tasks == 1 ? " task, " : " tasks, ")
        + how
        + (exactlyOnce ? ", exactly once" : "");
  }

  /** Whether {@code peer} does the same work with the other sink. */
  boolean isComparableTo(SinkCase peer) {
    return peer.sink == Sink.DEBEZIUM && peer.mode.equals(mode) && peer.tasks == tasks;
  }

  /** The connector's configuration. */
  Map<String, String> config(Postgres postgres, String topic, String table) {
    Map<String, String> config = source(topic);
    if (sink == Sink.ACEQUIA) {
      putAcequia(config, postgres, table);
    } else {
      putDebezium(config, postgres, table);
    }
    return config;
  }

  /** What it reads, and how. */
  Map<String, String> source(String topic) {
    Map<String, String> config = new LinkedHashMap<>();
    config.put("topics", topic);
    config.put("tasks.max", Integer.toString(tasks));
    config.put("consumer.override.auto.offset.reset", "earliest");
    config.put("consumer.override.max.poll.records", "5000");
    config.put("consumer.override.fetch.min.bytes", "65536");
    config.put("key.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
    putConverter(config);
    return config;
  }

  private void putConverter(Map<String, String> config) {
    if (values == Values.BYTES) {
      config.put("value.converter", "org.apache.kafka.connect.converters.ByteArrayConverter");
      return;
    }
    config.put("value.converter", "org.apache.kafka.connect.json.JsonConverter");
    config.put("value.converter.schemas.enable", Boolean.toString(values == Values.STRUCTS));
    if (values == Values.STRUCTS) {
      config.put("value.converter.schema.content", SCHEMA.replace("\n", ""));
    }
  }

  private void putAcequia(Map<String, String> config, Postgres postgres, String table) {
    config.put("connector.class", "io.acequia.jdbc.sink.PostgresSinkConnector");
    config.put("postgres.url", postgres.jdbcUrl());
    config.put("postgres.user", postgres.user());
    config.put("postgres.password", postgres.password());
    config.put("postgres.table", table);
    config.put("postgres.auto.create", "true");
    config.put("postgres.auto.evolve", "true");
    config.put("postgres.insert.mode", mode);
    config.put("postgres.pk.mode", "record_value");
    config.put("postgres.pk.fields", "id");
    config.put("postgres.delivery", exactlyOnce ? "exactly-once" : "at-least-once");
  }

  /** Debezium's best: one array a column ({@code UNNEST}), and the batch size that suits it. */
  private void putDebezium(Map<String, String> config, Postgres postgres, String table) {
    config.put("connector.class", "io.debezium.connector.jdbc.JdbcSinkConnector");
    config.put("connection.url", postgres.jdbcUrl() + "?reWriteBatchedInserts=true");
    config.put("connection.username", postgres.user());
    config.put("connection.password", postgres.password());
    config.put("collection.name.format", table);
    config.put("insert.mode", mode);
    config.put("primary.key.mode", "record_value");
    config.put("primary.key.fields", "id");
    config.put("schema.evolution", "basic");
    config.put("batch.size", "5000");
    config.put("dialect.postgres.unnest.insert.enabled", "true");
  }
}
