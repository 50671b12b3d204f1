package io.acequia.http.source.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * Tells whether a port that is taken is taken by a listener of ours in another process, such as
 * this connector's own on a second worker of the same machine.
 */
final class AcequiaListener {

  /** What our listeners say in the header {@code Server}. */
  static final String NAME = "acequia";

  private static final Duration PATIENCE = Duration.ofSeconds(1);
  private static final int HEAD = 4096;

  private AcequiaListener() {}

  static boolean answersAt(ListenerOptions options) {
    try (Socket socket = new Socket()) {
      InetAddress host = InetAddress.getByName(options.host());
      InetAddress reachable = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
      int patience = (int) PATIENCE.toMillis();
      socket.connect(new InetSocketAddress(reachable, options.port()), patience);
      socket.setSoTimeout(patience);
      String request = "GET /v2/health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      byte[] head = socket.getInputStream().readNBytes(HEAD);
      return new String(head, StandardCharsets.ISO_8859_1)
          .toLowerCase(java.util.Locale.ROOT)
          .contains("\r\nserver: " + NAME + "\r\n");
    } catch (IOException e) {
      return false;
    }
  }
}
