package io.acequia.streams.transforms.row;

import java.util.AbstractMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a select list in front of the row that they were selected from. Later elements see
 * both; only the front is written out.
 */
public final class LayeredRow extends AbstractMap<String, @Nullable Object> {

  private final Map<String, @Nullable Object> front;
  private final Map<String, @Nullable Object> behind;

  public LayeredRow(Map<String, @Nullable Object> front, Map<String, @Nullable Object> behind) {
    this.front = front;
    this.behind = behind;
  }

  public Map<String, @Nullable Object> front() {
    return front;
  }

  public Map<String, @Nullable Object> behind() {
    return behind;
  }

  /** What a sink gets of a row. */
  public static Map<String, @Nullable Object> output(Map<String, @Nullable Object> row) {
    return row instanceof LayeredRow layered ? layered.front : row;
  }

  /** A copy of a row with more columns; of a layered one they are in front. */
  public static Map<String, @Nullable Object> with(
      Map<String, @Nullable Object> row, Map<String, @Nullable Object> more) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(output(row));
    copy.putAll(more);
    return row instanceof LayeredRow layered ? new LayeredRow(copy, layered.behind) : copy;
  }

  @Override
  public @Nullable Object get(Object name) {
    return front.containsKey(name) ? front.get(name) : behind.get(name);
  }

  @Override
  public boolean containsKey(Object name) {
    return front.containsKey(name) || behind.containsKey(name);
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>(front);
    behind.forEach(
        (name, value) -> {
          if (!all.containsKey(name)) {
            all.put(name, value);
          }
        });
    return all.entrySet();
  }
}
