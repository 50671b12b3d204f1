package io.acequia.smt.json;

import java.util.function.UnaryOperator;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Reads texts, and knows what becomes of those that cannot be read.
 *
 * @param reader of the texts
 * @param onError for texts that are not JSON, or do not fit a schema
 */
public record JsonTexts(JsonReader reader, OnError onError) {

  /** What the text at a path says; null for null. */
  @Nullable Object read(@Nullable Object text, String path) {
    return read(text, path, tree -> tree);
  }

  /**
   * What the text at a path says, as {@code convert} makes it fit; null for null.
   *
   * @param convert may throw {@link DataException}
   */
  @Nullable Object read(
      @Nullable Object text, String path, UnaryOperator<@Nullable Object> convert) {
    if (text == null) {
      return null;
    }
    try {
      return convert.apply(reader.read(text, path));
    } catch (DataException e) {
      return switch (onError) {
        case FAIL -> throw e;
        case NULL -> null;
        case KEEP -> text;
      };
    }
  }

  /**
   * @throws DataException if values of this schema cannot be JSON texts
   */
  static void requireText(Schema schema, String path) {
    boolean text = schema.type() == Schema.Type.STRING || schema.type() == Schema.Type.BYTES;
    if (!text || (schema.name() != null && schema.type() == Schema.Type.BYTES)) {
      throw new DataException(
          "'"
              + path
              + "' is a "
              + (schema.name() == null ? schema.type() : schema.name())
              + ", not a text or bytes");
    }
  }
}
