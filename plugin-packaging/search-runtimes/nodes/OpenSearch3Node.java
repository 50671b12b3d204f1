import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.Version;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.plugins.PluginInfo;
import org.opensearch.transport.Netty4ModulePlugin;

/**
 * Starts one node of OpenSearch 3 from its jars alone, without the distribution's own launcher, which
 * is not on Maven Central. Run from its source: the compiler of this build may be too old for the
 * jars.
 */
public final class OpenSearch3Node extends Node {
  private OpenSearch3Node(Environment environment) {
    super(environment, List.of(netty()), false);
  }

  private static PluginInfo netty() {
    String name = Netty4ModulePlugin.class.getName();
    return new PluginInfo(name, "", "", Version.CURRENT, "21", name, List.of(), false);
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
    Node node = new OpenSearch3Node(environment);
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
