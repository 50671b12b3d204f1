package io.acequia.streams.transforms.registry;

import io.acequia.schema.registry.avro.PlainSchema;
import io.acequia.schema.registry.avro.PlainWriter;
import io.acequia.schema.registry.avro.PlainWriter.MisfitException;
import io.acequia.schema.registry.client.RegisteredSchema;
import io.acequia.schema.registry.client.RegistryClient;
import io.acequia.schema.registry.wire.SchemaId;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of one topic with the newest schema of its subject. What does not fit it, or has
 * no schema yet, makes a wider schema, which is registered. For one thread.
 */
public final class AvroWriting {

  private final Registries registries;
  private final String url;
  private final String subject;
  private final String name;
  private @Nullable Output output;

  private record Output(byte[] prefix, Schema schema, PlainWriter writer) {

    static Output of(int id, Schema schema) {
      return new Output(SchemaId.prefix(id), schema, new PlainWriter(schema));
    }

    byte[] write(Map<String, @Nullable Object> row) {
      return writer.write(prefix, row);
    }
  }

  public AvroWriting(Registries registries, String url, String topic) {
    this.registries = registries;
    this.url = url;
    this.subject = topic + "-value";
    String letters = topic.replaceAll("[^A-Za-z0-9_]", "_");
    this.name = Character.isDigit(letters.charAt(0)) ? "_" + letters : letters;
  }

  /**
   * A row as bytes.
   *
   * @throws DataException if no schema can hold it that the registry takes
   */
  public byte[] write(Map<String, @Nullable Object> row) {
    Output known = output;
    if (known != null) {
      try {
        return known.write(row);
      } catch (MisfitException e) {
        known = null; // Another member of the group may have made it wider already.
      }
    }
    Output wider = registries.ask(url, client -> wider(client, row));
    byte[] bytes = wider.write(row);
    output = wider;
    return bytes;
  }

  private Output wider(RegistryClient client, Map<String, @Nullable Object> row) {
    RegisteredSchema latest = latest(client);
    Schema newest = latest == null ? null : latest.schema();
    if (newest != null && newest.getType() != Schema.Type.RECORD) {
      throw new DataException("the schema of " + subject + " is not of a record");
    }
    Schema schema = PlainSchema.including(newest, name, row);
    return latest != null && schema.equals(newest)
        ? Output.of(latest.id(), latest.schema())
        : Output.of(client.register(subject, schema, false), schema);
  }

  private @Nullable RegisteredSchema latest(RegistryClient client) {
    try {
      return client.latest(subject);
    } catch (DataException e) {
      return null; // Nothing is registered yet.
    }
  }
}
