package io.acequia.formats.avro;

import io.acequia.formats.BrokenRecordException;
import io.acequia.formats.ReadLimits;
import io.acequia.formats.ReaderOptions;
import io.acequia.formats.RecordFileReader;
import io.acequia.formats.compress.CorruptInputException;
import io.acequia.formats.value.Misfit;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Reads an Avro object container file, a block at a time. */
public final class AvroFileReader implements RecordFileReader {

  static final byte[] MAGIC = {'O', 'b', 'j', 1};
  static final String SCHEMA = "avro.schema";
  static final String CODEC = "avro.codec";
  private static final int MARKER = 16;

  private final InputStream in;
  private final ReadLimits limits;
  private @Nullable AvroType type;
  private BlockCodec codec = BlockCodec.NULL;
  private byte[] marker = new byte[0];
  private AvroInput block = new AvroInput(new byte[0]);
  private long inBlock;
  private boolean lost;
  private long record;

  public AvroFileReader(InputStream in, ReaderOptions options) {
    this.in = new BufferedInputStream(in, 64 * 1_024);
    this.limits = options.limits();
  }

  @Override
  public @Nullable SchemaAndValue next() throws IOException {
    if (lost) {
      return null;
    }
    record++;
    try {
      AvroType known = type();
      if (!inBlock()) {
        record--;
        return null;
      }
      inBlock--;
      Object value = known.decoder().read(block);
      if (inBlock == 0 && block.left() > 0) {
        throw new CorruptInputException("has a block with more than its records", null);
      }
      return new SchemaAndValue(known.schema(), value);
    } catch (CorruptInputException | Misfit | DataException | AvroRuntimeException e) {
      throw broken(e);
    }
  }

  private BrokenRecordException broken(Exception e) {
    lost = true;
    String problem = e instanceof CorruptInputException ? "the file " + e.getMessage() : text(e);
    return new BrokenRecordException("record " + record, problem, record, false, e);
  }

  private static String text(Exception e) {
    return e instanceof Misfit ? String.valueOf(e.getMessage()) : "does not fit the file's schema";
  }

  private AvroType type() throws IOException {
    if (type == null) {
      type = header();
    }
    return type;
  }

  private AvroType header() throws IOException {
    if (!Arrays.equals(in.readNBytes(MAGIC.length), MAGIC)) {
      throw new CorruptInputException("is not an Avro object container file", null);
    }
    Map<String, byte[]> entries = new HashMap<>();
    int left = limits.recordBytes();
    for (long count = integer(); count != 0; count = integer()) {
      if (count < 0) {
        integer();
      }
      for (long i = 0; i < Math.abs(count); i++) {
        byte[] key = bytes(left);
        byte[] value = bytes(left);
        left -= key.length + value.length;
        if (entries.put(new String(key, StandardCharsets.UTF_8), value) != null) {
          throw new CorruptInputException("has an entry of its header twice", null);
        }
      }
    }
    marker = exactly(MARKER);
    String name = text(entries, CODEC, "null");
    BlockCodec named = BlockCodec.named(name);
    if (named == null) {
      throw new CorruptInputException("is compressed with a codec that is not supported", null);
    }
    codec = named;
    return AvroTypes.of(parse(text(entries, SCHEMA, "")), limits);
  }

  private static String text(Map<String, byte[]> entries, String key, String otherwise) {
    byte[] value = entries.get(key);
    return value == null ? otherwise : new String(value, StandardCharsets.UTF_8);
  }

  private static Schema parse(String json) throws CorruptInputException {
    try {
      return new Schema.Parser().parse(json);
    } catch (AvroRuntimeException e) {
      throw new CorruptInputException("has no schema that Avro understands", e);
    }
  }

  /** Goes to a block that has records left. */
  private boolean inBlock() throws IOException {
    while (inBlock == 0) {
      in.mark(1);
      if (in.read() < 0) {
        return false;
      }
      in.reset();
      inBlock = integer();
      block = new AvroInput(codec.decompress(bytes(limits.recordBytes()), limits.recordBytes()));
      if (inBlock < 0) {
        throw new CorruptInputException("has a block of less than no records", null);
      }
      if (!Arrays.equals(exactly(MARKER), marker)) {
        throw new CorruptInputException("has a block that does not end where it says", null);
      }
    }
    return true;
  }

  private byte[] bytes(int most) throws IOException {
    long length = integer();
    if (length < 0 || length > most) {
      throw new CorruptInputException("has a block of more than " + most + " bytes", null);
    }
    return exactly((int) length);
  }

  private byte[] exactly(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new CorruptInputException("ends in the middle of a block", null);
    }
    return bytes;
  }

  private long integer() throws IOException {
    byte[] encoded = new byte[10];
    for (int i = 0; i < encoded.length; i++) {
      int next = in.read();
      if (next < 0) {
        throw new CorruptInputException("ends in the middle of a block", null);
      }
      encoded[i] = (byte) next;
      if ((next & 0x80) == 0) {
        return new AvroInput(encoded).integer();
      }
    }
    throw new CorruptInputException("has a number of more than ten bytes", null);
  }

  @Override
  public long record() {
    return record;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = 0;
    try {
      type();
      while (skipped < count && !lost && inBlock()) {
        if (inBlock <= count - skipped) {
          skipped += inBlock;
          record += inBlock;
          inBlock = 0;
        } else if (next() != null) {
          skipped++;
        }
      }
    } catch (CorruptInputException | Misfit e) {
      record++;
      throw broken(e);
    }
    return skipped;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
