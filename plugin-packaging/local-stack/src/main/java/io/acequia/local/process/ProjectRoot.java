package io.acequia.local.process;

import java.nio.file.Files;
import java.nio.file.Path;

/** The working copy that this code was built from. */
public final class ProjectRoot {
  /** System property with the folder; the build and the {@code acequia} command set it. */
  public static final String PROPERTY = "acequia.root";

  private ProjectRoot() {}

  /** The folder of {@link #PROPERTY}, or else the nearest parent folder that holds the project. */
  public static Path path() {
    String configured = System.getProperty(PROPERTY);
    if (configured != null) {
      return Path.of(configured);
    }
    Path here = Path.of("").toAbsolutePath();
    for (Path folder = here; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("plugin-packaging/kafka-runtime"))) {
        return folder;
      }
    }
    throw new IllegalStateException(
        here + " is not inside the project; set the system property " + PROPERTY);
  }
}
