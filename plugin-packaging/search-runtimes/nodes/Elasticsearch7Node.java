import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.transport.Netty4Plugin;

/**
 * Starts one node of Elasticsearch 7 from its jars alone, without the distribution's own launcher, which
 * is not on Maven Central. Run from its source: the compiler of this build may be too old for the
 * jars.
 */
public final class Elasticsearch7Node extends Node {
  private Elasticsearch7Node(Environment environment) {
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
    Node node = new Elasticsearch7Node(environment);
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
