package io.acequia.streams.transforms.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** UTF-8 text as the one column {@link #COLUMN}. */
public final class TextFormat implements SourceFormat {

  public static final String COLUMN = "value";

  @Override
  public Reader open(Wanted wanted) {
    return TextFormat::read;
  }

  private static Map<String, @Nullable Object> read(String topic, Headers headers, byte[] value) {
    try {
      Map<String, @Nullable Object> row = new HashMap<>();
      row.put(
          COLUMN, StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString());
      return row;
    } catch (CharacterCodingException e) {
      throw new DataException("the value is not UTF-8 text", e);
    }
  }
}
