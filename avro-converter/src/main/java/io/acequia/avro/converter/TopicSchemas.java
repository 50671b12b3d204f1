package io.acequia.avro.converter;

import io.acequia.schema.registry.avro.AvroOptions;
import io.acequia.schema.registry.avro.ConnectReader;
import io.acequia.schema.registry.avro.ConnectToAvro;
import io.acequia.schema.registry.avro.ConnectWriter;
import io.acequia.schema.registry.client.Persistence;
import io.acequia.schema.registry.client.RegisteredSchema;
import io.acequia.schema.registry.client.RegistryClient;
import io.acequia.schema.registry.wire.SchemaId;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The schemas of one topic's keys or values: how each is read and written. For one thread. */
final class TopicSchemas {

  private final String topic;
  private final boolean isKey;
  private final AvroConverterConfig config;
  private final RegistryClient client;
  private final Persistence persistence;
  private final AvroOptions options;
  private final Map<Object, ConnectReader> readers;
  private final Map<Schema, Output> outputs;
  private final IdentityHashMap<Schema, Output> same = new IdentityHashMap<>();
  private int lastId = -1;
  private @Nullable ConnectReader lastReader;
  private @Nullable Schema lastSchema;
  private @Nullable Output lastOutput;
  private @Nullable Output withoutSchema;

  /** A writer with what comes before its values. */
  private record Output(byte[] prefix, ConnectWriter writer) {}

  TopicSchemas(
      String topic,
      boolean isKey,
      AvroConverterConfig config,
      RegistryClient client,
      Persistence persistence) {
    this.topic = topic;
    this.isKey = isKey;
    this.config = config;
    this.client = client;
    this.persistence = persistence;
    this.options = config.avro();
    this.readers = bounded(config.cacheSize());
    this.outputs = bounded(config.cacheSize());
  }

  private static <K, V> Map<K, V> bounded(int size) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > size;
      }
    };
  }

  String topic() {
    return topic;
  }

  SchemaAndValue read(@Nullable Headers headers, byte[] value) {
    Object named = SchemaId.ofHeaders(headers, isKey);
    if (named != null) {
      return reader(named).read(value, 0);
    }
    int id = SchemaId.ofPrefix(value);
    ConnectReader reader = lastReader;
    if (reader == null || id != lastId) {
      reader = reader(id);
      lastReader = reader;
      lastId = id;
    }
    return reader.read(value, SchemaId.PREFIX);
  }

  private ConnectReader reader(Object named) {
    ConnectReader known = readers.get(named);
    if (known == null) {
      known = persistence.call(() -> open(named));
      readers.put(named, known);
    }
    return known;
  }

  private ConnectReader open(Object named) {
    org.apache.avro.Schema schema =
        named instanceof Integer id ? client.byId(id) : client.byGuid((UUID) named);
    return new ConnectReader(schema, version(schema), options);
  }

  /** Connect's schemas have the version of the subject; absent if it does not have the schema. */
  private @Nullable Integer version(org.apache.avro.Schema schema) {
    try {
      return client.versionOf(config.subjects(isKey).subject(topic, isKey, schema), schema);
    } catch (DataException e) {
      return null;
    }
  }

  byte[] write(@Nullable Schema schema, Object value) {
    Output output = output(schema);
    return output.writer.write(output.prefix, value);
  }

  @SuppressWarnings("ReferenceEquality") // Only saves a comparison.
  private Output output(@Nullable Schema schema) {
    if (schema == null) {
      Output known = withoutSchema;
      if (known == null) {
        known = persistence.call(() -> make(null));
        withoutSchema = known;
      }
      return known;
    }
    Output output = lastOutput;
    if (output != null && schema == lastSchema) {
      return output;
    }
    output = same.get(schema);
    if (output == null) {
      output = outputs.get(schema);
      if (output == null) {
        output = persistence.call(() -> make(schema));
        outputs.put(schema, output);
      }
      if (same.size() >= config.cacheSize()) {
        same.clear();
      }
      same.put(schema, output);
    }
    lastSchema = schema;
    lastOutput = output;
    return output;
  }

  private Output make(@Nullable Schema schema) {
    org.apache.avro.Schema own = ConnectToAvro.schema(schema, options);
    String subject = config.subjects(isKey).subject(topic, isKey, own);
    if (config.registers()) {
      return output(schema, own, client.register(subject, own, config.normalizes()));
    }
    if (config.usesLatest()) {
      RegisteredSchema latest = client.latest(subject);
      return output(schema, latest.schema(), latest.id());
    }
    return output(schema, own, idOf(subject, own));
  }

  private int idOf(String subject, org.apache.avro.Schema own) {
    try {
      return client.idOf(subject, own, config.normalizes());
    } catch (DataException e) {
      throw new DataException(
          e.getMessage()
              + "; auto.register.schemas is false, so the schema must be registered before",
          e);
    }
  }

  private Output output(@Nullable Schema schema, org.apache.avro.Schema target, int id) {
    return new Output(SchemaId.prefix(id), new ConnectWriter(schema, target, options));
  }
}
