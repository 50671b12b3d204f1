package io.acequia.formats.avro;

import io.acequia.formats.Compression;
import io.acequia.formats.RecordFileWriter;
import io.acequia.formats.SchemaFit;
import io.acequia.formats.WriterOptions;
import io.acequia.formats.compress.CountingOutput;
import io.acequia.formats.value.Conversion;
import io.acequia.formats.value.FiniteSchema;
import io.acequia.formats.value.Misfit;
import io.acequia.formats.value.SchemaFits;
import io.acequia.formats.value.Scratch;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Writes an Avro object container file. The marker between blocks is made from the schema, so that
 * the same records always make the same file.
 *
 * <p>Avro's own writer allocates the room of a whole block when it opens; this one's grows, so that
 * thousands of files can be open.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#object-container-files">Avro
 *     1.12</a>
 */
public final class AvroFileWriter implements RecordFileWriter {

  private static final int LARGEST_BLOCK = 256 * 1_024;

  private final CountingOutput out;
  private final Schema schema;
  private final SchemaFits fits;
  private final Conversion conversion = Conversion.ofValues();
  private final BlockCodec codec;
  private final int blockBytes;
  private final byte[] marker;
  private final Scratch block = new Scratch();
  private final AvroOutput encoder = new AvroOutput(block);
  private byte @Nullable [] header;
  private long inBlock;
  private long records;

  /**
   * @throws Misfit if Avro cannot express the schema
   */
  public AvroFileWriter(OutputStream out, Schema schema, WriterOptions options) {
    if (schema.type() != Schema.Type.STRUCT) {
      throw new Misfit("the record is not an object");
    }
    FiniteSchema.require(schema);
    String json = AvroSchemas.of(schema).toString();
    this.out = new CountingOutput(out);
    this.schema = schema;
    this.fits = new SchemaFits(schema);
    this.codec = BlockCodec.of(options.compression());
    this.blockBytes = Math.min(options.blockBytes(), LARGEST_BLOCK);
    this.marker = marker(json, options.compression());
    this.header = header(json);
  }

  private static byte[] marker(String json, Compression compression) {
    UUID hash = UUID.nameUUIDFromBytes((compression + json).getBytes(StandardCharsets.UTF_8));
    return ByteBuffer.allocate(16)
        .putLong(hash.getMostSignificantBits())
        .putLong(hash.getLeastSignificantBits())
        .array();
  }

  private byte[] header(String json) {
    Scratch bytes = new Scratch();
    AvroOutput head = new AvroOutput(bytes);
    bytes.writeBytes(AvroFileReader.MAGIC);
    head.integer(2);
    head.text(AvroFileReader.SCHEMA);
    head.text(json);
    head.text(AvroFileReader.CODEC);
    head.text(codec.label());
    head.integer(0);
    bytes.writeBytes(marker);
    return bytes.toByteArray();
  }

  @Override
  public SchemaFit fit(@Nullable Schema other) {
    return fits.of(other);
  }

  @Override
  public void write(@Nullable Schema given, @Nullable Object value) throws IOException {
    Object converted;
    try {
      converted = conversion.record(schema, value);
    } catch (Misfit misfit) {
      throw misfit.toDataException();
    }
    encoder.plain(schema, converted);
    inBlock++;
    records++;
    if (block.size() >= blockBytes) {
      endBlock();
    }
  }

  private void endBlock() throws IOException {
    if (header != null) {
      out.write(header);
      header = null;
    }
    if (inBlock == 0) {
      return;
    }
    byte[] data = codec.compress(block.array(), block.size());
    block.reset();
    encoder.integer(inBlock);
    encoder.integer(data.length);
    block.writeTo(out);
    out.write(data);
    out.write(marker);
    block.reset();
    inBlock = 0;
  }

  @Override
  public long records() {
    return records;
  }

  @Override
  public long bufferedBytes() {
    return block.held() + (header == null ? 0 : header.length);
  }

  @Override
  public long writtenBytes() {
    return out.count();
  }

  @Override
  public void flush() throws IOException {
    endBlock();
    block.shrink();
  }

  @Override
  public void close() throws IOException {
    try (OutputStream closing = out) {
      endBlock();
    }
  }
}
