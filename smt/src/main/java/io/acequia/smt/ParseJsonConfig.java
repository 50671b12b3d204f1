package io.acequia.smt;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import io.acequia.commons.path.FieldPath;
import io.acequia.smt.json.BigNumbers;
import io.acequia.smt.json.DeclaredParsing;
import io.acequia.smt.json.InferredParsing;
import io.acequia.smt.json.JsonOptions;
import io.acequia.smt.json.JsonParsing;
import io.acequia.smt.json.JsonReader;
import io.acequia.smt.json.JsonTexts;
import io.acequia.smt.json.OnError;
import io.acequia.smt.json.OpenParsing;
import io.acequia.smt.json.SchemaText;
import io.acequia.smt.record.RecordPart;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.LambdaValidator;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Validator;
import org.apache.kafka.common.config.ConfigDef.Width;
import org.apache.kafka.common.config.ConfigException;

/** The settings of {@link ParseJson}. */
final class ParseJsonConfig extends AbstractConfig {

  /** Where the schema of what is parsed comes from. */
  enum SchemaMode {
    /** There is none. */
    NONE,
    /** From the configuration. */
    DECLARED,
    /** From the texts. */
    INFER
  }

  /** What equal keys in one object mean. */
  enum DuplicateKeys {
    /** The last one counts. */
    LAST,
    /** The text is refused. */
    FAIL
  }

  static final String FIELDS = "fields";
  static final String ON_ERROR = "on.error";
  static final String SCHEMA_MODE = "schema.mode";
  static final String SCHEMA = "schema";
  static final String SCHEMA_NAME = "schema.name";
  static final String MAX_FIELDS = "schema.max.fields";
  static final String BIG_NUMBERS = "big.numbers";
  static final String DUPLICATE_KEYS = "duplicate.keys";
  static final String MAX_DEPTH = "max.depth";
  static final String MAX_BYTES = "max.bytes";

  static final ConfigDef DEF = define();

  private static ConfigDef define() {
    ConfigDef def = new ConfigDef();
    ConfigGroup.in(def, "Fields")
        .optional(
            FIELDS,
            Type.LIST,
            "",
            Validators.each(Validators.fieldPath()),
            Importance.HIGH,
            Width.LONG,
            "The fields whose texts are parsed, as paths such as payload, data.user.props,"
                + " items[*].json or data.*.raw; empty for the whole key or value.")
        .optional(
            ON_ERROR,
            Type.STRING,
            Validators.spell(OnError.FAIL),
            Validators.oneOf(OnError.class),
            Importance.HIGH,
            Width.SHORT,
            "What becomes of a text that is not JSON or does not fit its schema: fail refuses the"
                + " record, null makes the field null, keep leaves the text as it was, which only"
                + " records without a schema allow.");
    defineSchema(ConfigGroup.in(def, "Schema"));
    defineReading(ConfigGroup.in(def, "Reading"));
    return def;
  }

  private static void defineSchema(ConfigGroup group) {
    group
        .optional(
            SCHEMA_MODE,
            Type.STRING,
            Validators.spell(SchemaMode.NONE),
            Validators.oneOf(SchemaMode.class),
            Importance.HIGH,
            Width.SHORT,
            "Where the schema of what is parsed comes from: none gives maps without schema,"
                + " declared takes the one in schema, infer takes it from the first texts of each"
                + " topic and widens it as more appears. Fields of a record with a schema need one"
                + " of the latter two.")
        .optional(
            SCHEMA,
            Type.STRING,
            null,
            schemaText(),
            Importance.HIGH,
            Width.LONG,
            "The schema for schema.mode declared, as ksqlDB writes columns: id BIGINT NOT NULL,"
                + " user STRUCT<name STRING, tags ARRAY<STRING>>, props MAP<STRING, DOUBLE>, price"
                + " DECIMAL(10, 2), at TIMESTAMP. Connect's names of types, such as int64, are"
                + " understood too.")
        .optional(
            SCHEMA_NAME,
            Type.STRING,
            null,
            Validators.nonBlank(),
            Importance.MEDIUM,
            Width.MEDIUM,
            "The name of the schema, such as com.example.Order, which Avro wants; structs inside"
                + " get it with the path of their field. Without it schemas have no name.")
        .optional(
            MAX_FIELDS,
            Type.INT,
            1_000,
            Validators.between(1, 100_000),
            Importance.LOW,
            Width.SHORT,
            "How many fields an inferred schema may have, at all levels; a record beyond that is"
                + " refused, since its keys are most likely data.");
  }

