package io.acequia.local.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdksTest {
  @TempDir Path machine;
  private Path own;

  @BeforeEach
  void install() throws IOException {
    own = jdk("17", "17.0.19");
  }

  @Test
  void prefersItsOwnAndThenTheOldestThatWillDo() throws IOException {
    jdk("latest", "25.0.3");
    Path middle = jdk("middle", "21");
    jdk("old", "1.8.0_392");
    Files.createFile(machine.resolve("a-file"));
    Jdks jdks = new Jdks(own, null);
    assertThat(jdks.atLeast(17)).contains(own);
    assertThat(jdks.atLeast(21)).contains(middle);
    assertThat(jdks.atLeast(26)).isEmpty();
  }

  @Test
  void passesOverRuntimesWithoutACompiler() throws IOException {
    Files.delete(jdk("runtime", "25").resolve("bin").resolve("javac"));
    assertThat(new Jdks(own, null).atLeast(21)).isEmpty();
  }

  @Test
  void takesTheOneThatIsNamedOrSaysWhyNot() throws IOException {
    jdk("beside", "21");
    Path named = jdk(Path.of("elsewhere", "25").toString(), "25");
    assertThat(new Jdks(own, named).atLeast(21)).contains(named);
    assertThat(new Jdks(own, named).atLeast(17)).contains(own);
    assertThatThrownBy(() -> new Jdks(own, machine).atLeast(21))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("JAVA_NEWER_HOME names no JDK 21 or newer: " + machine);
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = machine.resolve(name);
    Path compiler = Files.createDirectories(home.resolve("bin")).resolve("javac");
    assertThat(Files.createFile(compiler).toFile().setExecutable(true)).isTrue();
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }
}
