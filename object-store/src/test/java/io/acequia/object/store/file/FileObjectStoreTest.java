package io.acequia.object.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.object.store.Condition;
import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.ObjectStoreRules;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileObjectStoreTest extends ObjectStoreRules {
  @TempDir Path folder;

  @Override
  protected ObjectStore store() {
    return new FileObjectStore(folder.resolve("store"));
  }

  /** Not a rule for every server: S3Proxy checks a condition and then writes, in two steps. */
  @Test
  void onlyOneOfManyWritersWins() throws Exception {
    String version = put("begin", Condition.absent()).orElseThrow();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Callable<Optional<String>>> writers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        String text = "writer " + i;
        writers.add(() -> put(text, Condition.unchanged(version)));
      }
      List<Optional<String>> won = new ArrayList<>();
      for (Future<Optional<String>> writer : pool.invokeAll(writers)) {
        won.add(writer.get());
      }
      assertThat(won.stream().filter(Optional::isPresent)).hasSize(1);
    } finally {
      pool.shutdown();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "../x",
        "a/../../x",
        "/etc/x",
        "a//b",
        "./a",
        "a/.",
        "a\\..\\b",
        "a\0b",
        ".acequia-uploads/x"
      })
  void noKeyLeavesTheFolder(String key) throws Exception {
    assertRefused(key);
    try (var left = Files.walk(folder)) {
      assertThat(left.filter(p -> p.endsWith("x"))).isEmpty();
    }
  }

  @Test
  void noSymbolicLinkLeadsOut(@TempDir Path elsewhere) throws Exception {
    Path root = Files.createDirectories(folder.resolve("store"));
    Files.createSymbolicLink(root.resolve("out"), elsewhere);
    assertRefused("out/x");
    assertRefused("out/deep/x");
    assertThat(elsewhere).isEmptyDirectory();
  }

  @Test
  void unreadableFolderIsNoEmptyStore() throws Exception {
    Path file = Files.writeString(folder.resolve("plain"), "x");
    ObjectStore store = new FileObjectStore(file);
    assertThatThrownBy(store::check).isInstanceOf(ObjectStoreException.class);
  }

  @Test
  void missingFolderIsAnEmptyStore() {
    assertThat(new FileObjectStore(folder.resolve("none")).list("", "")).isEmpty();
    assertThat(folder).isEmptyDirectory();
  }

  private Optional<String> put(String text, Condition condition) throws ObjectStoreException {
    ByteBuffer content = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    return store().put("a", content, "text/plain", condition);
  }
}
