package io.acequia.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PidFileTest {
  @TempDir Path folder;
  private Path file;
  private PidFile pidFile;

  @BeforeEach
  void setUp() {
    file = folder.resolve("server.pid");
    pidFile = new PidFile(file);
  }

  @Test
  void findsTheProcessThatItRecorded() {
    pidFile.write(ProcessHandle.current());
    assertThat(pidFile.find()).contains(ProcessHandle.current());
  }

  @Test
  void takesNoStrangerWithTheSameNumber() throws Exception {
    Instant earlier = ProcessHandle.current().info().startInstant().orElseThrow().minusSeconds(60);
    Files.writeString(file, ProcessHandle.current().pid() + "\n" + earlier + "\n");
    assertThat(pidFile.find()).isEmpty();
  }

  @Test
  void findsNothingInWhatACrashLeft() throws Exception {
    assertThat(pidFile.find()).isEmpty();
    Files.writeString(file, "");
    assertThat(pidFile.find()).isEmpty();
    Files.writeString(file, "12");
    assertThat(pidFile.find()).isEmpty();
    Files.writeString(file, "twelve\n2026-01-01T00:00:00Z\n");
    assertThat(pidFile.find()).isEmpty();
  }
}
