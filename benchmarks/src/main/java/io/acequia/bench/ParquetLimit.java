package io.acequia.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.compression.CompressionCodecFactory.BytesInputCompressor;
import org.apache.parquet.hadoop.ColumnChunkPageWriteStore;
import org.apache.parquet.hadoop.ParquetFileWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/**
 * What parquet-java takes of flights into a local file, without Kafka, converters and schemas of
 * Connect: row groups of 16 MiB, not compressed, one thread. Either the flights are prepared, which
 * leaves the columns alone, or each is read from its JSON by a streaming parser, as the topic has
 * it.
 */
final class ParquetLimit {
  private static final MessageType SCHEMA =
      MessageTypeParser.parseMessageType(
          """
          message flight { required int64 id; optional binary date (STRING);
            optional int64 delay; optional int64 distance; optional binary origin (STRING);
            optional binary destination (STRING); }""");
  private static final int GROUP = 16 << 20;

  private final Path file;
  private final List<Flight> flights = new ArrayList<>();
  private final List<byte[]> texts = new ArrayList<>();
  private final JsonFactory json = new JsonFactory();

  /** A flight whose texts are bytes already. */
  private record Flight(long delay, long distance, Binary date, Binary origin, Binary to) {}

  ParquetLimit(Path file, FlightRows rows) throws IOException {
    this.file = file;
    for (int i = 0; i < rows.size(); i++) {
      byte[] text = rows.flight(i).getBytes(StandardCharsets.UTF_8);
      texts.add(text);
      flights.add(read(text));
    }
  }

  private Flight read(byte[] text) throws IOException {
    long delay = 0;
    long distance = 0;
    Binary date = Binary.EMPTY;
    Binary origin = Binary.EMPTY;
    Binary to = Binary.EMPTY;
    try (JsonParser parser = json.createParser(text)) {
      parser.nextToken();
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String field = parser.currentName();
        parser.nextToken();
        switch (field) {
          case "delay" -> delay = parser.getLongValue();
          case "distance" -> distance = parser.getLongValue();
          case "date" -> date = text(parser);
          case "origin" -> origin = text(parser);
          case "destination" -> to = text(parser);
          default -> parser.skipChildren();
        }
      }
    }
    return new Flight(delay, distance, date, origin, to);
  }

  private static Binary text(JsonParser parser) throws IOException {
    return Binary.fromConstantByteArray(parser.getText().getBytes(StandardCharsets.UTF_8));
  }

  /** Where a row's flight comes from. */
  private interface Source {
    Flight flight(int index) throws IOException;
  }

  /** Writes so many prepared rows and returns how many that is a second. */
  long prepared(long rows) throws IOException {
    return measure(rows, flights::get);
  }

  /** Writes so many rows, each read from its JSON, and returns how many that is a second. */
  long fromJson(long rows) throws IOException {
    return measure(rows, index -> read(texts.get(index)));
  }

  private long measure(long rows, Source source) throws IOException {
    Files.deleteIfExists(file);
    ParquetProperties properties = ParquetProperties.builder().build();
    long begin = System.nanoTime();
    try (ParquetFileWriter writer =
        new ParquetFileWriter(
            new LocalOutputFile(file),
            SCHEMA,
            ParquetFileWriter.Mode.CREATE,
            Long.MAX_VALUE,
            0,
            null,
            properties)) {
      writer.start();
      long id = 0;
      while (id < rows) {
        id = group(writer, properties, source, id, rows);
      }
      writer.end(Map.of());
    }
    return Math.round(rows / ((System.nanoTime() - begin) / 1e9));
  }

  /** The size of the file that was written last. */
  long bytes() throws IOException {
    return Files.size(file);
  }

  private long group(
      ParquetFileWriter file, ParquetProperties properties, Source source, long first, long rows)
      throws IOException {
    ColumnChunkPageWriteStore pages =
        ColumnChunkPageWriteStore.builder()
            .withCompressorProvider(column -> new NoCompressor())
            .withSchema(SCHEMA)
            .withAllocator(properties.getAllocator())
            .withColumnIndexTruncateLength(properties.getColumnIndexTruncateLength())
            .withPageWriteChecksumEnabled(properties.getPageWriteChecksumEnabled())
            .build();
    ColumnWriteStore columns = properties.newColumnWriteStore(SCHEMA, pages, pages);
    RecordConsumer out = new ColumnIOFactory().getColumnIO(SCHEMA).getRecordWriter(columns);
    long id = first;
    while (id < rows && (id % 1_000 != 0 || columns.getBufferedSize() < GROUP)) {
      write(out, id, source.flight((int) (id % flights.size())));
      id++;
    }
    out.flush();
    file.startBlock(id - first);
    columns.flush();
    pages.flushToFileWriter(file);
    file.endBlock();
    columns.close();
    pages.close();
    return id;
  }

  private static void write(RecordConsumer out, long id, Flight flight) {
    out.startMessage();
    out.startField("id", 0);
    out.addLong(id);
    out.endField("id", 0);
    out.startField("date", 1);
    out.addBinary(flight.date);
    out.endField("date", 1);
    out.startField("delay", 2);
    out.addLong(flight.delay);
    out.endField("delay", 2);
    out.startField("distance", 3);
    out.addLong(flight.distance);
    out.endField("distance", 3);
    out.startField("origin", 4);
    out.addBinary(flight.origin);
    out.endField("origin", 4);
    out.startField("destination", 5);
    out.addBinary(flight.to);
    out.endField("destination", 5);
    out.endMessage();
  }

  private static final class NoCompressor implements BytesInputCompressor {
    @Override
    public BytesInput compress(BytesInput bytes) {
      return bytes;
    }

    @Override
    public CompressionCodecName getCodecName() {
      return CompressionCodecName.UNCOMPRESSED;
    }

    @Override
    public void release() {
      // Nothing is kept.
    }
  }
}
