package io.acequia.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RoundTripTest {

  @Property(tries = 300)
  void readsWhatWasWritten(
      @ForAll long seed,
      @ForAll FileFormat format,
      @ForAll Compression compression,
      @ForAll("blocks") int blockBytes)
      throws IOException {
    Assume.that(format.knows(compression));
    Values values = new Values(seed);
    Schema schema = values.record();
    List<Struct> records = new ArrayList<>();
    for (int i = 0; i < Math.floorMod(seed, 40); i++) {
      records.add(values.of(schema));
    }
    WriterOptions options =
        WriterOptions.defaults().withCompression(compression).withBlockBytes(blockBytes);
    byte[] file = RoundTrip.write(format, schema, records, options);
    ReaderOptions reading =
        ReaderOptions.defaults().withCompression(compression).withSchema(schema);
    List<SchemaAndValue> read = RoundTrip.read(format, file, reading);
    assertThat(read).hasSameSizeAs(records);
    for (int i = 0; i < records.size(); i++) {
      assertThat(Values.shape(read.get(i).schema())).isEqualTo(Values.shape(schema));
      assertThat(Values.comparable(read.get(i).value()))
          .as("record %s", i)
          .isEqualTo(Values.comparable(records.get(i)));
    }
  }

  @Provide
  Arbitrary<Integer> blocks() {
    return Arbitraries.of(1_024, 4_096, 16 << 20);
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void skipsToARecord(FileFormat format) throws IOException {
    Schema schema = new Values(7).record();
    List<Struct> records = new ArrayList<>();
    Values values = new Values(7);
    for (int i = 0; i < 500; i++) {
      records.add(values.of(schema));
    }
    byte[] file =
        RoundTrip.write(format, schema, records, WriterOptions.defaults().withBlockBytes(2_000));
    for (int skipped : new int[] {0, 1, 250, 499, 500}) {
      ReaderOptions options = ReaderOptions.defaults().withSchema(schema);
      try (RecordFileReader reader = format.reader(new MemoryFile(file), options)) {
        assertThat(reader.skip(skipped)).isEqualTo(skipped);
        assertThat(reader.record()).isEqualTo(skipped);
        SchemaAndValue next = reader.next();
        if (skipped == 500) {
          assertThat(next).isNull();
        } else {
          assertThat(Values.comparable(next.value()))
              .isEqualTo(Values.comparable(records.get(skipped)));
        }
      }
      try (RecordFileReader reader = format.reader(new MemoryFile(file), options)) {
        assertThat(reader.skip(1_000)).isEqualTo(500);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void infersFromMapsWhatTheyAre(FileFormat format) throws IOException {
    List<Map<String, Object>> records = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Map<String, Object> record = new LinkedHashMap<>();
      record.put("id", (long) i);
      record.put("name", "n" + i);
      record.put("ratio", i % 2 == 0 ? (Object) (long) i : (Object) 0.5);
      record.put("inner", Map.of("deep", List.of(true, false)));
      if (i > 30) {
        record.put("late", "x");
      }
      records.add(record);
    }
    byte[] file = RoundTrip.write(format, null, records, WriterOptions.defaults());
    List<SchemaAndValue> read = RoundTrip.read(format, file, ReaderOptions.defaults());
    assertThat(read).hasSize(50);
    Object last = Values.comparable(read.get(49).value());
    assertThat(((Map<?, ?>) last).get("late")).isEqualTo("x");
    Object id = ((Map<?, ?>) last).get("id");
    assertThat(id).isEqualTo(format == FileFormat.CSV ? "49" : (Object) 49L);
  }

  @Test
  void theSameRecordsMakeTheSameFile() throws IOException {
    Values values = new Values(3);
    Schema schema = values.record();
    List<Struct> records = List.of(values.of(schema), values.of(schema));
    for (FileFormat format : FileFormat.values()) {
      for (Compression compression : format.compressions()) {
        WriterOptions options = WriterOptions.defaults().withCompression(compression);
        assertThat(RoundTrip.write(format, schema, records, options))
            .as("%s %s", format, compression)
            .isEqualTo(RoundTrip.write(format, schema, records, options));
      }
    }
  }
}
