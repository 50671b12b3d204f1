package io.acequia.avro.converter;

import io.acequia.commons.version.AcequiaVersion;
import io.acequia.schema.registry.client.Persistence;
import io.acequia.schema.registry.client.RegistryClient;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.components.Versioned;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Converts keys or values to and from Avro with a schema registry: the wire format, the schemas and
 * the settings of Confluent's converter of that name.
 *
 * <p>While the registry is unavailable a conversion waits; it fails only for a record that is not
 * Avro of its schema, whose schema the registry does not have, or whose schema it refuses.
 */
public final class AvroConverter implements Converter, Versioned {

  private @Nullable AvroConverterConfig config;
  private @Nullable RegistryClient client;
  private @Nullable Persistence persistence;
  private boolean isKey;
  private final Map<String, TopicSchemas> topics = new HashMap<>();
  private @Nullable TopicSchemas last;

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public ConfigDef config() {
    return AvroConverterConfig.configDef();
  }

  @Override
  public void configure(Map<String, ?> configs, boolean key) {
    AvroConverterConfig parsed = new AvroConverterConfig(configs);
    isKey = key;
    config = parsed;
    client = new RegistryClient(parsed.registry());
    persistence = new Persistence(parsed.retryTimeout());
  }

  @Override
  public byte @Nullable [] fromConnectData(
      String topic, @Nullable Schema schema, @Nullable Object value) {
    if (value == null) {
      return null; // A tombstone, whatever its schema.
    }
    return at(topic, () -> schemas(topic).write(schema, value));
  }

  @Override
  public SchemaAndValue toConnectData(String topic, byte @Nullable [] value) {
    return toConnectData(topic, null, value);
  }

  @Override
  public SchemaAndValue toConnectData(
      String topic, @Nullable Headers headers, byte @Nullable [] value) {
    return value == null
        ? SchemaAndValue.NULL
        : at(topic, () -> schemas(topic).read(headers, value));
  }

  private <T> T at(String topic, java.util.function.Supplier<T> conversion) {
    try {
      return conversion.get();
    } catch (DataException e) {
      throw new DataException(
          (isKey ? "the key" : "the value")
              + " of a record of topic "
              + topic
              + " cannot be converted: "
              + e.getMessage(),
          e);
    }
  }

  @SuppressWarnings("ReferenceEquality") // Consumers give one object for each topic's name.
  private TopicSchemas schemas(String topic) {
    TopicSchemas found = last;
    if (found == null || found.topic() != topic) {
      found = topics.computeIfAbsent(topic, this::open);
      last = found;
    }
    return found;
  }

  private TopicSchemas open(String topic) {
    if (config == null || client == null || persistence == null) {
      throw new ConnectException("the converter is not configured");
    }
    return new TopicSchemas(topic, isKey, config, client, persistence);
  }

  @Override
  public void close() {
    if (persistence != null) {
      persistence.close();
    }
  }
}
