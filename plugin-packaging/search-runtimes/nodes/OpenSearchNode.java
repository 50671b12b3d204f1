import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * Starts one node of OpenSearch 1 or 2 from its jars alone, without the distribution's own launcher, which
 * is not on Maven Central. Run from its source: the compiler of this build may be too old for the
 * jars.
 */
public final class OpenSearchNode extends Node {
  private OpenSearchNode(Environment environment) {
    super(environment, List.of(Netty4Plugin.class), false);
  }

  /**
   * @param arguments the home, and the folder of the settings
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Files.createDirectories(home.resolve("plugins"));
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            Settings.builder().put("path.home", home).build(),
            Map.of(),
            Path.of(arguments[1]),
            () -> "acequia");
    Node node = new OpenSearchNode(environment);
    node.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
    // Its own threads do not keep a JVM alive.
    Thread.currentThread().join();
  }

  private static void close(Node node) {
    try {
      node.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
