package io.acequia.formats.parquet;

import io.acequia.formats.Compression;
import io.acequia.formats.compress.ByteCodec;
import io.acequia.formats.compress.CorruptInputException;
import java.io.IOException;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Compresses the pages of a file, without the classes of Hadoop that Parquet's own codecs need. */
final class PageCodec implements BytesInputCompressor {

  private final CompressionCodecName name;
  private final ByteCodec codec;

  private PageCodec(CompressionCodecName name, ByteCodec codec) {
    this.name = name;
    this.codec = codec;
  }

  static PageCodec of(Compression compression) {
    return switch (compression) {
      case NONE -> new PageCodec(CompressionCodecName.UNCOMPRESSED, ByteCodec.NONE);
      case GZIP -> new PageCodec(CompressionCodecName.GZIP, ByteCodec.GZIP);
      case SNAPPY -> new PageCodec(CompressionCodecName.SNAPPY, ByteCodec.SNAPPY);
      case ZSTD -> new PageCodec(CompressionCodecName.ZSTD, ByteCodec.ZSTD);
      case LZ4 -> new PageCodec(CompressionCodecName.LZ4_RAW, ByteCodec.LZ4);
    };
  }

  /**
   * What reads pages that were compressed so.
   *
   * @throws CorruptInputException if it is a codec that is not supported
   */
  static ByteCodec reading(CompressionCodecName name) throws CorruptInputException {
    return switch (name) {
      case UNCOMPRESSED -> ByteCodec.NONE;
      case GZIP -> ByteCodec.GZIP;
      case SNAPPY -> ByteCodec.SNAPPY;
      case ZSTD -> ByteCodec.ZSTD;
      case LZ4_RAW -> ByteCodec.LZ4;
      default ->
          throw new CorruptInputException(
              "has a column compressed with " + name + ", which is not supported", null);
    };
  }

  @Override
  public BytesInput compress(BytesInput bytes) throws IOException {
    if (codec == ByteCodec.NONE) {
      return bytes;
    }
    byte[] plain = bytes.toByteArray();
    return BytesInput.from(codec.compress(plain, plain.length));
  }

  @Override
  public CompressionCodecName getCodecName() {
    return name;
  }

  @Override
  public void release() {
    // Nothing is kept between pages.
  }
}
