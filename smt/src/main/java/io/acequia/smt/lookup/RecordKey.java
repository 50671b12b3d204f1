package io.acequia.smt.lookup;

import io.acequia.commons.path.FieldPath;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a record that make the key of a table. */
final class RecordKey {

  private final FieldPath[] paths;
  private final String[] names;

  RecordKey(List<FieldPath> paths) {
    this.paths = paths.toArray(new FieldPath[0]);
    this.names = paths.stream().map(FieldPath::toString).toArray(String[]::new);
  }

  int size() {
    return paths.length;
  }

  /**
   * The key of a record, or null if one of its fields is null or not there.
   *
   * @throws org.apache.kafka.connect.errors.DataException if a field cannot be a key
   */
  @Nullable Object of(Object record) {
    if (paths.length == 1) {
      return part(record, 0);
    }
    Object[] parts = new Object[paths.length];
    for (int i = 0; i < parts.length; i++) {
      Object part = part(record, i);
      if (part == null) {
        return null;
      }
      parts[i] = part;
    }
    return Arrays.asList(parts);
  }

  private @Nullable Object part(Object record, int i) {
    Object value = paths[i].get(record);
    return value == null ? null : KeyText.checked(names[i], value);
  }

  /** For messages. */
  @Override
  public String toString() {
    return Arrays.stream(names).collect(Collectors.joining(", "));
  }
}
