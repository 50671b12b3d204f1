package io.acequia.elasticsearch.sink.index;

import io.acequia.elasticsearch.sink.json.GrowingBytes;
import io.acequia.elasticsearch.sink.json.ValueWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/** The requests that create what documents are written to. */
final class IndexRequests {
  private static final String FIRST = "-000001";
  private static final int TEMPLATE_PRIORITY = 200;

  private final IndexOptions options;

  IndexRequests(IndexOptions options) {
    this.options = options;
  }

  /** A request with the method {@code PUT}. */
  record Put(String path, @Nullable Map<String, ?> object) {
    /** Its JSON, {@code null} where there is none. */
    byte @Nullable [] body() {
      return object == null ? null : json(object);
    }
  }

  /** What creates this name, in order. */
  List<Put> creating(String name, Set<Schema> schemas) {
    Map<String, @Nullable Object> body = template(schemas);
    return switch (options.kind()) {
      case INDEX -> List.of(new Put("/" + path(name), body));
      case ALIAS -> {
        body.put("aliases", Map.of(name, Map.of("is_write_index", true)));
        yield List.of(new Put("/" + path(name + FIRST), body));
      }
      case DATA_STREAM ->
          List.of(
              new Put(
                  "/_index_template/" + path("acequia-" + name),
                  Map.of(
                      "index_patterns",
                      List.of(name),
                      "data_stream",
                      Map.of(),
                      "priority",
                      TEMPLATE_PRIORITY,
                      "template",
                      body)),
              new Put("/_data_stream/" + path(name), null));
    };
  }

  private Map<String, @Nullable Object> template(Set<Schema> schemas) {
    Map<String, @Nullable Object> mappings = new LinkedHashMap<>(options.mappings());
    if (options.bySchema()) {
      Map<Object, @Nullable Object> properties = new LinkedHashMap<>();
      for (Schema schema : schemas) {
        properties.putAll(SchemaMapping.properties(schema));
      }
      // What the user asks for goes before what a schema says.
      if (mappings.get("properties") instanceof Map<?, ?> own) {
        properties.putAll(own);
      }
      mappings.put("properties", properties);
    }
    Map<String, @Nullable Object> template = new LinkedHashMap<>();
    if (!options.settings().isEmpty()) {
      template.put("settings", options.settings());
    }
    if (!mappings.isEmpty()) {
      template.put("mappings", mappings);
    }
    return template;
  }

  /** What adds the fields of this schema, but for those that the user's own mapping has. */
  Put mapping(String name, Schema schema) {
    Map<String, Object> properties = new LinkedHashMap<>(SchemaMapping.properties(schema));
    if (options.mappings().get("properties") instanceof Map<?, ?> own) {
      properties.keySet().removeAll(own.keySet());
    }
    String path = "/" + path(name) + "/_mapping";
    return new Put(
        options.kind() == TargetKind.INDEX ? path : path + "?write_index_only=true",
        Map.of("properties", properties));
  }

  /** A name as a segment of a path. */
  static String path(String name) {
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static byte[] json(Map<String, ?> object) {
    GrowingBytes out = new GrowingBytes();
    ValueWriter.write(null, object, out);
    return Arrays.copyOf(out.array(), out.size());
  }
}
