package io.acequia.avro.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.local.process.SchemaRegistry;
import io.acequia.schema.registry.client.RegistryClient;
import io.acequia.schema.registry.client.RegistryOptions;
import io.acequia.schema.registry.wire.SchemaId;
import io.acequia.testkit.ConfluentClasses;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.storage.Converter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Records that contain themselves: read and written as Confluent's converter does. Without maps of
 * themselves, for which Apicurio's registry answers with 500.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RecursiveSchemasIT {

  private static final Map<String, String> SCHEMAS =
      Map.of(
          "list",
          """
          {"type":"record","name":"Link","namespace":"n","doc":"a link","fields":[
           {"name":"value","type":"int"},{"name":"next","type":["null","Link"],"default":null}]}""",
          "tree",
          """
          {"type":"record","name":"Node","namespace":"n","fields":[{"name":"text","type":"string"},
           {"name":"children","type":{"type":"array","items":"Node"}},
           {"name":"first","type":["null","Node"],"default":null},
           {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-millis"}],
            "default":null}]}""",
          "mutual",
          """
          {"type":"record","name":"Company","namespace":"n","fields":[{"name":"name","type":"string"},
           {"name":"staff","type":{"type":"array","items":{"type":"record","name":"Person","fields":[
             {"name":"name","type":"string"},{"name":"boss","type":["null","Person"],"default":null},
             {"name":"owns","type":["null","Company"],"default":null}]}}},
           {"name":"founder","type":["null","Person"],"default":null}]}""",
          "inside",
          """
          {"type":"record","name":"Outer","namespace":"n","fields":[{"name":"first",
           "type":{"type":"record","name":"Inner","fields":[{"name":"value","type":"long"},
            {"name":"next","type":["null","Inner"],"default":null}]}},{"name":"second","type":"Inner"}]}""");

  @TempDir static Path folder;
  private static SchemaRegistry registry;
  private static Converter ours;
  private static Converter theirs;
  private static RegistryClient client;
  private final Map<String, Schema> written = new HashMap<>();

  @BeforeAll
  static void start() {
    registry = SchemaRegistry.builder(folder).build().start();
    Map<String, Object> settings = Map.of("schema.registry.url", registry.url());
    ours = new AvroConverter();
    ours.configure(settings, false);
    theirs = ConfluentClasses.converter(settings, false);
    client = new RegistryClient(RegistryOptions.of(registry.url()));
  }

  @AfterAll
  static void stop() {
    registry.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "list | {'value':1,'next':{'n.Link':{'value':2,'next':{'n.Link':{'value':3,'next':null}}}}}",
        "tree | {'text':'a','children':[{'text':'b','children':[],'first':null,'at':{'long':5}}],"
            + "'first':{'n.Node':{'text':'c','children':[],'first':null,'at':null}},'at':null}",
        "mutual | {'name':'c','staff':[{'name':'p','boss':{'n.Person':{'name':'q','boss':null,"
            + "'owns':{'n.Company':{'name':'d','staff':[],'founder':null}}}},'owns':null}],"
            + "'founder':{'n.Person':{'name':'r','boss':null,'owns':null}}}",
        "inside | {'first':{'value':1,'next':{'n.Inner':{'value':2,'next':null}}},"
            + "'second':{'value':3,'next':null}}"
      })
  void areTheSameBothWays(String name, String json) throws IOException {
    byte[] record = record(name, json.replace('\'', '"'));
    SchemaAndValue oursRead = ours.toConnectData(name, record);
    SchemaAndValue theirsRead = theirs.toConnectData(name, record);
    SameShape.assertSame(oursRead, theirsRead);

    String back = name + "-back";
    byte[] theirsWrote = theirs.fromConnectData(back, theirsRead.schema(), theirsRead.value());
    assertThat(ours.fromConnectData(back, oursRead.schema(), oursRead.value()))
        .isEqualTo(theirsWrote);
    assertThat(ours.fromConnectData(back, theirsRead.schema(), theirsRead.value()))
        .as("what theirs has read, ours writes")
        .isEqualTo(theirsWrote);
    assertThat(theirs.fromConnectData(back, oursRead.schema(), oursRead.value()))
        .as("what ours has read, theirs writes")
        .isEqualTo(theirsWrote);
    SameShape.assertSame(
        ours.toConnectData(back, theirsWrote), theirs.toConnectData(back, theirsWrote));
  }

  @Test
  void areEqualWheneverTheyAreRead() throws IOException {
    byte[] record =
        record("list", "{\"value\":1,\"next\":{\"n.Link\":{\"value\":2,\"next\":null}}}");
    AvroConverter another = new AvroConverter();
    another.configure(Map.of("schema.registry.url", registry.url()), false);
    assertThat(another.toConnectData("list", record)).isEqualTo(ours.toConnectData("list", record));
    another.close();
  }

  @Test
  void tooDeepOnesAreTheRecordsFault() throws IOException {
    StringBuilder json = new StringBuilder();
    for (int i = 0; i < 70; i++) {
      json.append("{\"value\":").append(i).append(",\"next\":{\"n.Link\":");
    }
    json.append("{\"value\":70,\"next\":null}").append("}}".repeat(70));
    byte[] record = record("list", json.toString());
    assertThatThrownBy(() -> ours.toConnectData("list", record))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("nested more than 64 deep");
    SchemaAndValue deep = theirs.toConnectData("list", record);
    assertThatThrownBy(() -> ours.fromConnectData("deep", deep.schema(), deep.value()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("nested in itself more than 64 deep")
        .hasMessageContaining("next");
  }

  /** By Avro's own library, from its JSON. */
  private byte[] record(String name, String json) throws IOException {
    Schema schema =
        written.computeIfAbsent(name, key -> new Schema.Parser().parse(SCHEMAS.get(key)));
    int id = client.register(name + "-value", schema, false);
    Object value =
        new GenericDatumReader<>(schema).read(null, DecoderFactory.get().jsonDecoder(schema, json));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(SchemaId.prefix(id));
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<>(schema).write(value, encoder);
    encoder.flush();
    return out.toByteArray();
  }
}
