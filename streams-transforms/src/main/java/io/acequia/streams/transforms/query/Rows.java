package io.acequia.streams.transforms.query;

import java.util.List;
import java.util.Map;

/**
 * What a query found.
 *
 * @param rows plain values by column; those of windows have {@code window_start} and, where it is
 *     known, {@code window_end}, both ISO-8601 in UTC
 * @param truncated whether there was more than was asked for
 */
public record Rows(List<Map<String, Object>> rows, boolean truncated) {

  public Rows {
    rows = List.copyOf(rows);
  }
}
