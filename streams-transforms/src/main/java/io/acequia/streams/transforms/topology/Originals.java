package io.acequia.streams.transforms.topology;

import io.acequia.sql.json.JsonWriter;
import io.acequia.streams.transforms.plan.Enrichment;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.row.LayeredRow;
import io.acequia.streams.transforms.row.Plain;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Lets a record's origin be known behind a repartition topic, where it has another topic, partition
 * and offset, another key and the inner form: by headers, which only dead letters and late records
 * need, so that plans without them pay nothing. They end at the plan's sinks.
 *
 * <p>The position goes along through the whole topology, the record's own bytes as long as rows are
 * rows, not the inputs of aggregates: from there on nothing can fail that is one record's fault.
 */
final class Originals {

  private static final String PREFIX = "acequia.origin.";
  private static final String TOPIC = PREFIX + "topic";
  private static final String PARTITION = PREFIX + "partition";
  private static final String OFFSET = PREFIX + "offset";
  private static final String KEY = PREFIX + "key";
  private static final String VALUE = PREFIX + "value";

  /** Fields that hold what a row must not lose, named so that no field of a plan has the name. */
  private static final String INNER = "\u0000";

  private final boolean positions;
  private final boolean records;
  private final Set<String> enriched;

  Originals(Plan plan) {
    boolean rowsMove =
        plan.enrich().stream().anyMatch(side -> side.type() != Enrichment.Type.GLOBAL)
            || (!plan.isAggregating() && !plan.detections().isEmpty());
    this.enriched = plan.enrich().stream().map(Enrichment::as).collect(Collectors.toSet());
    this.positions =
        plan.late() != null || (plan.deadLetter() != null && (rowsMove || plan.isAggregating()));
    this.records = plan.deadLetter() != null && rowsMove;
  }

  /** Notes where a record comes from. */
  void note(Headers headers, @Nullable RecordMetadata metadata) {
    if (positions && metadata != null) {
      add(headers, TOPIC, metadata.topic());
      add(headers, PARTITION, Integer.toString(metadata.partition()));
      add(headers, OFFSET, Long.toString(metadata.offset()));
    }
  }

  /** The same serde, which also notes a record's key. */
  <T> Serde<T> notingKey(Serde<T> serde) {
    return records ? noting(serde, KEY) : serde;
  }

  /** The same serde, which also notes a record's value. */
  <T> Serde<T> notingValue(Serde<T> serde) {
    return records ? noting(serde, VALUE) : serde;
  }

  private static <T> Serde<T> noting(Serde<T> serde, String header) {
    Deserializer<T> reading = serde.deserializer();
    return new Serde<>() {
      @Override
      public Serializer<T> serializer() {
        return serde.serializer();
      }

      @Override
      public Deserializer<T> deserializer() {
        return new Deserializer<>() {
          @Override
          public T deserialize(String topic, byte[] data) {
            return reading.deserialize(topic, data);
          }

          @Override
          public T deserialize(String topic, Headers headers, byte[] data) {
            headers.remove(header);
            headers.add(header, data);
            return reading.deserialize(topic, headers, data);
          }
        };
      }
    };
  }

  /** Headers of what is no single record any more. */
  Headers withoutRecord(Headers headers) {
    if (!records) {
      return headers;
    }
    return new RecordHeaders(headers).remove(KEY).remove(VALUE);
  }

  /** Headers as the record came with. */
  Headers without(Headers headers) {
    return positions || records ? removed(headers) : headers;
  }

  static Headers removed(@Nullable Headers headers) {
    Headers rest = new RecordHeaders();
    if (headers != null) {
      for (Header header : headers) {
        if (!header.key().startsWith(PREFIX)) {
          rest.add(header);
        }
      }
    }
    return rest;
  }

  /** Where a record came from; null if this is not known. */
  static @Nullable Position position(@Nullable Headers headers) {
    String topic = text(headers, TOPIC);
    String partition = text(headers, PARTITION);
    String offset = text(headers, OFFSET);
    return topic == null || partition == null || offset == null
        ? null
        : new Position(topic, partition, offset);
  }

  private static @Nullable String text(@Nullable Headers headers, String name) {
    Header header = headers == null ? null : headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  /** Whether a record's own bytes are known. */
  static boolean hasRecord(@Nullable Headers headers) {
    return headers != null && headers.lastHeader(VALUE) != null;
  }

  static byte @Nullable [] key(Headers headers) {
    Header header = headers.lastHeader(KEY);
    return header == null ? null : header.value();
  }

  static byte @Nullable [] value(Headers headers) {
    Header header = headers.lastHeader(VALUE);
    return header == null ? null : header.value();
  }

  /** An event as it came, without what was selected of it and what was joined to it. */
  Map<String, @Nullable Object> late(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> event =
        row instanceof LayeredRow layered ? layered.behind() : row;
    if (enriched.isEmpty()) {
      return event;
    }
    Map<String, @Nullable Object> alone = new LinkedHashMap<>(event);
    alone.keySet().removeAll(enriched);
    return alone;
  }

  /** A row as it came, without what was selected of it and what the topology keeps in it. */
  static Map<String, @Nullable Object> event(Map<String, @Nullable Object> row) {
    Map<String, @Nullable Object> event =
        new LinkedHashMap<>(row instanceof LayeredRow layered ? layered.behind() : row);
    event.keySet().removeIf(name -> name.startsWith(INNER));
    return event;
  }

  /** A key, a row or inputs in the form that everybody can read; null is null. */
  @SuppressWarnings("unchecked") // Rows are the only maps.
  static byte @Nullable [] json(@Nullable Object inner) {
    Object plain = inner;
    if (inner instanceof Windowed<?> windowed) {
      plain = windowed.key();
    } else if (inner instanceof Map<?, ?> row) {
      plain = event((Map<String, @Nullable Object>) row);
    } else if (inner instanceof Object[] inputs) {
      plain = Arrays.asList(inputs);
    } else if (inner instanceof Gated.InTime row) {
      plain = Arrays.asList(row.inputs());
    }
    if (plain == null || plain instanceof byte[]) {
      return (byte[]) plain;
    }
    return JsonWriter.write(Plain.of(plain), null).getBytes(StandardCharsets.UTF_8);
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  /** A place in a topic, as texts. */
  record Position(String topic, String partition, String offset) {}
}
