package io.acequia.formats.parquet;

import io.acequia.formats.compress.CorruptInputException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.parquet.format.Util;
import org.apache.parquet.format.converter.ParquetMetadataConverter;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;

/**
 * Reads the end of a Parquet file, which says where all else is.
 *
 * @see <a href="https://github.com/apache/parquet-format#file-format">Parquet's file format</a>
 */
final class Footer {

  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);
  private static final int TAIL = Integer.BYTES + MAGIC.length;
  private static final int LARGEST = 64 << 20;

  private Footer() {}

  static ParquetMetadata of(GuardedFile file) throws IOException {
    if (file.length() < MAGIC.length + TAIL) {
      throw new CorruptInputException("is too short for Parquet", null);
    }
    byte[] tail = file.read(file.length() - TAIL, TAIL);
    byte[] magic = Arrays.copyOfRange(tail, Integer.BYTES, TAIL);
    if (Arrays.equals(magic, ENCRYPTED)) {
      throw new CorruptInputException("is encrypted, which is not supported", null);
    }
    if (!Arrays.equals(magic, MAGIC)) {
      throw new CorruptInputException("is not Parquet, or its end is missing", null);
    }
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    if (length < 0 || length > LARGEST) {
      throw new CorruptInputException("has a footer of more than " + LARGEST + " bytes", null);
    }
    byte[] footer = file.read(file.length() - TAIL - length, length);
    return new ParquetMetadataConverter()
        .fromParquetMetadata(Util.readFileMetaData(new ByteArrayInputStream(footer)));
  }
}
