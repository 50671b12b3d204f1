package io.acequia.elasticsearch.sink.mapping;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.kafka.connect.errors.DataException;

/**
 * What a cluster accepts as the name of an index, an alias or a data stream.
 *
 * @see <a
 *     href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/indices-create-index.html">Create
 *     index API</a>
 */
public final class IndexName {
  private static final int MAX_BYTES = 255;
  private static final String ILLEGAL = "\\/*?\"<>| ,#:";

  private IndexName() {}

  /**
   * The name in lower case.
   *
   * @throws DataException if a cluster would refuse it; without the name, which may be data
   */
  public static String of(String text) {
    String name = text.toLowerCase(Locale.ROOT);
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      throw new DataException("the index's name is empty, '.' or '..'");
    }
    if ("-_+".indexOf(name.charAt(0)) >= 0) {
      throw new DataException("the index's name begins with '-', '_' or '+'");
    }
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < ' ' || ILLEGAL.indexOf(c) >= 0) {
        throw new DataException(
            "the index's name has a character at position " + i + " that none may have");
      }
    }
    if (name.length() > MAX_BYTES / 4 && name.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
      throw new DataException("the index's name is longer than " + MAX_BYTES + " bytes");
    }
    return name;
  }
}
