package io.acequia.streams.transforms.query;

import io.acequia.sql.json.JsonWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a query found.
 *
 * @param rows plain values by column: those of the key; of windows {@code window_start} and {@code
 *     window_end}, both ISO 8601 in UTC; then those of the value
 * @param truncated whether there was more than was asked for
 */
public record Rows(List<Map<String, @Nullable Object>> rows, boolean truncated) {

  public Rows {
    rows = List.copyOf(rows);
  }

  /** {@code {"rows": [...], "truncated": false}}. */
  public String toJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", rows);
    json.put("truncated", truncated);
    return JsonWriter.write(json, null);
  }
}
