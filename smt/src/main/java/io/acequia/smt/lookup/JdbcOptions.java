package io.acequia.smt.lookup;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import java.time.Duration;
import java.util.Locale;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.types.Password;
import org.jspecify.annotations.Nullable;

/**
 * A table that is a query of a database.
 *
 * @param ttl how long a row that was found is used
 * @param negativeTtl how long it is remembered that there is none
 */
record JdbcOptions(
    String url,
    @Nullable String user,
    @Nullable Password password,
    String query,
    Duration timeout,
    int maxEntries,
    Duration ttl,
    Duration negativeTtl) {

  static final String URL = "jdbc.url";
  static final String USER = "jdbc.user";
  static final String PASSWORD = "jdbc.password";
  static final String QUERY = "jdbc.query";
  static final String TIMEOUT = "jdbc.timeout.ms";
  static final String MAX_ENTRIES = "cache.max.entries";
  static final String TTL = "cache.ttl.ms";
  static final String NEGATIVE_TTL = "cache.negative.ttl.ms";

  private static final long DAY = 86_400_000;

  static void addTo(ConfigDef def) {
    ConfigGroup.in(def, "Table in a database")
        .optional(
            URL,
            Type.STRING,
            null,
            withoutPassword(),
            Importance.HIGH,
            Width.LONG,
            "The JDBC URL of the database, such as jdbc:postgresql://host/database. The driver of"
                + " PostgreSQL is there; put any other's jar into the plugin's folder.")
        .optional(
            USER,
            Type.STRING,
            null,
            null,
            Importance.HIGH,
            Width.MEDIUM,
            "The name to log in with at the database.")
        .optional(
            PASSWORD,
            Type.PASSWORD,
            null,
            null,
            Importance.HIGH,
            Width.MEDIUM,
            "The password to log in with at the database.")
        .optional(
            QUERY,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.HIGH,
            Width.LONG,
            "The query for one row, with a question mark for each key field, in their order: SELECT"
                + " name, city FROM airports WHERE iata = ?. A number in the record goes in as a"
                + " number; cast where the column has another type.")
        .optional(
            TIMEOUT,
            Type.LONG,
            5_000L,
            Validators.between(100, 600_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How long a query, or logging in, may take before it counts as an outage, in"
                + " milliseconds.");
    ConfigGroup.in(def, "Cache of the database's rows")
        .optional(
            MAX_ENTRIES,
            Type.INT,
            10_000,
            Validators.between(1, 10_000_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How many keys the cache of each task holds; the least used make room for others.")
        .optional(
            TTL,
            Type.LONG,
            600_000L,
            Validators.between(1, 30 * DAY),
            Importance.MEDIUM,
            Width.SHORT,
            "How long a row is used after it was read, in milliseconds; one that is in use is read"
                + " again in the background after three quarters of that time.")
        .optional(
            NEGATIVE_TTL,
            Type.LONG,
            60_000L,
            Validators.between(0, 30 * DAY),
            Importance.MEDIUM,
            Width.SHORT,
            "How long it is remembered that a key has no row, in milliseconds; 0 asks each time.");
  }

  static JdbcOptions from(AbstractConfig config) {
    String query = config.getString(QUERY);
    if (query == null) {
      throw new ConfigException(QUERY, null, "is needed with " + URL);
    }
    return new JdbcOptions(
        config.getString(URL),
        config.getString(USER),
        config.getPassword(PASSWORD),
        query,
        Duration.ofMillis(config.getLong(TIMEOUT)),
        config.getInt(MAX_ENTRIES),
        Duration.ofMillis(config.getLong(TTL)),
        Duration.ofMillis(config.getLong(NEGATIVE_TTL)));
  }

  /** How many question marks the query has outside of quotes and comments. */
  int parameters() {
    int count = 0;
    for (int i = 0; i < query.length(); i++) {
      char c = query.charAt(i);
      if (c == '?') {
        count++;
      } else if (c == '\'' || c == '"') {
        i = end(String.valueOf(c), i + 1);
      } else if (query.startsWith("--", i)) {
        i = end("\n", i);
      } else if (query.startsWith("/*", i)) {
        i = end("*/", i + 2);
      }
    }
    return count;
  }

  private int end(String mark, int from) {
    int end = query.indexOf(mark, from);
    return end < 0 ? query.length() : end;
  }

  /** The URL without what follows a question mark, and without the password. */
  @Override
  public String toString() {
    int query = url.indexOf('?');
    return query < 0 ? url : url.substring(0, query);
  }

  private static Validator withoutPassword() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String url) {
            if (url.toLowerCase(Locale.ROOT).contains("password=")) {
              throw new ConfigException(key, "[hidden]", "must not contain a password");
            }
            if (!url.startsWith("jdbc:")) {
              throw new ConfigException(key, "[hidden]", "must begin with jdbc:");
            }
          }
        },
        () -> "a JDBC URL without a password");
  }
}
