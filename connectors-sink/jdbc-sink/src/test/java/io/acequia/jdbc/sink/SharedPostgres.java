package io.acequia.jdbc.sink;

import io.acequia.local.process.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One PostgreSQL for all tests of a JVM, which ends with it. */
final class SharedPostgres {
  private static final Postgres SERVER = started();

  private SharedPostgres() {}

  private static Postgres started() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "postgres-it").toAbsolutePath());
      return Postgres.builder(Files.createTempDirectory(folder, "pg")).build().start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Postgres server() {
    return SERVER;
  }

  static void execute(String sql) {
    try (Connection connection = SERVER.connect();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  /** The rows of a query, each its columns as text. */
  static List<List<String>> query(String sql) {
    try (Connection connection = SERVER.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<List<String>> found = new ArrayList<>();
      while (rows.next()) {
        List<String> row = new ArrayList<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
          row.add(rows.getString(i));
        }
        found.add(row);
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  static long count(String table) {
    return Long.parseLong(query("SELECT count(*) FROM " + table).get(0).get(0));
  }

  /** The types of a table's columns by name. */
  static Map<String, String> types(String table) {
    Map<String, String> types = new HashMap<>();
    query(
            "SELECT attname, format_type(atttypid, atttypmod) FROM pg_attribute"
                + " WHERE attrelid = '"
                + table
                + "'::regclass AND attnum > 0 AND NOT attisdropped")
        .forEach(row -> types.put(row.get(0), row.get(1)));
    return types;
  }

  /** A configuration that connects here. */
  static Map<String, String> config(String name) {
    Map<String, String> config = new HashMap<>();
    config.put("name", name);
    config.put(PostgresSinkConfig.URL, SERVER.jdbcUrl());
    config.put(PostgresSinkConfig.USER, SERVER.user());
    config.put(PostgresSinkConfig.PASSWORD, SERVER.password());
    return config;
  }
}
