package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.smt.script.ScriptException;
import io.acequia.smt.script.ScriptFunction;
import io.acequia.smt.script.ScriptLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link JavaScript}. */
final class JavaScriptConfig extends AbstractConfig {

  static final String CODE = "code";
  static final String FILE = "file";
  static final String TIMEOUT = "timeout.ms";
  static final String MEMORY = "memory.limit.bytes";

  private static final long MAX_FILE_BYTES = 1 << 20;

  static final ConfigDef DEF = define();

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Script")
        .optional(
            CODE,
            Type.STRING,
            null,
            javaScript(),
            Importance.HIGH,
            Width.LONG,
            "The script, with a function transform(event) that returns the event, another object,"
                + " or null to drop the record; an optional second parameter gets the record's"
                + " topic, partition, offset, timestamp, key and headers.")
        .optional(
            FILE,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.HIGH,
            Width.LONG,
            "A file on the worker with the script instead, in UTF-8; read when the connector"
                + " starts.");
    ConfigGroup.in(def, "Limits")
        .optional(
            TIMEOUT,
            Type.LONG,
            500L,
            Validators.between(1, 10_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How many milliseconds the script may take for one record; then the record fails and"
                + " the script begins anew with the next.")
        .optional(
            MEMORY,
            Type.LONG,
            64L << 20,
            Validators.between(1 << 20, 1L << 30),
            Importance.MEDIUM,
            Width.SHORT,
            "How many bytes the script may allocate for one record, garbage included; then the"
                + " record fails and the script begins anew with the next. A text may have a"
                + " sixteenth as many characters.");
    return def;
  }

  JavaScriptConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
    if ((getString(CODE) == null) == (getString(FILE) == null)) {
      throw new ConfigException("Set either " + CODE + " or " + FILE + ", and not both");
    }
  }

  /** A new one for each task: it is not thread-safe. */
  ScriptFunction function() {
    ScriptLimits limits = new ScriptLimits(getLong(TIMEOUT), getLong(MEMORY));
    String code = getString(CODE);
    String key = code == null ? FILE : CODE;
    try {
      return code == null
          ? new ScriptFunction(read(getString(FILE)), getString(FILE), limits)
          : new ScriptFunction(code, CODE, limits);
    } catch (ScriptException e) {
      throw wrong(key, e);
    }
  }

  private static String read(String file) {
    try {
      Path path = Path.of(file);
      if (Files.size(path) > MAX_FILE_BYTES) {
        throw new ConfigException(FILE, file, "is longer than " + MAX_FILE_BYTES + " bytes");
      }
      return Files.readString(path);
    } catch (IOException | InvalidPathException e) {
      throw new ConfigException(FILE, file, "cannot be read: " + e);
    }
  }

  private static Validator javaScript() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            try {
              ScriptFunction.check(text);
            } catch (ScriptException e) {
              throw wrong(key, e);
            }
          }
        },
        () -> "JavaScript");
  }

  /** Without the script itself, which can be long. */
  private static ConfigException wrong(String key, ScriptException e) {
    return new ConfigException("Invalid script in " + key + ": " + e.getMessage());
  }
}
