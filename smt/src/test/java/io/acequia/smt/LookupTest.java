package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupTest {

  private static final String JSON_ROWS =
      "[{\"id\": 7, \"name\": \"seven\", \"rate\": 1, \"tags\": [1, \"a\"]},\n"
          + " {\"id\": 8, \"name\": null, \"rate\": 0.5, \"on\": true}]";

  @TempDir private Path folder;
  private final Lookup<SinkRecord> lookup = new Lookup.Value<>();

  @AfterEach
  void close() {
    lookup.close();
  }

  @Test
  void putsTheRowIntoAField() {
    airports(Map.of("into", "airport"));
    assertThat(value(Map.of("origin", "ATL")))
        .isEqualTo(
            Map.of(
                "origin",
                "ATL",
                "airport",
                Map.of(
                    "iata",
                    "ATL",
                    "name",
                    "Hartsfield-Jackson, Atlanta",
                    "city",
                    "Atlanta",
                    "elevation",
                    "313")));
  }

  @Test
  void putsColumnsBesideTheOthers() {
    airports(Map.of("columns", "city,name:origin_title", "prefix", "origin_"));
    assertThat(value(Map.of("origin", "ORD")))
        .isEqualTo(
            Map.of("origin", "ORD", "origin_city", "Chicago", "origin_title", "The \"O'Hare\""));
    Struct struct = (Struct) struct("ORD").value();
    assertThat(struct.schema().name()).isEqualTo("flight");
    assertThat(struct.getString("origin_city")).isEqualTo("Chicago");
    assertThat(struct.getInt32("delay")).isEqualTo(3);
  }

  @Test
  void givesStructsTheDeclaredTypes() {
    airports(Map.of("into", "airport", "table.types", "elevation:int64"));
    Struct atlanta = ((Struct) struct("ATL").value()).getStruct("airport");
    assertThat(atlanta.schema().isOptional()).isTrue();
    assertThat(atlanta.getInt64("elevation")).isEqualTo(313L);
    Struct chicago = ((Struct) struct("ORD").value()).getStruct("airport");
    assertThat(chicago.getInt64("elevation")).isNull();
    assertThat(chicago.schema()).isSameAs(atlanta.schema());
  }

  @Test
  void putsTheRowIntoANestedFieldInPlaceOfAnother() {
    airports(Map.of("key", "leg.from", "into", "leg.from", "columns", "city"));
    assertThat(value(Map.of("leg", Map.of("from", "ATL", "to", "ORD"))))
        .isEqualTo(Map.of("leg", Map.of("from", Map.of("city", "Atlanta"), "to", "ORD")));
    Schema leg = SchemaBuilder.struct().optional().field("from", Schema.STRING_SCHEMA).build();
    Schema schema = SchemaBuilder.struct().field("leg", leg).build();
    Struct before = new Struct(schema).put("leg", new Struct(leg).put("from", "ATL"));
    Struct after = (Struct) lookup.apply(record(schema, before)).value();
    assertThat(after.getStruct("leg").getStruct("from").getString("city")).isEqualTo("Atlanta");
    assertThat(value(Map.of("other", 1L))).isEqualTo(Map.of("other", 1L));
  }

  @Test
  void missAddsNullsByDefault() {
    airports(Map.of("into", "airport"));
    Map<String, Object> expected = new HashMap<>(Map.of("origin", "XXX"));
    expected.put("airport", null);
    assertThat(value(Map.of("origin", "XXX"))).isEqualTo(expected);
    assertThat(value(Map.of("other", "ATL"))).isEqualTo(withNull("other", "ATL"));
    SinkRecord missed = struct("XXX");
    assertThat(((Struct) missed.value()).get("airport")).isNull();
    assertThat(missed.valueSchema()).isSameAs(struct("ATL").valueSchema());
  }

  @Test
  void missKeepsTheRecord() {
    airports(Map.of("into", "airport", "on.miss", "keep"));
    SinkRecord before = record(null, Map.of("origin", "XXX"));
    assertThat(lookup.apply(before)).isSameAs(before);
    SinkRecord struct = record(LookupValueTest.FLIGHT, LookupValueTest.flight(null));
    assertThat(lookup.apply(struct)).isSameAs(struct);
  }

  @Test
  void missDropsTheRecord() {
    airports(Map.of("into", "airport", "on.miss", "drop"));
    assertThat(lookup.apply(record(null, Map.of("origin", "XXX")))).isNull();
    assertThat(lookup.apply(record(null, Map.of("origin", "ATL")))).isNotNull();
  }

  @Test
  void missFailsWithoutShowingTheKey() {
    airports(Map.of("into", "airport", "on.miss", "fail"));
    assertThatThrownBy(() -> value(Map.of("origin", "secret")))
        .isInstanceOf(DataException.class)
        .hasMessage("Lookup found no row for the key in origin");
    assertThatThrownBy(() -> value(Map.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("one of its fields is null: origin");
  }

  @Test
  void keyIsNoContainer() {
    airports(Map.of("into", "airport"));
    assertThatThrownBy(() -> value(Map.of("origin", List.of("ATL"))))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'origin' cannot be a key")
        .hasMessageNotContaining("ATL");
  }

  @Test
  void numbersFindTheirText() throws IOException {
    configure("ids.json", JSON_ROWS, Map.of("key", "id", "into", "row", "table.key", "id"));
    for (Object seven : List.of(7, 7L, 7.0, "7", (short) 7)) {
      assertThat(((Map<?, ?>) value(Map.of("id", seven)).get("row")).get("name"))
          .isEqualTo("seven");
    }
    assertThat(value(Map.of("id", 7.5)).get("row")).isNull();
  }

  @Test
  void infersTheTypesOfJson() throws IOException {
    configure("ids.json", JSON_ROWS, Map.of("key", "delay", "into", "row", "table.key", "id"));
    Struct flight = LookupValueTest.flight("ATL").put("delay", 7);
    Struct row =
        ((Struct) lookup.apply(record(LookupValueTest.FLIGHT, flight)).value()).getStruct("row");
    assertThat(row.getInt64("id")).isEqualTo(7L);
    assertThat(row.getFloat64("rate")).isEqualTo(1.0);
    assertThat(row.getString("tags")).isEqualTo("[1,\"a\"]");
    assertThat(row.getBoolean("on")).isNull();
    assertThat(((Map<?, ?>) value(Map.of("delay", 7L)).get("row")).get("tags"))
        .isEqualTo(List.of(1L, "a"));
  }

  @Test
  void readsRowsByKeyAndLinesAndSeveralKeys() throws IOException {
    configure(
        "map.json", "{\"a\": {\"n\": 1}, \"b\": {\"n\": 2}}", Map.of("key", "k", "into", "row"));
    assertThat(value(Map.of("k", "b")).get("row")).isEqualTo(Map.of("n", 2L));
    configure(
        "lines.jsonl",
        "{\"a\": 1, \"b\": \"x\", \"n\": 1}\n{\"a\": 1, \"b\": \"y\", \"n\": 2}\n",
        Map.of("key", "k1,k2", "into", "row", "table.key", "a,b", "columns", "n"));
    assertThat(value(Map.of("k1", 1, "k2", "y")).get("row")).isEqualTo(Map.of("n", 2L));
    assertThat(value(Map.of("k1", 1)).get("row")).isNull();
  }

  @Test
  void readsOtherDelimiters() throws IOException {
    configure("t.tsv", "k\tn\na\tone, two\n", Map.of("key", "k", "into", "row"));
    assertThat(value(Map.of("k", "a")).get("row")).isEqualTo(Map.of("k", "a", "n", "one, two"));
    configure(
        "t.txt",
        "\uFEFFk;n\n\na;\"\"\nb;\n",
        Map.of("key", "k", "into", "row", "file.format", "csv", "file.delimiter", ";"));
    assertThat(value(Map.of("k", "a")).get("row")).isEqualTo(Map.of("k", "a", "n", ""));
    assertThat(((Map<?, ?>) value(Map.of("k", "b")).get("row")).get("n")).isNull();
  }

  @Test
  void refusesFilesThatAreNotATable() throws IOException {
    refuses("a.csv", "k,n\na,1\na,2\n", "line 3: the key was there before");
    refuses("a.csv", "k,n\n,1\n", "line 2: the key is empty");
    refuses("a.csv", "k,n\nsecret\n", "line 2: it has 1 fields, but the header has 2");
    refuses("a.csv", "k,n\nsecret,1,2\n", "line 2: it has 3 fields");
    refuses("a.csv", "k,k\na,1\n", "names a column twice");
    refuses("a.csv", "k,\na,1\n", "column 2 has no name");
    refuses("a.csv", "", "there is no header");
    refusesByKey("[{\"k\": 1},\n secret]", "line 2: is not JSON");
    refusesByKey("[{\"k\": 1}, {\"k\": 1}]", "the key was there before");
    refusesByKey("[{\"k\": [1]}]", "the key is an object or an array");
    refusesByKey("[1]", "a row is not an object");
    refusesByKey("[{\"k\": " + "[".repeat(80) + "]", "is not JSON");
    refusesByKey("{\"k\": {}}", "leave out table.key");
    refuses("a.json", "{\"k\": [1]}", "a row is not an object");
    refuses("a.json", "{\"k\": {}} {}", "json-lines?");
    refuses("a.json", "[{\"k\": 1}]", "table.key must name");
    refuses("a.xml", "<a/>", "cannot tell from the name");
    assertThatThrownBy(() -> lookup.configure(settings(folder, Map.of("file.format", "csv"))))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("not a regular file");
    assertThatThrownBy(() -> lookup.configure(settings(folder.resolve("no.csv"), Map.of())))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("it is not there");
  }

  @Test
  void refusesMoreThanTheLimits() throws IOException {
    Path file = Files.writeString(folder.resolve("a.csv"), "k,n\na,1\nb,2\nc,3\n");
    refuses(settings(file, Map.of("table.max.rows", "2")), "more rows than table.max.rows, 2");
    refuses(settings(file, Map.of("file.max.bytes", "15")), "larger than 15 bytes");
    refuses(settings(file, Map.of("table.types", "n:boolean")), "line 2: column 'n' is neither");
    refuses(settings(file, Map.of("columns", "n,town")), "there is no column 'town'");
    refuses(settings(file, Map.of("table.key", "id")), "no column 'id' for the key");
    refuses(settings(file, Map.of("key", "a,b")), "must have as many fields");
  }

  @Test
  void readsAChangedFileAgainAndKeepsTheOldOneWhileTheNewIsBroken() throws IOException {
    Path file = folder.resolve("a.csv");
    replace(file, "k,n\na,1\n", 1);
    lookup.configure(settings(file, Map.of("into", "row", "file.reload.interval.ms", "10")));
    Schema first = row("a").schema();
    replace(file, "k,n\na,2\n", 2);
    Await.until("the new row", Duration.ofMinutes(2), () -> "2".equals(row("a").get("n")));
    assertThat(row("a").schema()).isSameAs(first);
    replace(file, "k,n\na,3,broken\n", 3);
    replace(file, "k,m\na,4\n", 4);
    Await.until("the new column", Duration.ofMinutes(2), () -> row("a").schema() != first);
    assertThat(row("a").get("m")).isEqualTo("4");
    replace(file, "k,m\na,5,broken\n", 5);
    Path other = folder.resolve("b.csv");
    replace(other, "k,n\na,1\n", 1);
    // Another table's reload gives the broken file's thread its turn many times over.
    Lookup<SinkRecord> clock = new Lookup.Value<>();
    clock.configure(settings(other, Map.of("into", "row", "file.reload.interval.ms", "50")));
    replace(other, "k,n\na,2\n", 2);
    Await.until(
        "the other table",
        Duration.ofMinutes(2),
        () -> clock.apply(record(null, Map.of("k", "a"))).value().toString().contains("n=2"));
    clock.close();
    assertThat(row("a").get("m")).isEqualTo("4");
  }

  private static void replace(Path file, String content, int seconds) throws IOException {
    Path next = Files.writeString(file.resolveSibling("next"), content);
    Files.setLastModifiedTime(next, FileTime.fromMillis(1_000L * seconds));
    Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
  }

  private Struct row(String key) {
    Schema schema = SchemaBuilder.struct().field("k", Schema.STRING_SCHEMA).build();
    Struct after = (Struct) lookup.apply(record(schema, new Struct(schema).put("k", key))).value();
    return after.getStruct("row");
  }

  private void refuses(String name, String content, String reason) throws IOException {
    refuses(settings(Files.writeString(folder.resolve(name), content), Map.of()), reason);
  }

  private void refusesByKey(String content, String reason) throws IOException {
    Path file = Files.writeString(folder.resolve("a.json"), content);
    refuses(settings(file, Map.of("table.key", "k")), reason);
  }

  private void refuses(Map<String, String> settings, String reason) {
    assertThatThrownBy(() -> lookup.configure(settings))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason)
        .hasMessageNotContaining("secret");
  }

  private void configure(String name, String content, Map<String, String> more) throws IOException {
    lookup.configure(settings(Files.writeString(folder.resolve(name), content), more));
  }

  private static Map<String, String> settings(Path file, Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Map.of("key", "k", "into", "row"));
    settings.put("file", file.toString());
    settings.putAll(more);
    return settings;
  }

  private void airports(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(Map.of("key", "origin"));
    settings.put("file", LookupFiles.airports().toString());
    settings.putAll(more);
    lookup.configure(settings);
  }

  private SinkRecord struct(String origin) {
    return lookup.apply(record(LookupValueTest.FLIGHT, LookupValueTest.flight(origin)));
  }

  private Map<?, ?> value(Map<String, ?> before) {
    return (Map<?, ?>) lookup.apply(record(null, before)).value();
  }

  private static Map<String, Object> withNull(String key, Object value) {
    Map<String, Object> map = new HashMap<>(Collections.singletonMap(key, value));
    map.put("airport", null);
    return map;
  }

  private static SinkRecord record(Schema schema, Object value) {
    return new SinkRecord("flights", 0, null, null, schema, value, 1L);
  }
}
