package io.acequia.object.store.sink.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.formats.FileFormat;
import io.acequia.formats.JsonStyle;
import io.acequia.formats.ReaderOptions;
import io.acequia.formats.RecordFileReader;
import io.acequia.formats.RecordFileWriter;
import io.acequia.formats.SchemaFit;
import io.acequia.formats.SeekableFile;
import io.acequia.formats.WiderRecordException;
import io.acequia.formats.WriterOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a record's JSON on its way into a file. */
class RecordToValueTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-7",
        "1.5",
        "-0.25",
        "1234567.12345",
        "9223372036854775807",
        "-9223372036854775808",
        "9223372036854775808",
        "123456789012345678901234567890",
        "0.1234567890123456789012345",
        "3.141592653589793238462643383279",
        "12345678901234567890.10",
        "100.000000000000000000",
        "0.00000000000000000012345678901234567",
        "1E+400"
      })
  void numbersKeepTheirText(String number) throws IOException {
    String json = "{\"n\":" + number + ",\"in\":[{\"n\":" + number + "}]}";
    assertThat(written(FileFormat.JSONL, WriterOptions.defaults(), json)).isEqualTo(json + "\n");
    assertThat(written(FileFormat.CSV, WriterOptions.defaults(), "{\"n\":" + number + "}"))
        .isEqualTo("n\r\n" + number + "\r\n");
  }

  @Test
  void numbersStayNumbersWhereDecimalsOfSchemasAreTexts() throws IOException {
    String json = "{\"short\":1.5,\"long\":0.1234567890123456789012345}";
    WriterOptions options = WriterOptions.defaults().withJson(new JsonStyle(true, true));
    assertThat(written(FileFormat.JSONL, options, json)).isEqualTo(json + "\n");
  }

  @Test
  void aFractionOfFifteenDigitsIsADoubleThatSaysThem() {
    Random random = new Random(15);
    for (int i = 0; i < 20_000; i++) {
      BigDecimal number = BigDecimal.valueOf(random.nextLong(1_000_000_000_000_000L), 1 + i % 14);
      if (number.toPlainString().length() <= 16) {
        Object value = ((Map<?, ?>) value("{\"n\":" + number.toPlainString() + "}")).get("n");
        assertThat(value).isInstanceOf(Double.class);
        assertThat(new BigDecimal(value.toString())).isEqualByComparingTo(number);
      }
    }
  }

  @Test
  void anExponentCannotAskForGigabytes() {
    for (String number : new String[] {"1e999999999", "1e-1001", "1e99999999999", "1.5E+2000"}) {
      assertThatThrownBy(() -> value("{\"a\":{\"n\":" + number + "}}"))
          .as(number)
          .isInstanceOf(DataException.class)
          .hasMessage("field a.n is a number with an exponent beyond 1000");
    }
  }

  @Test
  void namesTheLimits() {
    for (String json : new String[] {"[".repeat(101) + "]".repeat(101), "1".repeat(1_001)}) {
      assertThatThrownBy(() -> value(json))
          .isInstanceOf(DataException.class)
          .hasMessage(
              "the value is nested more than 100 levels deep, or has a name of more than 50000 or a"
                  + " number of more than 1000 characters");
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = FileFormat.class,
      names = {"AVRO", "PARQUET"})
  void inferredColumnsAreDoublesAndRefuseWhatIsBeyond64Bits(FileFormat format) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordFileWriter writer = format.writer(bytes, null, WriterOptions.defaults())) {
      writer.write(null, value("{\"f\":0.1234567890123456789012345,\"n\":1}"));
      assertThatThrownBy(() -> writer.write(null, value("{\"n\":9223372036854775808}")))
          .isInstanceOf(DataException.class)
          .hasMessage("field n is a whole number beyond 64 bits: it needs a schema or quotes");
      writer.flush();
      assertThat(writer.fit(null)).isEqualTo(SchemaFit.COMPATIBLE);
      assertThatThrownBy(() -> writer.write(null, value("{\"n\":9223372036854775808}")))
          .isInstanceOf(DataException.class)
          .isNotInstanceOf(WiderRecordException.class)
          .hasMessage("field n is out of the range, or has more digits, than int64 has");
      assertThatThrownBy(() -> writer.write(null, value("{\"f\":1e400}")))
          .hasMessage("field f is out of the range, or has more digits, than float64 has");
      assertThatThrownBy(() -> writer.write(null, value("{\"n\":0.1234567890123456789}")))
          .isInstanceOf(WiderRecordException.class);
      writer.write(null, value("{\"f\":2,\"n\":3}"));
      assertThat(writer.records()).isEqualTo(2);
    }
    try (RecordFileReader reader =
        format.reader(new Memory(bytes.toByteArray()), ReaderOptions.defaults())) {
      SchemaAndValue first = reader.next();
      assertThat(((Struct) first.value()).get("f")).isEqualTo(0.1234567890123456789012345);
    }
  }

  private static Object value(String json) {
    return RecordToValue.of(new SinkRecord("t", 0, null, null, null, json, 0)).value();
  }

  private static String written(FileFormat format, WriterOptions options, String json)
      throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (RecordFileWriter writer = format.writer(bytes, null, options)) {
      writer.write(null, value(json));
    }
    return bytes.toString(UTF_8);
  }

  /** A file in memory. */
  private record Memory(byte[] bytes) implements SeekableFile {
    @Override
    public long length() {
      return bytes.length;
    }

    @Override
    public void readFully(long position, byte[] target, int offset, int length) {
      System.arraycopy(bytes, (int) position, target, offset, length);
    }

    @Override
    public void close() {
      // Nothing is open.
    }
  }
}
