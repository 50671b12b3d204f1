package io.acequia.http.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A client that says exactly what it is told to, well-formed or not. */
final class RawHttp implements AutoCloseable {

  private final Socket socket;

  RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(120_000);
  }

  RawHttp send(String text) throws IOException {
    return send(text.getBytes(StandardCharsets.UTF_8));
  }

  RawHttp send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** One answer: its head, and as much body as it announces. */
  String answer() throws IOException {
    InputStream in = socket.getInputStream();
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
      int b = in.read();
      if (b < 0) {
        return head.toString(StandardCharsets.ISO_8859_1);
      }
      head.write(b);
    }
    String text = head.toString(StandardCharsets.ISO_8859_1);
    int at = text.toLowerCase(java.util.Locale.ROOT).indexOf("content-length:");
    int length =
        at < 0 ? 0 : Integer.parseInt(text.substring(at + 15, text.indexOf('\r', at)).strip());
    return text + new String(in.readNBytes(length), StandardCharsets.UTF_8);
  }

  /** Whether the server closes the connection without another word. */
  boolean isClosedByServer() throws IOException {
    return socket.getInputStream().read() < 0;
  }

  static String post(String path, String contentType, String body, String... headers) {
    return "POST "
        + path
        + " HTTP/1.1\r\nHost: localhost\r\nX-API-Key: "
        + IngestApi.KEY
        + "\r\nContent-Type: "
        + contentType
        + "\r\n"
        + String.join("\r\n", headers)
        + (headers.length == 0 ? "" : "\r\n")
        + "Content-Length: "
        + body.getBytes(StandardCharsets.UTF_8).length
        + "\r\n\r\n"
        + body;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
