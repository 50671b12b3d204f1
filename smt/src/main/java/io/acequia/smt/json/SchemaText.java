package io.acequia.smt.json;

import java.util.Locale;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Time;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.SchemaBuilderException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a schema in the notation of ksqlDB's columns, with Connect's names of types beside SQL's:
 * {@code id BIGINT NOT NULL, user STRUCT<name STRING, tags ARRAY<STRING>>, props MAP<DOUBLE>, price
 * DECIMAL(10, 2), at TIMESTAMP}. What is not NOT NULL is optional.
 */
public final class SchemaText {

  /** The text is a configuration's, yet reading it is recursive. */
  private static final int DEEPEST = 100;

  private final String text;
  private int at;
  private int depth;

  private SchemaText(String text) {
    this.text = text;
  }

  /**
   * The schema that a text says; always optional.
   *
   * @param name of the struct, and the beginning of the names of those inside; null for none
   * @throws ConfigException naming what is wrong, and where
   */
  public static Schema parse(String text, @Nullable String name) {
    SchemaText reader = new SchemaText(text);
    Schema schema = reader.root(name);
    if (reader.peek() != 0) {
      throw reader.wrong("expected ',' or the end");
    }
    return schema;
  }

  private Schema root(@Nullable String name) {
    return startsWithType() ? type(name).optional().build() : columns(name).optional().build();
  }

  /** Whether a type follows at once, as in ARRAY<INT>, instead of a column's name. */
  private boolean startsWithType() {
    if (peek() == '`') {
      return false;
    }
    int start = at;
    word();
    boolean type = peek() == '<';
    at = start;
    return type;
  }

  private SchemaBuilder columns(@Nullable String name) {
    SchemaBuilder struct = SchemaBuilder.struct().name(name);
    do {
      int start = at;
      String column = peek() == '`' ? quoted() : word();
      SchemaBuilder type = type(name == null ? null : name + "." + column);
      Schema schema = notNull() ? type.required().build() : type.optional().build();
      try {
        struct.field(column, schema);
      } catch (SchemaBuilderException e) {
        at = start;
        throw wrong("there are two columns '" + column + "'");
      }
    } while (skip(','));
    return struct;
  }

  private SchemaBuilder type(@Nullable String name) {
    if (++depth > DEEPEST) {
      throw wrong("the types are nested deeper than " + DEEPEST + " levels");
    }
    peek();
    int start = at;
    String type = word().toUpperCase(Locale.ROOT);
    SchemaBuilder schema =
        switch (type) {
          case "BOOLEAN" -> SchemaBuilder.bool();
          case "TINYINT", "INT8" -> SchemaBuilder.int8();
          case "SMALLINT", "INT16" -> SchemaBuilder.int16();
          case "INT", "INTEGER", "INT32" -> SchemaBuilder.int32();
          case "BIGINT", "INT64" -> SchemaBuilder.int64();
          case "REAL", "FLOAT", "FLOAT32" -> SchemaBuilder.float32();
          case "DOUBLE", "FLOAT64" -> SchemaBuilder.float64();
          case "STRING", "VARCHAR", "TEXT" -> SchemaBuilder.string();
          case "BYTES" -> SchemaBuilder.bytes();
          case "DATE" -> Date.builder();
          case "TIME" -> Time.builder();
          case "TIMESTAMP" -> Timestamp.builder();
          case "DECIMAL" -> decimal();
          case "ARRAY" -> array(name);
          case "MAP" -> map(name);
          case "STRUCT" -> struct(name);
          default -> {
            at = start;
            throw wrong("'" + type + "' is not a type");
          }
        };
    depth--;
    return schema;
  }

  private SchemaBuilder array(@Nullable String name) {
    expect('<');
    Schema element = type(name).optional().build();
    expect('>');
    return SchemaBuilder.array(element);
  }

  private SchemaBuilder map(@Nullable String name) {
    expect('<');
    Schema values = type(name).optional().build();
    if (skip(',')) {
      if (values.type() != Schema.Type.STRING) {
        throw wrong("a JSON object's keys are texts: write MAP<STRING, ...>");
      }
      values = type(name).optional().build();
    }
    expect('>');
    return SchemaBuilder.map(Schema.STRING_SCHEMA, values);
  }

  private SchemaBuilder struct(@Nullable String name) {
    expect('<');
    SchemaBuilder struct = columns(name);
    expect('>');
    return struct;
  }

  private SchemaBuilder decimal() {
    expect('(');
    int precision = number();
    int scale = skip(',') ? number() : 0;
    if (precision < 1 || precision > JsonNumber.LARGEST_SCALE || scale > precision) {
      throw wrong(
          "DECIMAL(precision, scale) takes a precision of 1 to "
              + JsonNumber.LARGEST_SCALE
              + " and a scale of at most the precision");
    }
    expect(')');
    return Decimal.builder(scale).parameter(ToSchema.PRECISION, Integer.toString(precision));
  }

  private boolean notNull() {
    peek();
    if (!text.regionMatches(true, at, "NOT", 0, 3)) {
      return false;
    }
    word();
    if (!word().equalsIgnoreCase("NULL")) {
      throw wrong("expected NOT NULL");
    }
    return true;
  }

  private int number() {
    String digits = word();
    try {
      return Integer.parseUnsignedInt(digits);
    } catch (NumberFormatException e) {
      throw wrong("expected a number");
    }
  }

  private String word() {
    peek();
    int start = at;
    while (at < text.length() && isPartOfWord(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw wrong("expected a name or a type");
    }
    return text.substring(start, at);
  }

  private static boolean isPartOfWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '$' || c == '@';
  }

  private String quoted() {
    int end = text.indexOf('`', at + 1);
    if (end <= at + 1) {
      throw wrong("the back quote is not closed, or nothing is in it");
    }
    String name = text.substring(at + 1, end);
    at = end + 1;
    return name;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw wrong("expected '" + c + "'");
    }
  }

  private boolean skip(char c) {
    if (peek() != c) {
      return false;
    }
    at++;
    return true;
  }

  /** The next character that is not white space; 0 at the end. */
  private char peek() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at < text.length() ? text.charAt(at) : 0;
  }

  private ConfigException wrong(String what) {
    return new ConfigException(what + " at position " + at + " of the schema '" + text + "'");
  }
}
