package io.acequia.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginArchivesTest {
  @TempDir Path root;
  private Path target;
  private PluginArchives archives;

  @BeforeEach
  void setUp() {
    target = root.resolve("plugins");
    archives = new PluginArchives(root, target);
  }

  @Test
  void unpacksTheArchivesOfAllModules() throws Exception {
    zip("smt/target/acequia-smt-0.1.0.zip", "acequia-smt-0.1.0/lib/smt.jar");
    zip("connectors-sink/jdbc-sink/target/acequia-jdbc-sink-0.1.0.zip", "acequia-sink/lib/a.jar");
    zip("connectors-sink/jdbc-sink/target/other.zip", "other/lib/a.jar");
    archives.unpack();
    assertThat(target.resolve("acequia-smt-0.1.0/lib/smt.jar")).hasContent("content");
    assertThat(target.resolve("acequia-sink/lib/a.jar")).exists();
    assertThat(target.resolve("other")).doesNotExist();
  }

  @Test
  void knowsWhetherTheArchivesAreNewerThanWhatIsUnpacked() throws Exception {
    zip("smt/target/acequia-smt-0.1.0.zip", "old/lib/smt.jar");
    assertThat(archives.unpacked()).isFalse();
    archives.unpack();
    assertThat(archives.unpacked()).isTrue();
    zip("smt/target/acequia-smt-0.1.0.zip", "another/lib/smt.jar");
    assertThat(archives.unpacked()).isFalse();
    archives.unpack();
    assertThat(target.resolve("old")).doesNotExist();
  }

  @Test
  void refusesEntriesOutsideOfTheFolder() throws Exception {
    zip("smt/target/acequia-smt-0.1.0.zip", "../escaped.jar");
    assertThatThrownBy(archives::unpack).hasMessageContaining("../escaped.jar");
    assertThat(root.resolve("escaped.jar")).doesNotExist();
  }

  @Test
  void saysWhatToDoWithoutArchives() {
    assertThatThrownBy(archives::unpack)
        .isInstanceOf(StackException.class)
        .hasMessageContaining("./acequia package");
  }

  private void zip(String path, String entry) throws Exception {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(entry));
      zip.write("content".getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }
}
