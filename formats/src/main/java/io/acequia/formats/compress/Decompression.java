package io.acequia.formats.compress;

import com.github.luben.zstd.ZstdInputStreamNoFinalizer;
import io.acequia.formats.Compression;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import net.jpountz.lz4.LZ4FrameInputStream;
import org.jspecify.annotations.Nullable;
import org.xerial.snappy.SnappyFramedInputStream;

/**
 * Reads a compressed file. What the decompressor complains about is a {@link
 * CorruptInputException}; what the input itself fails with passes unchanged.
 */
public final class Decompression extends InputStream {

  private static final int BUFFER = 16 * 1_024;

  private final Source source;
  private final Compression compression;
  private @Nullable InputStream plain;

  private Decompression(InputStream in, Compression compression) {
    this.source = new Source(in);
    this.compression = compression;
  }

  /** The uncompressed bytes of {@code in}, which is closed with them. */
  public static InputStream of(InputStream in, Compression compression) {
    return compression == Compression.NONE ? in : new Decompression(in, compression);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int count = read(one, 0, 1);
    return count < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    try {
      if (plain == null) {
        plain = open();
      }
      return plain.read(target, offset, length);
    } catch (IOException | RuntimeException e) {
      if (source.failure != null) {
        throw source.failure;
      }
      throw new CorruptInputException(
          source.ended
              ? "ends in the middle of its " + compression.label() + " compression"
              : "is not what " + compression.label() + " compression writes",
          e);
    }
  }

  private InputStream open() throws IOException {
    return switch (compression) {
      case GZIP -> new GZIPInputStream(source, BUFFER);
      case SNAPPY -> new SnappyFramedInputStream(source, true);
      case ZSTD -> new ZstdInputStreamNoFinalizer(source);
      case LZ4 -> new LZ4FrameInputStream(source);
      case NONE -> source;
    };
  }

  @Override
  public void close() throws IOException {
    if (plain == null) {
      source.close();
    } else {
      plain.close();
    }
  }

  /** Remembers how the input ended, to tell an outage from a broken file. */
  private static final class Source extends InputStream {

    private final InputStream in;
    private @Nullable IOException failure;
    private boolean ended;

    Source(InputStream in) {
      this.in = in;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      int count = read(one, 0, 1);
      return count < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      try {
        int count = in.read(target, offset, length);
        ended |= count < 0;
        return count;
      } catch (IOException e) {
        failure = e;
        throw e;
      }
    }

    /** {@link GZIPInputStream} looks for a next member only where more bytes seem to be there. */
    @Override
    public int available() {
      return ended ? 0 : 1;
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
