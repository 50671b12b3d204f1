package io.acequia.streams.transforms.registry;

import io.acequia.schema.registry.avro.PlainReader;
import io.acequia.schema.registry.wire.SchemaId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** Reads values of one topic, each with the schema that it was written with. For one thread. */
public final class AvroReading {

  private static final int MAX_SCHEMAS = 1_000;

  private final Registries registries;
  private final String url;
  private final @Nullable Set<String> wanted;
  private final Map<Object, PlainReader> readers =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, PlainReader> eldest) {
          return size() > MAX_SCHEMAS;
        }
      };
  private int lastId;
  private @Nullable PlainReader last;

  /**
   * @param wanted the fields to read; null: all
   */
  public AvroReading(Registries registries, String url, @Nullable Set<String> wanted) {
    this.registries = registries;
    this.url = url;
    this.wanted = wanted;
  }

  /**
   * The wanted fields of a value.
   *
   * @throws org.apache.kafka.connect.errors.DataException if it cannot be read
   */
  public Map<String, @Nullable Object> read(Headers headers, byte[] value) {
    Object named = SchemaId.ofHeaders(headers, false);
    if (named != null) {
      return reader(named).read(value, 0);
    }
    int id = SchemaId.ofPrefix(value);
    PlainReader reader = last;
    if (reader == null || id != lastId) {
      reader = reader(id);
      last = reader;
      lastId = id;
    }
    return reader.read(value, SchemaId.PREFIX);
  }

  private PlainReader reader(Object named) {
    PlainReader known = readers.get(named);
    if (known == null) {
      Schema schema =
          registries.ask(
              url,
              client ->
                  named instanceof Integer id ? client.byId(id) : client.byGuid((UUID) named));
      known = new PlainReader(schema, wanted);
      readers.put(named, known);
    }
    return known;
  }
}
