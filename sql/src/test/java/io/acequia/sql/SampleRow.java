package io.acequia.sql;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record in a test. */
record SampleRow(
    @Nullable Object value,
    @Nullable Object key,
    @Nullable String topic,
    @Nullable Integer partition,
    @Nullable Long offset,
    @Nullable Long timestamp,
    Map<String, Object> headers)
    implements Row {

  static SampleRow of(@Nullable Object value) {
    return new SampleRow(value, "k", "flights", 3, 42L, 983_333_106_789L, Map.of("trace", "t-1"));
  }

  SampleRow withKey(@Nullable Object other) {
    return new SampleRow(value, other, topic, partition, offset, timestamp, headers);
  }

  @Override
  public @Nullable Object header(String name) {
    return headers.get(name);
  }
}
