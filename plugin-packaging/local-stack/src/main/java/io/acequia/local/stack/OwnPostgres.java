package io.acequia.local.stack;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL of the user's own, as {@code --postgres} names it. */
public record OwnPostgres(String jdbcUrl, String user, String password) {
  private static final String EXAMPLE = "postgresql://user:password@host:5432/database";

  /**
   * Parses {@code postgresql://user:password@host:port/database}, or a JDBC URL with {@code user}
   * and {@code password} among its parameters.
   *
   * @throws StackException if it is neither; the message does not repeat the URL, which holds a
   *     password
   */
  public static OwnPostgres parse(String url) {
    URI uri = uri(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
    if (uri.getHost() == null
        || uri.getScheme() == null
        || !uri.getScheme().startsWith("postgres")) {
      throw new StackException("--postgres must be a URL such as " + EXAMPLE);
    }
    List<String> parameters = new ArrayList<>();
    String user = "";
    String password = "";
    if (uri.getRawUserInfo() != null) {
      String[] login = uri.getRawUserInfo().split(":", 2);
      user = decode(login[0]);
      password = login.length == 2 ? decode(login[1]) : "";
    }
    for (String parameter :
        uri.getRawQuery() == null ? new String[0] : uri.getRawQuery().split("&")) {
      if (parameter.startsWith("user=")) {
        user = decode(parameter.substring("user=".length()));
      } else if (parameter.startsWith("password=")) {
        password = decode(parameter.substring("password=".length()));
      } else {
        parameters.add(parameter);
      }
    }
    if (user.isEmpty()) {
      throw new StackException("--postgres names no user; it must be a URL such as " + EXAMPLE);
    }
    int port = uri.getPort() == -1 ? 5432 : uri.getPort();
    String query = parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    return new OwnPostgres(
        "jdbc:postgresql://" + uri.getHost() + ":" + port + uri.getRawPath() + query,
        user,
        password);
  }

  private static URI uri(String text) {
    try {
      return new URI(text);
    } catch (URISyntaxException e) {
      throw new StackException("--postgres is not a URL; it must be such as " + EXAMPLE);
    }
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  /** Without the password. */
  @Override
  public String toString() {
    return user + " at " + jdbcUrl;
  }
}
