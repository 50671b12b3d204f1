package io.acequia.smt.lookup;

import io.acequia.sql.function.SqlFunction;
import java.io.Closeable;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The tables that the function LOOKUP of one statement reads. Under a prefix such as {@code
 * lookup.tables} the settings name them, {@code lookup.tables=airports,carriers}, and say where
 * each is with the keys that the transform Lookup has: {@code
 * lookup.tables.airports.file=airports.csv}.
 *
 * <p>Used by one thread, which closes it: tables have threads and connections of their own.
 */
public final class LookupTables implements Closeable {

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]*");

  private final Map<String, LookupTable> tables;

  private LookupTables(Map<String, LookupTable> tables) {
    this.tables = tables;
  }

  /**
   * Opens the tables; all that were opened are closed again if one cannot be.
   *
   * @param settings all settings of the transform
   * @param prefix the key of the list, which without a value names no table
   * @throws ConfigException naming the table and what is wrong with it
   */
  public static LookupTables open(Map<String, ?> settings, String prefix) {
    LookupTables opened = new LookupTables(new LinkedHashMap<>());
    boolean complete = false;
    try {
      for (String name : names(settings.get(prefix), prefix)) {
        opened.tables.put(name, table(settings, prefix + "." + name + "."));
      }
      complete = true;
      return opened;
    } finally {
      if (!complete) {
        opened.close();
      }
    }
  }

  private static List<String> names(@Nullable Object list, String prefix) {
    if (list == null) {
      return List.of();
    }
    List<String> names =
        list instanceof List<?> parsed
            ? parsed.stream().map(String::valueOf).toList()
            : Arrays.stream(list.toString().split(",", -1)).map(String::strip).toList();
    if (names.equals(List.of(""))) {
      return List.of();
    }
    for (String name : names) {
      if (!NAME.matcher(name).matches()) {
        throw new ConfigException(
            prefix, list, "must be a list of names of letters, digits, - and _");
      }
    }
    if (Set.copyOf(names).size() < names.size()) {
      throw new ConfigException(prefix, list, "names a table twice");
    }
    return names;
  }

  private static LookupTable table(Map<String, ?> settings, String prefix) {
    Map<String, Object> own = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            own.put(key.substring(prefix.length()), value);
          }
        });
    try {
      own.keySet().forEach(TableOptions::requireKnown);
      return TableOptions.open(new AbstractConfig(TableOptions.DEF, own, false), List.of());
    } catch (ConfigException e) {
      ConfigException named = new ConfigException("under " + prefix + "*: " + e.getMessage());
      named.initCause(e);
      throw named;
    }
  }

  /** The function LOOKUP on these tables. */
  public SqlFunction function() {
    return new LookupFunction(tables);
  }

  /**
   * A LOOKUP of no particular table, with which a statement can be checked before there are tables.
   */
  public static SqlFunction anyTable() {
    return new UnknownTable();
  }

  @Override
  public void close() {
    tables.values().forEach(LookupTable::close);
    tables.clear();
  }
}
