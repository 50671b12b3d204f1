package io.acequia.opensearch.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/**
 * Starts one node of OpenSearch from its jars alone, without the distribution's own launcher, which
 * is not on Maven Central.
 */
public final class Main extends Node {
  private Main(Environment environment) {
    super(environment, List.of(Netty4Plugin.class), false);
  }

  /**
   * @param arguments the home, and the folder of {@code opensearch.yml}
   */
  public static void main(String[] arguments) throws Exception {
    Path home = Path.of(arguments[0]);
    Files.createDirectories(home.resolve("plugins"));
    Files.createDirectories(home.resolve("modules"));
    Node node =
        new Main(
            InternalSettingsPreparer.prepareEnvironment(
                Settings.builder().put("path.home", home).build(),
                Map.of(),
                Path.of(arguments[1]),
                () -> "acequia"));
    node.start();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    node.close();
                  } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                  } finally {
                    ended.countDown();
                  }
                }));
    ended.await();
  }
}
