package io.acequia.streams.transforms.query;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.function.LongSupplier;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/** A topology as its bean shows it. */
final class QueriedTopology implements TopologyMXBean {

  private final String application;
  private final String address;
  private final KafkaStreams streams;
  private final TopologyQueries queries;
  private final LongSupplier deadLetters;

  QueriedTopology(
      String application,
      String address,
      KafkaStreams streams,
      TopologyQueries queries,
      LongSupplier deadLetters) {
    this.application = application;
    this.address = address;
    this.streams = streams;
    this.queries = queries;
    this.deadLetters = deadLetters;
  }

  @Override
  public String getApplication() {
    return application;
  }

  @Override
  public String getState() {
    return streams.state().name();
  }

  @Override
  public String getAddress() {
    return address;
  }

  @Override
  public long getDeadLetters() {
    return deadLetters.getAsLong();
  }

  @Override
  public List<String> getStores() {
    return List.copyOf(queries.stores());
  }

  @Override
  public String owner(String store, String key) {
    return queries.owner(store, key).map(host -> host.host() + ":" + host.port()).orElse("");
  }

  @Override
  public String key(String store, String key) {
    return queries.key(store, key).toJson();
  }

  @Override
  public String range(String store, @Nullable String from, @Nullable String to, int limit) {
    return queries.range(store, from, to, limit).toJson();
  }

  @Override
  public String windows(String store, String key, String from, String to, int limit) {
    return queries.windows(store, key, time(from), time(to), limit).toJson();
  }

  @Override
  public String allWindows(String store, String from, String to, int limit) {
    return queries.allWindows(store, time(from), time(to), limit).toJson();
  }

  private static Instant time(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new DataException("a time is written as 2001-01-31T00:00:00Z", e);
    }
  }
}
