package io.acequia.schema.registry.wire;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * How a record says which schema it is written with: a byte 0 and the schema's number in four bytes
 * before the value, or, as newer producers may do it, a header with the number or with the schema's
 * globally unique id.
 *
 * @see <a
 *     href="https://docs.confluent.io/platform/current/schema-registry/fundamentals/serdes-develop/index.html#wire-format">Wire
 *     format</a>
 */
public final class SchemaId {

  /** The bytes before a value: a zero and a number. */
  public static final int PREFIX = 5;

  private static final byte BY_NUMBER = 0;
  private static final byte BY_GUID = 1;
  private static final int GUID_BYTES = 17;
  private static final String KEY_HEADER = "__key_schema_id";
  private static final String VALUE_HEADER = "__value_schema_id";

  private SchemaId() {}

  /** The bytes that come before a value. */
  public static byte[] prefix(int id) {
    return ByteBuffer.allocate(PREFIX).put(BY_NUMBER).putInt(id).array();
  }

  /**
   * The number before a value.
   *
   * @throws DataException if there is none
   */
  public static int ofPrefix(byte[] record) {
    if (record.length < PREFIX || record[0] != BY_NUMBER) {
      throw new DataException(
          record.length < PREFIX
              ? "the record is shorter than the five bytes that name its schema"
              : "the record does not begin with the byte 0: it was not written with a registry");
    }
    return ByteBuffer.wrap(record, 1, Integer.BYTES).getInt();
  }

  /**
   * What a header says, which comes before what the record says.
   *
   * @return an Integer or a UUID; null if there is no such header
   * @throws DataException if it is malformed
   */
  public static @Nullable Object ofHeaders(@Nullable Headers headers, boolean isKey) {
    Header header = headers == null ? null : headers.lastHeader(isKey ? KEY_HEADER : VALUE_HEADER);
    if (header == null || header.value() == null) {
      return null;
    }
    ByteBuffer bytes = ByteBuffer.wrap(header.value());
    if (bytes.remaining() == PREFIX && bytes.get(0) == BY_NUMBER) {
      return bytes.getInt(1);
    }
    if (bytes.remaining() == GUID_BYTES && bytes.get(0) == BY_GUID) {
      return new UUID(bytes.getLong(1), bytes.getLong(1 + Long.BYTES));
    }
    throw new DataException("the header " + header.key() + " does not name a schema");
  }
}
