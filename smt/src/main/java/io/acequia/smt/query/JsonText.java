package io.acequia.smt.query;

import io.acequia.sql.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Results of a statement over JSON, in the form in which the JSON came. */
public final class JsonText {

  private JsonText() {}

  /**
   * @param before JSON as String, or in UTF-8 as bytes
   * @return a String if JSON came as one, otherwise bytes
   */
  public static Object like(Object before, Map<?, ?> result) {
    String text = JsonWriter.write(result, null);
    return before instanceof String ? text : text.getBytes(StandardCharsets.UTF_8);
  }
}
