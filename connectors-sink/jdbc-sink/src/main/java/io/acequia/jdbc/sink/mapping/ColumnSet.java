package io.acequia.jdbc.sink.mapping;

import io.acequia.jdbc.sink.schema.Identifier;
import io.acequia.jdbc.sink.schema.SqlType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * The columns that the records of one table have had so far, key columns first. Only grows; a
 * column keeps its number. Bounded by what PostgreSQL allows a table.
 */
final class ColumnSet {
  /** The column of a field that is not to be written. */
  static final int IGNORED = -1;

  private static final int MAX_COLUMNS = 1_600;

  // No path of a field: those never end with a space.
  private static final String KEY = "the record's key ";

  private final int keys;
  private final Predicate<String> admitted;
  private final List<String> names = new ArrayList<>();
  private final List<@Nullable SqlType> declared = new ArrayList<>();
  private final Map<String, Integer> numbers = new HashMap<>();
  // Which field a column belongs to, so that no two fields share one.
  private final Map<Integer, String> owners = new HashMap<>();
  private int revision;

  /**
   * @param admitted whether the table has, or may get, a column of this name; a field without a
   *     column is ignored, unless the predicate throws a {@link DataException}
   */
  ColumnSet(List<String> keyNames, Predicate<String> admitted) {
    this.keys = keyNames.size();
    this.admitted = admitted;
    keyNames.forEach(this::append);
  }

  private int append(String name) {
    if (names.size() == MAX_COLUMNS) {
      throw new DataException("the records have more than " + MAX_COLUMNS + " columns by now");
    }
    int number = names.size();
    names.add(Identifier.check("column", name));
    declared.add(null);
    numbers.put(name, number);
    return number;
  }

  /**
   * The column of a field that the configuration names.
   *
   * @throws DataException if another field has it
   */
  int claim(String path, String name) {
    Integer known = numbers.get(name);
    int number = known == null ? append(name) : known;
    if (!owns(path, number)) {
      throw new DataException(
          "the fields '%s' and '%s' both belong to the column '%s': give one an alias"
              .formatted(owners.get(number), path, name));
    }
    return number;
  }

  /**
   * The column of a field that came with a spread, or {@link #IGNORED}.
   *
   * @param wanted the column's name by preference
   * @param fallback its name if another field has the preferred one
   */
  int claimSpread(String path, String wanted, String fallback) {
    if (!admits(wanted)) {
      return IGNORED;
    }
    Integer known = numbers.get(wanted);
    if (known != null && KEY.equals(owners.get(known))) {
      return IGNORED;
    }
    int number = known == null ? append(wanted) : known;
    if (owns(path, number)) {
      return number;
    }
    return admits(fallback) ? claim(path, fallback) : IGNORED;
  }

  private boolean owns(String path, int number) {
    String owner = owners.putIfAbsent(number, path);
    return owner == null || owner.equals(path);
  }

  /** Whether a spread field may have a column of this name. */
  boolean admits(String name) {
    return numbers.containsKey(name) || admitted.test(name);
  }

  /**
   * Gives the key columns to the record's key; fields of the value that repeat them are ignored.
   */
  void reserveKeys() {
    for (int key = 0; key < keys; key++) {
      owners.put(key, KEY);
    }
  }

  /** Notes the type that a schema declares; a revision marks that something changed. */
  void declare(int column, SqlType type) {
    SqlType before = declared.get(column);
    SqlType both = before == null ? type : before.or(type);
    if (both != before) {
      declared.set(column, both);
      revision++;
    }
  }

  @Nullable SqlType declared(int column) {
    return declared.get(column);
  }

  int revision() {
    return revision;
  }

  int size() {
    return names.size();
  }

  int keys() {
    return keys;
  }

  List<String> names() {
    return List.copyOf(names);
  }

  String name(int column) {
    return names.get(column);
  }
}
