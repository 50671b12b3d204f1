package io.acequia.smt.lookup;

import com.github.benmanes.caffeine.cache.Ticker;
import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** Where a table is and how it is read. */
public final class TableOptions {

  static final String KEY = "table.key";
  static final String TYPES = "table.types";
  static final String MAX_ROWS = "table.max.rows";

  /** The keys of one table alone. */
  static final ConfigDef DEF = define();

  private TableOptions() {}

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    addTo(def);
    return def;
  }

  /** Defines the keys of one table. */
  public static void addTo(ConfigDef def) {
    FileOptions.addTo(def);
    JdbcOptions.addTo(def);
    TopicOptions.addTo(def);
    ConfigGroup.in(def, "Columns of the table")
        .optional(
            KEY,
            Type.LIST,
            List.of(),
            null,
            Importance.HIGH,
            Width.MEDIUM,
            "The columns of the table that make its key, in the order of the record's key fields;"
                + " by default the first column of a CSV file. Keys of tables in memory are"
                + " compared as texts.")
        .optional(
            TYPES,
            Type.LIST,
            List.of(),
            types(),
            Importance.MEDIUM,
            Width.LONG,
            "The types of columns, as column:type with string, int64, float64, boolean or json;"
                + " without it CSV is text, and JSON has the types that its values have.")
        .optional(
            MAX_ROWS,
            Type.INT,
            1_000_000,
            Validators.between(1, 50_000_000),
            Importance.LOW,
            Width.SHORT,
            "The most rows that a table in memory may have; more are an error.");
  }

  /**
   * Opens the table that these keys name.
   *
   * @param needed the columns that the caller will ask for
   * @throws ConfigException naming the key that is wrong
   */
  static LookupTable open(AbstractConfig config, List<String> needed) {
    List<String> keys = config.getList(KEY).stream().map(String::strip).toList();
    Map<String, ColumnType> types = declared(config.getList(TYPES));
    int maxRows = config.getInt(MAX_ROWS);
    return switch (source(config)) {
      case JdbcOptions.URL ->
          new JdbcTable(JdbcOptions.from(config), needed, Ticker.systemTicker());
      case TopicOptions.TOPIC -> new TopicTable(TopicOptions.from(config), keys, types, maxRows);
      default -> {
        FileOptions file = FileOptions.from(config);
        yield new FileTable(file, file.reader(keys, types, maxRows), needed);
      }
    };
  }

  /** The one of the three sources that is set. */
  private static String source(AbstractConfig config) {
    List<String> set =
        Stream.of(FileOptions.FILE, JdbcOptions.URL, TopicOptions.TOPIC)
            .filter(key -> config.getString(key) != null)
            .toList();
    if (set.size() == 1) {
      return set.get(0);
    }
    throw set.isEmpty()
        ? new ConfigException(
            FileOptions.FILE, null, "is needed, or jdbc.url, or topic: no table is named")
        : new ConfigException(
            set.get(1), config.getString(set.get(1)), "names a second table beside " + set.get(0));
  }

  /**
   * Checks the name of a key.
   *
   * @throws ConfigException if no table has this key
   */
  static void requireKnown(String key) {
    if (!DEF.names().contains(key) && !key.startsWith(TopicOptions.PREFIX)) {
      throw new ConfigException("there is no key '" + key + "'");
    }
  }

  private static Map<String, ColumnType> declared(List<String> entries) {
    Map<String, ColumnType> types = new LinkedHashMap<>();
    for (String entry : entries) {
      int colon = entry.lastIndexOf(':');
      types.put(
          entry.substring(0, colon).strip(),
          ColumnType.valueOf(entry.substring(colon + 1).strip().toUpperCase(Locale.ROOT)));
    }
    return types;
  }

  private static Validator types() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof List<?> entries) {
            for (Object entry : entries) {
              String text = String.valueOf(entry);
              try {
                ColumnType.valueOf(
                    text.substring(text.lastIndexOf(':') + 1).strip().toUpperCase(Locale.ROOT));
              } catch (IllegalArgumentException e) {
                throw new ConfigException(
                    key, value, "has a type that is none of string, int64, float64, boolean, json");
              }
              if (text.lastIndexOf(':') < 1) {
                throw new ConfigException(key, value, "must be a list of column:type");
              }
            }
          }
        },
        () -> "a list of column:type");
  }
}
