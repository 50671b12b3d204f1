package io.acequia.sql.library.text;

import io.acequia.sql.eval.Texts;
import io.acequia.sql.json.JsonWriter;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Any value as text, as CAST and {@code ||} show it. */
public final class ValueText {

  private ValueText() {}

  /**
   * Text and numbers as they are, dates and times in ISO 8601, anything nested as JSON.
   *
   * @param type of the value, {@link SqlType#ANY} if that is not known
   * @throws DataException if the value is not of Connect's classes
   */
  public static String of(Object value, SqlType type) {
    if (value instanceof Map || value instanceof List || value instanceof Struct) {
      return JsonWriter.write(value, type.schema());
    }
    return Texts.of(value, type.isOpen() ? Kind.ANY : type.kind());
  }
}
