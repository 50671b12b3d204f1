package io.acequia.elasticsearch.sink;

import io.acequia.elasticsearch.sink.json.Json;
import io.acequia.elasticsearch.sink.mapping.IndexName;
import io.acequia.elasticsearch.sink.mapping.NameTemplate;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The checks of this sink's own keys; none of them ever repeats a secret. */
final class SinkValidators {
  private SinkValidators() {}

  /** The address of a node, without a secret in it. */
  static Validator url() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String url) {
            checkUrl(key, url);
          }
        },
        () -> "http://host:9200 or https://host:9200");
  }

  private static void checkUrl(String key, String url) {
    URI uri;
    try {
      uri = new URI(url.strip());
    } catch (URISyntaxException e) {
      // Without the text, which may have a password in it.
      throw new ConfigException(key + " has an address that is no URL");
    }
    if (uri.getUserInfo() != null) {
      throw new ConfigException(
          key + " must not contain a password, as it is shown: use elasticsearch.password");
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getQuery() != null || uri.getFragment() != null) {
      throw new ConfigException(key + " must be addresses such as https://host:9200");
    }
  }

  /** A template that can be an index's name. */
  static Validator index() {
    return parsed(
        "a name over ${topic}, ${partition}, ${key}, ${field:path}, ${timestamp:pattern}",
        text -> {
          NameTemplate.parse(text);
          if (text.indexOf('$') < 0) {
            IndexName.of(text);
          }
        });
  }

  static Validator template() {
    return parsed("a template", NameTemplate::parse);
  }

  /** A path of names. */
  static Validator field() {
    return parsed("a path of names such as data.user.id", NameTemplate::field);
  }

  /** A JSON object, or nothing. */
  static Validator json() {
    return parsed("a JSON object", SinkValidators::object);
  }

  /**
   * The object that the text is; empty if it is blank.
   *
   * @throws ConfigException if it is none
   */
  static Map<String, @Nullable Object> object(String text) {
    if (text.isBlank()) {
      return Map.of();
    }
    try {
      return Json.object(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ConfigException("not a JSON object: " + e.getMessage());
    }
  }

  private static Validator parsed(String description, Consumer<String> parser) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            try {
              parser.accept(text);
            } catch (ConfigException | DataException e) {
              throw new ConfigException(key, value, e.getMessage());
            }
          }
        },
        () -> description);
  }
}
