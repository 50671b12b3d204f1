package io.acequia.smt.query;

import io.acequia.sql.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** Results of a statement over JSON, in the form in which the JSON came. */
public final class JsonText {

  private JsonText() {}

  /**
   * @param before JSON as String, or in UTF-8 as bytes
   * @param result a map; or {@code before} itself, if the statement took everything
   */
  public static Object like(Object before, Object result) {
    if (result == before || result instanceof byte[] || result instanceof String) {
      return result;
    }
    String text = JsonWriter.write(result, null);
    return before instanceof String ? text : text.getBytes(StandardCharsets.UTF_8);
  }
}
