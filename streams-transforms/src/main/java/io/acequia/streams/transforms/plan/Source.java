package io.acequia.streams.transforms.plan;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Topics that are read alike.
 *
 * @param topics at least one
 * @param format of the values
 * @param keyFormat of the keys
 * @param registry the schema registry's URL, where a format is Avro
 * @param where the condition that an event must meet before sources are merged; null: none
 * @param select the columns of this source before sources are merged; empty: all
 */
public record Source(
    List<String> topics,
    Format format,
    Format keyFormat,
    @Nullable String registry,
    EventTime timestamp,
    @Nullable String where,
    List<String> select) {

  public Source {
    topics = List.copyOf(topics);
    select = List.copyOf(select);
  }
}