  private static void defineReading(ConfigGroup group) {
    group
        .optional(
            BIG_NUMBERS,
            Type.STRING,
            Validators.spell(BigNumbers.FAIL),
            Validators.oneOf(BigNumbers.class),
            Importance.MEDIUM,
            Width.SHORT,
            "What becomes of whole numbers beyond 64 bits and of decimals that a double would"
                + " round: fail refuses them, text keeps their digits as a text, double takes the"
                + " nearest double, decimal makes a Decimal.")
        .optional(
            DUPLICATE_KEYS,
            Type.STRING,
            Validators.spell(DuplicateKeys.LAST),
            Validators.oneOf(DuplicateKeys.class),
            Importance.LOW,
            Width.SHORT,
            "What a key means that is twice in one object: last takes its last value, fail refuses"
                + " the text.")
        .optional(
            MAX_DEPTH,
            Type.INT,
            JsonOptions.DEFAULT_DEPTH,
            Validators.between(1, 1_000),
            Importance.LOW,
            Width.SHORT,
            "How many levels of objects and arrays a text may have; a deeper one is refused.")
        .optional(
            MAX_BYTES,
            Type.INT,
            JsonOptions.DEFAULT_BYTES,
            Validators.atLeast(1),
            Importance.LOW,
            Width.SHORT,
            "How many bytes a text may have in UTF-8; a longer one is refused.");
  }

  ParseJsonConfig(Map<String, ?> settings) {
    super(DEF, settings, false);
    if (mode() == SchemaMode.DECLARED && getString(SCHEMA) == null) {
      throw new ConfigException(SCHEMA, null, "is needed in schema.mode declared");
    }
    if (mode() != SchemaMode.DECLARED && getString(SCHEMA) != null) {
      throw new ConfigException(
          SCHEMA_MODE, getString(SCHEMA_MODE), "must be declared when schema is set");
    }
    if (mode() != SchemaMode.NONE && onError() == OnError.KEEP) {
      throw new ConfigException(
          ON_ERROR, getString(ON_ERROR), "needs schema.mode none: a schema has one type only");
    }
  }

  /** A new one for each user: it is not thread-safe. */
  JsonParsing parsing(RecordPart part) {
    JsonTexts texts = new JsonTexts(new JsonReader(options()), onError());
    List<FieldPath> fields = getList(FIELDS).stream().map(FieldPath::parse).toList();
    String where = part.toString();
    String name = getString(SCHEMA_NAME);
    boolean roundLongs = options().bigNumbers() == BigNumbers.DOUBLE;
    return switch (mode()) {
      case NONE -> new OpenParsing(texts, fields, where);
      case DECLARED ->
          new DeclaredParsing(
              texts, fields, where, SchemaText.parse(getString(SCHEMA), name), roundLongs);
      case INFER -> new InferredParsing(texts, fields, where, name, getInt(MAX_FIELDS), roundLongs);
    };
  }

  private JsonOptions options() {
    return new JsonOptions(
        Validators.parse(BigNumbers.class, getString(BIG_NUMBERS)),
        Validators.parse(DuplicateKeys.class, getString(DUPLICATE_KEYS)) == DuplicateKeys.LAST,
        getInt(MAX_DEPTH),
        getInt(MAX_BYTES));
  }

  private SchemaMode mode() {
    return Validators.parse(SchemaMode.class, getString(SCHEMA_MODE));
  }

  private OnError onError() {
    return Validators.parse(OnError.class, getString(ON_ERROR));
  }

  private static Validator schemaText() {
    return LambdaValidator.with(
        (key, value) -> {
          if (value instanceof String text) {
            try {
              SchemaText.parse(text, null);
            } catch (ConfigException e) {
              throw new ConfigException(key, value, e.getMessage());
            }
          }
        },
        () -> "columns such as id BIGINT, tags ARRAY<STRING>");
  }
}
