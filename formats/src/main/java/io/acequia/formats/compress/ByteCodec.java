package io.acequia.formats.compress;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import net.jpountz.lz4.LZ4Factory;
import org.xerial.snappy.Snappy;

/** Compresses blocks of bytes inside of files. */
public enum ByteCodec {
  NONE {
    @Override
    public byte[] compress(byte[] bytes, int length) {
      return Arrays.copyOf(bytes, length);
    }

    @Override
    byte[] expand(byte[] bytes, int most) {
      return bytes;
    }
  },
  /** RFC 1951, without a header, as Avro has it. */
  DEFLATE {
    @Override
    public byte[] compress(byte[] bytes, int length) {
      Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
      try {
        deflater.setInput(bytes, 0, length);
        deflater.finish();
        ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2 + 64);
        byte[] chunk = new byte[CHUNK];
        while (!deflater.finished()) {
          out.write(chunk, 0, deflater.deflate(chunk));
        }
        return out.toByteArray();
      } finally {
        deflater.end();
      }
    }

    @Override
    byte[] expand(byte[] bytes, int most) throws IOException, DataFormatException {
      Inflater inflater = new Inflater(true);
      try {
        inflater.setInput(bytes);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] chunk = new byte[CHUNK];
        while (!inflater.finished() && out.size() <= most) {
          int count = inflater.inflate(chunk);
          if (count == 0 && !inflater.finished()) {
            throw new IOException("incomplete");
          }
          out.write(chunk, 0, count);
        }
        return out.toByteArray();
      } finally {
        inflater.end();
      }
    }
  },
  /** RFC 1952, as Parquet has it. */
  GZIP {
    @Override
    public byte[] compress(byte[] bytes, int length) throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream(length / 2 + 64);
      try (OutputStream gzip = new GZIPOutputStream(out)) {
        gzip.write(bytes, 0, length);
      }
      return out.toByteArray();
    }

    @Override
    byte[] expand(byte[] bytes, int most) throws IOException {
      try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
        return in.readNBytes(most + 1);
      }
    }
  },
  /** Snappy's own format, without framing. */
  SNAPPY {
    @Override
    public byte[] compress(byte[] bytes, int length) throws IOException {
      return Snappy.rawCompress(bytes, length);
    }

    @Override
    byte[] expand(byte[] bytes, int most) throws IOException {
      return Snappy.uncompressedLength(bytes) > most
          ? new byte[most + 1]
          : Snappy.uncompress(bytes);
    }
  },
  ZSTD {
    @Override
    public byte[] compress(byte[] bytes, int length) {
      byte[] frame = new byte[Math.toIntExact(Zstd.compressBound(length))];
      long size = Zstd.compressByteArray(frame, 0, frame.length, bytes, 0, length, ZSTD_LEVEL);
      return Arrays.copyOf(frame, Math.toIntExact(size));
    }

    @Override
    byte[] expand(byte[] bytes, int most) throws IOException {
      try (com.github.luben.zstd.ZstdInputStreamNoFinalizer in =
          new com.github.luben.zstd.ZstdInputStreamNoFinalizer(new ByteArrayInputStream(bytes))) {
        return in.readNBytes(most + 1);
      }
    }
  },
  /** LZ4's block format; who reads it must know the size. */
  LZ4 {
    @Override
    public byte[] compress(byte[] bytes, int length) {
      return LZ4Factory.fastestInstance().fastCompressor().compress(bytes, 0, length);
    }

    @Override
    byte[] expand(byte[] bytes, int most) {
      return LZ4Factory.fastestInstance().safeDecompressor().decompress(bytes, most);
    }
  };

  private static final int CHUNK = 8_192;
  private static final int ZSTD_LEVEL = 3;

  /** The first {@code length} bytes, compressed. */
  public abstract byte[] compress(byte[] bytes, int length) throws IOException;

  /** What was compressed; one byte more than {@code most}, or more, if it is too long. */
  abstract byte[] expand(byte[] bytes, int most) throws IOException, DataFormatException;

  /**
   * What was compressed.
   *
   * @param most how many bytes it may have
   * @throws CorruptInputException if it is not what this codec writes, or longer
   */
  public byte[] decompress(byte[] bytes, int most) throws CorruptInputException {
    byte[] expanded;
    try {
      expanded = expand(bytes, most);
    } catch (IOException | DataFormatException | RuntimeException e) {
      throw new CorruptInputException("has a block that is not what " + this + " writes", e);
    }
    if (expanded.length > most) {
      throw new CorruptInputException("has a block of more than " + most + " bytes", null);
    }
    return expanded;
  }
}
