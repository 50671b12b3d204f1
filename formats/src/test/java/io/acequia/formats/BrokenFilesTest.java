package io.acequia.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class BrokenFilesTest {

  private static final int RECORDS = 300;

  static Stream<Arguments> files() {
    return Arrays.stream(FileFormat.values())
        .flatMap(f -> f.compressions().stream().map(c -> Arguments.of(f, c)));
  }

  @ParameterizedTest
  @MethodSource("files")
  void tellsATruncatedFileFromAWholeOne(FileFormat format, Compression compression)
      throws IOException {
    Schema schema = new Values(11).record();
    byte[] file = file(format, compression, schema);
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      byte[] part = Arrays.copyOf(file, random.nextInt(file.length - 3));
      int read = 0;
      Throwable problem = null;
      try (RecordFileReader reader = open(format, compression, schema, part)) {
        while (reader.next() != null) {
          read++;
        }
      } catch (BrokenRecordException e) {
        problem = e;
      }
      assertThat(read < RECORDS || problem != null).as("%s of the bytes", part.length).isTrue();
      // Lines, and blocks that stand for themselves, may end anywhere between two of them.
      if (format == FileFormat.PARQUET) {
        assertThat(problem).isNotNull();
      }
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void damageIsABrokenRecordAndNothingElse(FileFormat format, Compression compression)
      throws IOException {
    Schema schema = new Values(12).record();
    byte[] file = file(format, compression, schema);
    Random random = new Random(6);
    for (int i = 0; i < 150; i++) {
      byte[] damaged = file.clone();
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      try (RecordFileReader reader = open(format, compression, schema, damaged)) {
        readAll(reader);
      }
    }
  }

  private static void readAll(RecordFileReader reader) throws IOException {
    boolean more = true;
    while (more) {
      try {
        more = reader.next() != null;
      } catch (BrokenRecordException e) {
        assertThat(e).hasMessageMatching("(?s)(after )?(line|record) \\d+: .+");
        assertThat(e.record()).isEqualTo(reader.record()).isPositive();
        more = e.readsOn();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void anOutageIsNotABrokenFile(FileFormat format) throws IOException {
    Schema schema = new Values(13).record();
    byte[] file = file(format, Compression.NONE, schema);
    SeekableFile failing =
        new SeekableFile() {
          @Override
          public long length() {
            return file.length;
          }

          @Override
          public void readFully(long position, byte[] target, int offset, int length)
              throws IOException {
            throw new IOException("the network is gone");
          }

          @Override
          public void close() {}
        };
    try (RecordFileReader reader =
        format.reader(failing, ReaderOptions.defaults().withSchema(schema))) {
      assertThatThrownBy(reader::next)
          .isInstanceOf(IOException.class)
          .hasMessage("the network is gone");
    }
  }

  @Test
  void anOutageInsideOfACompressedFileIsNotABrokenFile() throws IOException {
    byte[] file = file(FileFormat.JSONL, Compression.GZIP, new Values(1).record());
    InputStream failing =
        new java.io.SequenceInputStream(
            new ByteArrayInputStream(file, 0, file.length / 2),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("the network is gone");
              }
            });
    try (RecordFileReader reader =
        FileFormat.JSONL.reader(
            failing, ReaderOptions.defaults().withCompression(Compression.GZIP))) {
      Throwable thrown = catchThrowable(() -> readAll(reader));
      assertThat(thrown).isInstanceOf(IOException.class).hasMessage("the network is gone");
    }
  }

  @Test
  void readsOnAfterABrokenLine() throws IOException {
    String lines =
        "{\"a\":1}\n{\"a\":\n\n{\"a\":2} x\n{\"a\":3,\"a\":4}\n\""
            + "y".repeat(200)
            + "\"\n{\"a\":5}";
    ReaderOptions options = ReaderOptions.defaults().withLimits(new ReadLimits(100, 5, 10));
    List<String> seen = new ArrayList<>();
    try (RecordFileReader reader =
        FileFormat.JSONL.reader(new ByteArrayInputStream(lines.getBytes(UTF_8)), options)) {
      for (boolean more = true; more; ) {
        try {
          SchemaAndValue record = reader.next();
          more = record != null;
          if (more) {
            seen.add(reader.record() + " " + record.value());
          }
        } catch (BrokenRecordException e) {
          seen.add(reader.record() + " " + e.getMessage());
        }
      }
    }
    assertThat(seen)
        .containsExactly(
            "1 {a=1}",
            "2 line 2: is not JSON at column 6",
            "3 line 4: is not JSON at column 10",
            "4 line 5: field a is given twice",
            "5 line 6: is longer than 100 bytes",
            "6 {a=5}");
  }

  @Test
  void readsOnAfterAnElementThatDoesNotFitItsSchema() throws IOException {
    Schema schema =
        org.apache.kafka.connect.data.SchemaBuilder.struct()
            .field("n", Schema.INT32_SCHEMA)
            .build();
    String text = "[{\"n\":1},{\"n\":{\"deep\":[1,2]}},{\"n\":3}]";
    try (RecordFileReader reader =
        FileFormat.JSON.reader(
            new ByteArrayInputStream(text.getBytes(UTF_8)),
            ReaderOptions.defaults().withSchema(schema))) {
      assertThat(((Struct) reader.next().value()).getInt32("n")).isEqualTo(1);
      assertThatThrownBy(reader::next)
          .isInstanceOf(BrokenRecordException.class)
          .hasMessage("record 2: field n is an object, not int32");
      assertThat(((Struct) reader.next().value()).getInt32("n")).isEqualTo(3);
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void namesTheLineOfABrokenCsvRecord() throws IOException {
    String text = "a,b\r\n1,\"two\nlines\"\r\n1,2,3\r\n4,5\r\n";
    try (RecordFileReader reader =
        FileFormat.CSV.reader(
            new ByteArrayInputStream(text.getBytes(UTF_8)), ReaderOptions.defaults())) {
      assertThat(reader.next().value()).hasToString("{a=1, b=two\nlines}");
      assertThatThrownBy(reader::next).hasMessage("line 4: has 3 columns, not 2");
      assertThat(reader.next().value()).hasToString("{a=4, b=5}");
    }
  }

  @Test
  void nothingIsDeeperThanTheLimit() throws IOException {
    String deep = "[".repeat(5_000) + "]".repeat(5_000);
    for (FileFormat format : List.of(FileFormat.JSONL, FileFormat.JSON)) {
      try (RecordFileReader reader =
          format.reader(new ByteArrayInputStream(deep.getBytes(UTF_8)), ReaderOptions.defaults())) {
        assertThatThrownBy(reader::next).isInstanceOf(BrokenRecordException.class);
      }
    }
  }

  private static RecordFileReader open(
      FileFormat format, Compression compression, Schema schema, byte[] file) throws IOException {
    return format.reader(
        new MemoryFile(file),
        ReaderOptions.defaults().withCompression(compression).withSchema(schema));
  }

  private static byte[] file(FileFormat format, Compression compression, Schema schema)
      throws IOException {
    Values values = new Values(99);
    List<Struct> records = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      records.add(values.of(schema));
    }
    return RoundTrip.write(
        format,
        schema,
        records,
        WriterOptions.defaults().withCompression(compression).withBlockBytes(2_000));
  }
}
