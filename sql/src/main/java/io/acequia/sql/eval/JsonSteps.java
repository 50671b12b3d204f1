package io.acequia.sql.eval;

import io.acequia.sql.json.JsonReader;
import io.acequia.sql.type.SqlType.Kind;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/** What -> and ->> find: in JSON text, which is parsed for it, or in a nested value. */
public final class JsonSteps {

  private JsonSteps() {}

  /**
   * @throws org.apache.kafka.connect.errors.DataException if a text is not JSON
   */
  public static @Nullable Object step(Object whole, Object step) {
    boolean text = whole instanceof String || ValueKind.of(whole) == Kind.BYTES;
    Object structured =
        text ? JsonReader.DEFAULT.read(whole instanceof String ? whole : Bytes.of(whole)) : whole;
    boolean byName = step instanceof String;
    boolean isArray = structured instanceof List;
    boolean isObject = structured instanceof Map || structured instanceof Struct;
    return byName && isObject || !byName && isArray ? Steps.step(structured, step) : null;
  }
}
