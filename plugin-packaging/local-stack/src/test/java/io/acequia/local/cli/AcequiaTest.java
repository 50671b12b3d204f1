package io.acequia.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class AcequiaTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final CommandLine line =
      Acequia.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));

  @ParameterizedTest
  @ValueSource(strings = {"up", "down", "reset", "status", "logs", "sample"})
  void everyCommandExplainsItself(String command) {
    assertThat(line.execute(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: acequia " + command);
  }

  @Test
  void refusesWhatItDoesNotKnow() {
    assertThat(line.execute("status", "--yaml")).isEqualTo(2);
    assertThat(err.toString()).contains("--yaml");
  }

  @Test
  void refusesNonsenseBeforeItSendsAnything() {
    assertThat(line.execute("sample", "flights", "--count", "-1")).isEqualTo(2);
    assertThat(err.toString()).contains("--count");
    assertThat(line.execute("sample", "flights", "--run", "a b")).isEqualTo(2);
    assertThat(err.toString()).contains("--run");
  }

  @Test
  void refusesAForeignDatabaseWithOneSentence() {
    assertThat(line.execute("up", "--postgres", "mysql://me:s3cret@db/x")).isEqualTo(1);
    assertThat(err.toString()).startsWith("acequia: --postgres must be a URL").hasLineCount(1);
  }
}
