package io.acequia.sql.library.text;

import static io.acequia.sql.function.Parameters.text;

import io.acequia.sql.function.FunctionSet;
import io.acequia.sql.type.SqlType;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** The parts of a URL. */
final class UrlFunctions {

  private UrlFunctions() {}

  static void declare(FunctionSet functions) {
    functions
        .function("URL_ENCODE_PARAM")
        .means("The text as it is written in a URL's query.")
        .example("URL_ENCODE_PARAM('a b&c')")
        .takes(text("text"))
        .gives(SqlType.STRING, text -> URLEncoder.encode(text, StandardCharsets.UTF_8));
    functions
        .function("URL_DECODE_PARAM")
        .means("The text that a part of a URL's query stands for.")
        .example("URL_DECODE_PARAM('a+b%26c')")
        .takes(text("text"))
        .gives(SqlType.STRING, UrlFunctions::decoded);
    part(functions, "PROTOCOL", "protocol", SqlType.STRING, URI::getScheme);
    part(functions, "HOST", "host", SqlType.STRING, URI::getHost);
    part(
        functions,
        "PORT",
        "port",
        SqlType.INTEGER,
        uri -> uri.getPort() < 0 ? null : uri.getPort());
    part(functions, "PATH", "path", SqlType.STRING, URI::getPath);
    part(functions, "QUERY", "query", SqlType.STRING, URI::getQuery);
    part(functions, "FRAGMENT", "fragment", SqlType.STRING, URI::getFragment);
    functions
        .function("URL_EXTRACT_PARAMETER")
        .means("The first value of a parameter of a URL's query; null if there is none.")
        .example("URL_EXTRACT_PARAMETER('https://example.org/?from=JFK&to=LAX', 'to')")
        .takes(text("url"), text("name"))
        .gives(SqlType.STRING, UrlFunctions::parameter);
  }

  private static void part(
      FunctionSet functions,
      String name,
      String what,
      SqlType type,
      Function<URI, @Nullable Object> part) {
    String function = "URL_EXTRACT_" + name;
    functions
        .function(function)
        .means("The " + what + " of a URL; null if it has none, or is no URL.")
        .example(function + "('https://example.org:8443/flights/today?from=JFK#list')")
        .takes(text("url"))
        .gives(
            type,
            url -> {
              URI uri = parsed(url);
              return uri == null ? null : part.apply(uri);
            });
  }

  private static @Nullable URI parsed(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) {
      return null;
    }
  }

  private static @Nullable String parameter(String url, String name) {
    URI uri = parsed(url);
    String query = uri == null ? null : uri.getRawQuery();
    if (query == null) {
      return null;
    }
    for (int begin = 0; begin <= query.length(); ) {
      int end = query.indexOf('&', begin);
      end = end < 0 ? query.length() : end;
      int equal = query.indexOf('=', begin);
      boolean bare = equal < 0 || equal > end;
      if (decoded(query.substring(begin, bare ? end : equal)).equals(name)) {
        return bare ? "" : decoded(query.substring(equal + 1, end));
      }
      begin = end + 1;
    }
    return null;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      // Without the cause, whose message quotes the text.
      throw new DataException("the text to decode is no part of a URL: a % without two hex digits");
    }
  }
}
