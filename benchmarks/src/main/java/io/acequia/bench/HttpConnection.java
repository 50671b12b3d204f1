package io.acequia.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * One keep-alive connection that sends prepared requests and reads answers with a {@code
 * Content-Length}: a load generator that shares two cores with what it measures must itself cost
 * next to nothing.
 */
final class HttpConnection implements AutoCloseable {

  private final Socket socket;
  private final InputStream in;
  private byte[] body = new byte[64 * 1024];
  private int bodyLength;

  HttpConnection(URI server, Duration timeout) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(
        new InetSocketAddress(server.getHost(), server.getPort()), (int) timeout.toMillis());
    socket.setSoTimeout((int) timeout.toMillis());
    in = new BufferedInputStream(socket.getInputStream(), 64 * 1024);
  }

  /** A whole request, ready to be sent any number of times. */
  static byte[] request(URI server, String path, String apiKey, byte[] body) {
    byte[] head =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: "
                + server.getAuthority()
                + "\r\nAuthorization: Bearer "
                + apiKey
                + "\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /** Sends a request, reads its answer whole and returns the status. */
  int exchange(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    String statusLine = readLine();
    int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
    int length = -1;
    for (String line = readLine(); !line.isEmpty(); line = readLine()) {
      if (line.regionMatches(true, 0, "Content-Length:", 0, 15)) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    if (length < 0) {
      throw new IOException("an answer without Content-Length: " + statusLine);
    }
    if (length > body.length) {
      body = new byte[length];
    }
    bodyLength = in.readNBytes(body, 0, length);
    if (bodyLength < length) {
      throw new EOFException("the answer ended after " + bodyLength + " of " + length + " bytes");
    }
    return status;
  }

  /** The body of the last answer. */
  String body() {
    return new String(body, 0, bodyLength, StandardCharsets.UTF_8);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder(64);
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("the server closed the connection");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
