package io.acequia.object.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.object.store.ObjectStore;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.ObjectStoreRules;
import java.nio.file.Files;
import java.nio.file.Path;
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
}
