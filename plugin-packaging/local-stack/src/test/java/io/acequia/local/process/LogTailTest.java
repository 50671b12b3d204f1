package io.acequia.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {
  @TempDir Path folder;

  @Test
  void showsTheLastLinesSinceTheStart() throws Exception {
    Path log = Files.writeString(folder.resolve("a.log"), "before\none\ntwo\nthree\n");
    assertThat(LogTail.last(2, log, 0)).containsExactly("two", "three");
    assertThat(LogTail.last(9, log, "before\n".length())).containsExactly("one", "two", "three");
  }

  @Test
  void showsNothingOfAnAbsentOrShorterLog() throws Exception {
    assertThat(LogTail.last(2, folder.resolve("absent"), 0)).isEmpty();
    Path log = Files.writeString(folder.resolve("a.log"), "x");
    assertThat(LogTail.last(2, log, 100)).isEmpty();
  }
}
