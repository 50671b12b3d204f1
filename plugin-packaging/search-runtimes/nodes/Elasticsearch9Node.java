import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.env.Environment;
import org.elasticsearch.node.InternalSettingsPreparer;
import org.elasticsearch.node.Node;
import org.elasticsearch.plugins.PluginsLoader;

/**
 * Starts one node of Elasticsearch 9 from its jars alone, without the distribution's own launcher,
 * which is not on Maven Central. Run from its source: the compiler of this build may be too old for
 * the jars.
 */
public final class Elasticsearch9Node {
  private Elasticsearch9Node() {}

  /**
   * @param arguments the home with {@code modules/}, and the folder of the settings
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Files.createDirectories(home.resolve("plugins"));
    describeHttp(home.resolve("modules").resolve("transport-netty4"));
    LogConfigurator.configureESLogging();
    Environment environment =
        InternalSettingsPreparer.prepareEnvironment(
            Settings.builder().put("path.home", home).build(),
            Map.of(),
            Path.of(arguments[1]),
            () -> "acequia");
    PluginsLoader plugins =
        PluginsLoader.createPluginsLoader(
            PluginsLoader.loadModulesBundles(environment.modulesDir(), true),
            PluginsLoader.loadPluginsBundles(environment.pluginsDir(), true),
            Map.of(),
            false);
    Node node = new Node(environment, plugins);
    node.start();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> close(node)));
    // Its own threads do not keep a JVM alive.
    Thread.currentThread().join();
  }

  /** Its own descriptor, but for the name of its Java module: here everything is on class paths. */
  private static void describeHttp(Path module) throws IOException {
    String descriptor = "plugin-descriptor.properties";
    Path jar;
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(module, "transport-netty4-*.jar")) {
      jar = jars.iterator().next();
    }
    try (FileSystem inside = FileSystems.newFileSystem(jar)) {
      Path original = inside.getPath("META-INF", "es-plugins", "transport-netty4", descriptor);
      Files.writeString(
          module.resolve(descriptor),
          Files.readString(original).replaceAll("(?m)^modulename=.*", ""));
    }
  }

  private static void close(Node node) {
    try {
      node.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
