package io.acequia.schema.registry.client;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.kafka.connect.errors.DataException;

/**
 * A client of a registry with Confluent's REST API, for Avro. What never changes is remembered: the
 * schema of a number, the number of a schema in a subject. Safe for several threads.
 *
 * <p>Every method throws {@link RegistryUnavailableException} while the registry cannot answer,
 * {@link DataException} if it has no such schema or takes it for invalid, and another {@link
 * org.apache.kafka.connect.errors.ConnectException} if the operator must act.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/develop/api.html">API</a>
 */
public final class RegistryClient {

  private static final int MAX_REFERENCES = 1_000;

  private final RegistryHttp http;
  private final BoundedCache<Object, Schema> byId;
  private final BoundedCache<Subject, Integer> ids;
  private final BoundedCache<Subject, Integer> versions;

  private record Subject(String name, String schema) {}

  public RegistryClient(RegistryOptions options) {
    http = new RegistryHttp(options);
    byId = new BoundedCache<>(options.cacheSize());
    ids = new BoundedCache<>(options.cacheSize());
    versions = new BoundedCache<>(options.cacheSize());
  }

  /** The schema of a number. */
  public Schema byId(int id) {
    return remembered(id, "/schemas/ids/" + id);
  }

  /** The schema of a globally unique id; registries before Confluent's 8.0 have none. */
  public Schema byGuid(UUID guid) {
    return remembered(guid, "/schemas/guids/" + guid);
  }

  private Schema remembered(Object key, String path) {
    Schema known = byId.get(key);
    if (known == null) {
      known = parse(http.get(path));
      byId.put(key, known);
    }
    return known;
  }

  /**
   * Registers a schema; harmless if it is there already.
   *
   * @return its number
   */
  public int register(String subject, Schema schema, boolean normalize) {
    Subject key = new Subject(subject, schema.toString());
    Integer known = ids.get(key);
    if (known == null) {
      String path = subjectPath(subject) + "/versions" + (normalize ? "?normalize=true" : "");
      known = http.post(path, body(schema)).path("id").asInt();
      ids.put(key, known);
    }
    return known;
  }

  /** The number of a schema that must be there. */
  public int idOf(String subject, Schema schema, boolean normalize) {
    Subject key = new Subject(subject, schema.toString());
    Integer known = ids.get(key);
    if (known == null) {
      JsonNode found = lookUp(subject, schema, normalize);
      known = found.path("id").asInt();
      ids.put(key, known);
      versions.put(key, found.path("version").asInt());
    }
    return known;
  }

  /** The version of a schema in its subject. */
  public int versionOf(String subject, Schema schema) {
    Subject key = new Subject(subject, schema.toString());
    Integer known = versions.get(key);
    if (known == null) {
      known = lookUp(subject, schema, false).path("version").asInt();
      versions.put(key, known);
    }
    return known;
  }

  private JsonNode lookUp(String subject, Schema schema, boolean normalize) {
    return http.post(subjectPath(subject) + (normalize ? "?normalize=true" : ""), body(schema));
  }

  /** The newest schema of a subject, asked anew each time. */
  public RegisteredSchema latest(String subject) {
    return version(subject, "latest");
  }

  /** One version of a subject. */
  public RegisteredSchema version(String subject, int version) {
    return version(subject, Integer.toString(version));
  }

  private RegisteredSchema version(String subject, String version) {
    JsonNode found = http.get(subjectPath(subject) + "/versions/" + version);
    return new RegisteredSchema(
        found.path("id").asInt(), found.path("version").asInt(), parse(found));
  }

  /** Whether the subject's rule of compatibility lets this schema follow its newest. */
  public boolean isCompatible(String subject, Schema schema) {
    return http.post("/compatibility" + subjectPath(subject) + "/versions/latest", body(schema))
        .path("is_compatible")
        .asBoolean();
  }

  private static String subjectPath(String subject) {
    return "/subjects/" + URLEncoder.encode(subject, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static ObjectNode body(Schema schema) {
    return JsonNodeFactory.instance.objectNode().put("schema", schema.toString());
  }

  private Schema parse(JsonNode answer) {
    String type = answer.path("schemaType").asText("AVRO");
    if (!type.equals("AVRO")) {
      throw new DataException("the schema in the registry is " + type + ", not Avro");
    }
    List<String> texts = new ArrayList<>();
    collect(answer.path("references"), texts, new ArrayList<>());
    texts.add(answer.path("schema").asText());
    try {
      // Registries take schemas that Avro's newer libraries find fault with, so they are read here.
      Schema.Parser parser = new Schema.Parser(NameValidator.NO_VALIDATION);
      parser.setValidateDefaults(false);
      Schema schema = null;
      for (String text : texts) {
        schema = parser.parse(text);
      }
      return java.util.Objects.requireNonNull(schema);
    } catch (AvroRuntimeException e) {
      throw new DataException("the schema in the registry is not valid Avro", e);
    }
  }

  /** Schemas that others refer to come first. */
  private void collect(JsonNode references, List<String> texts, List<String> seen) {
    for (JsonNode reference : references) {
      String subject = reference.path("subject").asText();
      int version = reference.path("version").asInt();
      if (seen.contains(subject + "/" + version)) {
        continue;
      }
      seen.add(subject + "/" + version);
      if (seen.size() > MAX_REFERENCES) {
        throw new DataException("the schema refers to more than " + MAX_REFERENCES + " others");
      }
      JsonNode found = http.get(subjectPath(subject) + "/versions/" + version);
      collect(found.path("references"), texts, seen);
      texts.add(found.path("schema").asText());
    }
  }
}
