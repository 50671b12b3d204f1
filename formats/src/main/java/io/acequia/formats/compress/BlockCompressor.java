package io.acequia.formats.compress;

import com.github.luben.zstd.Zstd;
import io.acequia.formats.Compression;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream;
import org.xerial.snappy.SnappyFramedOutputStream;

/**
 * Compresses a block into a unit that can be read by itself: a gzip member, a Zstandard frame, an
 * LZ4 frame, a Snappy stream. All four formats say that units may follow one another in a file.
 *
 * <p>That way an open file holds no compressor, which for gzip is 256 KiB outside of the heap, and
 * thousands of files can be open.
 */
final class BlockCompressor {

  private static final int ZSTD_LEVEL = 3;

  private final Compression compression;

  BlockCompressor(Compression compression) {
    this.compression = compression;
  }

  void compress(byte[] bytes, int length, OutputStream out) throws IOException {
    switch (compression) {
      case NONE -> out.write(bytes, 0, length);
      case ZSTD -> zstd(bytes, length, out);
      default -> {
        ByteArrayOutputStream unit = new ByteArrayOutputStream(length / 2 + 64);
        try (OutputStream compressor = stream(unit)) {
          compressor.write(bytes, 0, length);
        }
        unit.writeTo(out);
      }
    }
  }

  private static void zstd(byte[] bytes, int length, OutputStream out) throws IOException {
    byte[] frame = new byte[Math.toIntExact(Zstd.compressBound(length))];
    long size = Zstd.compressByteArray(frame, 0, frame.length, bytes, 0, length, ZSTD_LEVEL);
    if (Zstd.isError(size)) {
      throw new IOException("zstd: " + Zstd.getErrorName(size));
    }
    out.write(frame, 0, (int) size);
  }

  private OutputStream stream(OutputStream unit) throws IOException {
    return switch (compression) {
      case GZIP -> new GZIPOutputStream(unit, 8_192);
      case SNAPPY -> new SnappyFramedOutputStream(unit);
      case LZ4 -> new LZ4FrameOutputStream(unit, LZ4FrameOutputStream.BLOCKSIZE.SIZE_256KB);
      default -> throw new IllegalStateException(compression.label());
    };
  }
}
