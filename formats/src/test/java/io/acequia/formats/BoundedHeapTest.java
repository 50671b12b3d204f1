package io.acequia.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an open file holds does not grow with the file; measured in a JVM with a small heap. */
class BoundedHeapTest {

  private static final long BYTES = 200L << 20;

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(FileFormat.class)
  void twoHundredMegabytesPassThroughSixtyFour(FileFormat format) throws Exception {
    Path file = folder.resolve("large" + format.extension(Compression.ZSTD));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Pass.class.getName(),
                format.name(),
                file.toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor()).as(output).isZero();
    assertThat(output).contains("read as many as written");
  }

  /** Writes and reads a file; run in its own JVM. */
  static final class Pass {

    private Pass() {}

    public static void main(String[] args) throws IOException {
      FileFormat format = FileFormat.valueOf(args[0]);
      Path file = Path.of(args[1]);
      WriterOptions options =
          WriterOptions.defaults()
              .withCompression(
                  format.knows(Compression.ZSTD) ? Compression.ZSTD : Compression.NONE);
      Random random = new Random(1);
      byte[] noise = new byte[700];
      long records = 0;
      try (OutputStream out = Files.newOutputStream(file);
          RecordFileWriter writer = format.writer(out, null, options)) {
        for (long bytes = 0; bytes < BYTES; bytes += 1_000) {
          random.nextBytes(noise);
          String text = java.util.Base64.getEncoder().encodeToString(noise);
          writer.write(null, Map.of("id", records, "text", text, "even", records % 2 == 0));
          records++;
        }
      }
      long read = 0;
      try (RecordFileReader reader =
          format.reader(
              new DiskFile(file), ReaderOptions.defaults().withCompression(Compression.ZSTD))) {
        while (reader.next() != null) {
          read++;
        }
      }
      System.out.println(read == records ? "read as many as written" : read + " of " + records);
    }
  }
}
