package io.acequia.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/config/<artifact>.md} says what the code does: rendered from the definitions and
 * compared. {@code mvn test -Dacequia.docs.update} writes the page anew.
 */
public abstract class ConfigReferenceContract {

  /** The module's artifact, which names the page. */
  protected abstract String artifact();

  /** The page's heading. */
  protected abstract String title();

  /**
   * Fully named plugin classes, in the page's order, each with its definition; with {@code ", "}
   * between those that share one.
   */
  protected abstract Map<String, ConfigDef> plugins();

  @Test
  void committedPageIsWhatTheDefinitionsSay() throws IOException {
    Path page = ModuleFolder.current().root().resolve("docs/config").resolve(artifact() + ".md");
    String rendered = ConfigReference.render(title(), plugins());
    if (System.getProperty("acequia.docs.update") != null) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, rendered);
    }
    assertThat(page)
        .as("run the tests of this module with -Dacequia.docs.update and commit the page")
        .isRegularFile();
    assertThat(Files.readString(page))
        .as("the page is generated: run the tests of this module with -Dacequia.docs.update")
        .isEqualTo(rendered);
  }
}
