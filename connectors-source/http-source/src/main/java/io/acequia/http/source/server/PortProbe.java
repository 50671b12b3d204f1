package io.acequia.http.source.server;

import io.acequia.commons.config.ConfigProblems;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.apache.kafka.common.config.AbstractConfig;

/**
 * Looks whether this worker could listen as configured: the last thing that is checked, and only a
 * snapshot. Tasks may run on other workers, where the answer may differ.
 */
public final class PortProbe {

  private PortProbe() {}

  /**
   * Checks files and port.
   *
   * @param connector that is validated; that it listens already is no problem
   */
  public static void check(AbstractConfig config, String connector, ConfigProblems problems) {
    TlsOptions.checkFiles(config, problems);
    ListenerOptions options = ListenerOptions.from(config);
    String owner = Listeners.OF_WORKER.connectorOn(options.port());
    if (connector.equals(owner)) {
      return;
    }
    if (owner != null) {
      problems.add(
          ListenerOptions.PORT,
          ListenerOptions.PORT + ": the connector '" + owner + "' listens on " + options.port());
      return;
    }
    InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
    if (address.isUnresolved()) {
      problems.add(
          ListenerOptions.HOST, ListenerOptions.HOST + ": '" + options.host() + "' has no address");
      return;
    }
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(address);
    } catch (IOException e) {
      if (!AcequiaListener.answersAt(options)) {
        problems.add(
            ListenerOptions.PORT,
            "%s: cannot listen on %s:%d on this worker: %s"
                .formatted(ListenerOptions.PORT, options.host(), options.port(), e.getMessage()));
      }
    }
  }
}
