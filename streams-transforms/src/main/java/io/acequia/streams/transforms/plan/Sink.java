package io.acequia.streams.transforms.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A topic that results are written to.
 *
 * @param registry the schema registry's URL, where a format is Avro
 * @param key the columns of the result that make the record's key; empty: the key that rows have
 */
public record Sink(
    String topic, Format format, Format keyFormat, @Nullable String registry, List<String> key) {

  public Sink {
    key = List.copyOf(key);
  }
}
