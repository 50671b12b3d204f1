package io.acequia.smt.lookup;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** A table in a file. */
record FileOptions(
    Path file, Format format, char delimiter, Duration reloadInterval, long maxBytes) {

  /** How the rows are written. */
  enum Format {
    /** As the file's name ends. */
    AUTO,
    CSV,
    /** One array of objects, or one object of rows by key. */
    JSON,
    /** An object after the other, mostly one a line. */
    JSON_LINES
  }

  static final String FILE = "file";
  static final String FORMAT = "file.format";
  static final String DELIMITER = "file.delimiter";
  static final String RELOAD = "file.reload.interval.ms";
  static final String MAX_BYTES = "file.max.bytes";

  static void addTo(ConfigDef def) {
    ConfigGroup.in(def, "Table in a file")
        .optional(
            FILE,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.HIGH,
            Width.LONG,
            "The file of the table, on every worker: CSV with a header, a JSON array of objects, a"
                + " JSON object of rows by key, or JSON lines; a relative path begins in the"
                + " worker's folder.")
        .optional(
            FORMAT,
            Type.STRING,
            Validators.spell(Format.AUTO),
            Validators.oneOf(Format.class),
            Importance.MEDIUM,
            Width.SHORT,
            "How the file is written: csv, json, json-lines, or auto, which goes by the end of the"
                + " name (.csv, .tsv, .json, .jsonl, .ndjson).")
        .optional(
            DELIMITER,
            Type.STRING,
            ",",
            oneCharacter(),
            Importance.LOW,
            Width.SHORT,
            "The character between the fields of a CSV file; write tab for the tabulator, which is"
                + " the default for .tsv.")
        .optional(
            RELOAD,
            Type.LONG,
            10_000L,
            Validators.between(0, 86_400_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How often to look whether the file has changed, in milliseconds; 0 never looks.")
        .optional(
            MAX_BYTES,
            Type.LONG,
            64L << 20,
            Validators.between(1, 1L << 31),
            Importance.LOW,
            Width.SHORT,
            "The largest file that is read: the table lives in memory, in each task.");
  }

  static FileOptions from(AbstractConfig config) {
    String name = config.getString(FILE);
    Format format = Validators.parse(Format.class, config.getString(FORMAT));
    String delimiter = config.getString(DELIMITER);
    boolean tabs =
        delimiter.equals("tab")
            || (!config.originals().containsKey(DELIMITER) && name.endsWith(".tsv"));
    try {
      return new FileOptions(
          Path.of(name),
          format == Format.AUTO ? byName(name) : format,
          tabs ? '\t' : delimiter.charAt(0),
          Duration.ofMillis(config.getLong(RELOAD)),
          config.getLong(MAX_BYTES));
    } catch (InvalidPathException e) {
      throw new ConfigException(FILE, name, "is not a path: " + e.getReason());
    }
  }

  private static Format byName(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith(".csv") || lower.endsWith(".tsv")) {
      return Format.CSV;
    }
    if (lower.endsWith(".json")) {
      return Format.JSON;
    }
    if (lower.endsWith(".jsonl") || lower.endsWith(".ndjson")) {
      return Format.JSON_LINES;
    }
    throw new ConfigException(FORMAT, "auto", "cannot tell from the name " + name);
  }

  RowReader reader(List<String> keys, Map<String, ColumnType> types, int maxRows) {
    return format == Format.CSV
        ? new CsvReader(delimiter, keys, types, maxRows)
        : new JsonReader(keys, types, maxRows, format == Format.JSON_LINES);
  }

  private static Validator oneCharacter() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text
              && !text.equals("tab")
              && (text.length() != 1 || text.equals("\""))) {
            throw new ConfigException(key, value, "must be one character, or tab");
          }
        },
        () -> "one character, or tab");
  }
}
