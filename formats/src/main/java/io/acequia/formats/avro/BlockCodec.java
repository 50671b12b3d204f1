package io.acequia.formats.avro;

import io.acequia.formats.Compression;
import io.acequia.formats.compress.ByteCodec;
import io.acequia.formats.compress.CorruptInputException;
import io.acequia.formats.value.Misfit;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** How the blocks of an Avro file are compressed, by the name in its header. */
enum BlockCodec {
  NULL(ByteCodec.NONE, Compression.NONE, "null"),
  DEFLATE(ByteCodec.DEFLATE, Compression.GZIP, "deflate"),
  /** Followed by a checksum of the uncompressed bytes. */
  SNAPPY(ByteCodec.SNAPPY, Compression.SNAPPY, "snappy"),
  ZSTANDARD(ByteCodec.ZSTD, Compression.ZSTD, "zstandard");

  private final ByteCodec codec;
  private final Compression compression;
  private final String label;

  BlockCodec(ByteCodec codec, Compression compression, String label) {
    this.codec = codec;
    this.compression = compression;
    this.label = label;
  }

  String label() {
    return label;
  }

  static BlockCodec of(Compression compression) {
    for (BlockCodec codec : values()) {
      if (codec.compression == compression) {
        return codec;
      }
    }
    throw new Misfit("Avro files cannot be compressed with " + compression.label());
  }

  /** {@code null} if it is none of these. */
  static @Nullable BlockCodec named(String label) {
    for (BlockCodec codec : values()) {
      if (codec.label.equals(label)) {
        return codec;
      }
    }
    return null;
  }

  byte[] compress(byte[] bytes, int length) throws IOException {
    byte[] compressed = codec.compress(bytes, length);
    if (this != SNAPPY) {
      return compressed;
    }
    return ByteBuffer.allocate(compressed.length + Integer.BYTES)
        .put(compressed)
        .putInt(checksum(bytes, length))
        .array();
  }

  byte[] decompress(byte[] block, int most) throws CorruptInputException {
    if (this != SNAPPY) {
      return codec.decompress(block, most);
    }
    int length = block.length - Integer.BYTES;
    if (length < 0) {
      throw new CorruptInputException("has a block without a checksum", null);
    }
    byte[] bytes = codec.decompress(Arrays.copyOf(block, length), most);
    if (ByteBuffer.wrap(block).getInt(length) != checksum(bytes, bytes.length)) {
      throw new CorruptInputException("has a block whose checksum is wrong", null);
    }
    return bytes;
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32 crc = new CRC32();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
