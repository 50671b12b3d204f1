package io.acequia.object.store.sink;

import io.acequia.object.store.sink.partition.PathTemplate;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.function.Consumer;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigException;

/** The checks of this sink's own keys. */
final class SinkValidators {
  private SinkValidators() {}

  /** A template of a path. */
  static Validator path() {
    return parsed(
        "a path over ${topic}, ${partition}, ${key}, ${key.FIELD}, ${value.FIELD}, ${time:PATTERN}",
        text -> PathTemplate.parse(text, ZoneOffset.UTC));
  }

  /** A path without variables. */
  static Validator constantPath() {
    return parsed(
        "a path without variables",
        text -> {
          PathTemplate.parse(text, ZoneOffset.UTC);
          if (text.isBlank() || text.indexOf('$') >= 0) {
            throw new ConfigException("it is one folder for all records");
          }
        });
  }

  /** A time zone. */
  static Validator zone() {
    return parsed(
        "a time zone such as UTC, +02:00 or Europe/Berlin",
        text -> {
          try {
            ZoneId.of(text);
          } catch (DateTimeException e) {
            throw new ConfigException(e.getMessage());
          }
        });
  }

  private static Validator parsed(String description, Consumer<String> parser) {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            try {
              parser.accept(text);
            } catch (ConfigException e) {
              throw new ConfigException(key, value, e.getMessage());
            }
          }
        },
        () -> description);
  }
}
