package io.acequia.avro.converter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.acequia.local.process.SchemaRegistry;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What Confluent's client for Node writes we read, and the reverse, over a real registry. */
@Timeout(600)
class NodeClientIT {

  private static final String CLIENT = "@confluentinc/schemaregistry@1.10.1";
  private static final Path PROGRAM = Path.of("src/test/node/interop.js").toAbsolutePath();
  private static final Path FOLDER = Path.of("target/node").toAbsolutePath();

  @TempDir Path folder;

  @Test
  void bothReadWhatTheOtherWrites() throws Exception {
    boolean node = isThere("node") && isThere("npm");
    if (!node) {
      System.out.println("SKIPPED NodeClientIT: there is no node or no npm on the PATH");
    }
    assumeTrue(node, "node and npm");
    Files.createDirectories(FOLDER);
    Files.copy(
        PROGRAM, FOLDER.resolve("interop.js"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    var unused =
        run("npm", "install", "--no-audit", "--no-fund", "--prefix", FOLDER.toString(), CLIENT);
    try (SchemaRegistry registry = SchemaRegistry.builder(folder).build().start()) {
      AvroConverter converter = new AvroConverter();
      converter.configure(Map.of("schema.registry.url", registry.url()), false);
      Schema schema =
          SchemaBuilder.struct()
              .name("air.Flight")
              .field("origin", Schema.STRING_SCHEMA)
              .field("delay", Schema.OPTIONAL_INT32_SCHEMA)
              .field("stops", SchemaBuilder.array(Schema.STRING_SCHEMA).build())
              .build();
      Struct flight =
          new Struct(schema).put("origin", "DTW").put("delay", 66).put("stops", List.of("LAS"));
      String ours = HexFormat.of().formatHex(converter.fromConnectData("ours", schema, flight));
      List<String> said =
          run("node", FOLDER.resolve("interop.js").toString(), registry.url(), ours);
      assertThat(said.get(0)).isEqualTo("{\"origin\":\"DTW\",\"delay\":66,\"stops\":[\"LAS\"]}");
      Struct theirs =
          (Struct) converter.toConnectData("theirs", HexFormat.of().parseHex(said.get(1))).value();
      assertThat(theirs.schema().name()).isEqualTo("air.Flight");
      assertThat(theirs.getString("origin")).isEqualTo("HNL");
      assertThat(theirs.getInt32("delay")).isEqualTo(-3);
      assertThat(theirs.getArray("stops")).isEqualTo(List.of("SFO", "ORD"));
    }
  }

  private static boolean isThere(String program) {
    for (String entry : System.getenv("PATH").split(File.pathSeparator)) {
      if (Files.isExecutable(Path.of(entry, program))) {
        return true;
      }
    }
    return false;
  }

  private List<String> run(String... command) throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, "out", ".txt");
    Path errors = Files.createTempFile(folder, "err", ".txt");
    Process process =
        new ProcessBuilder(new ArrayList<>(List.of(command)))
            .directory(FOLDER.toFile())
            .redirectOutput(output.toFile())
            .redirectError(errors.toFile())
            .start();
    boolean ended = process.waitFor(300, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0)
        .as("%s: %s", command[0], Files.readString(errors, StandardCharsets.UTF_8))
        .isTrue();
    return Files.readAllLines(output);
  }
}
