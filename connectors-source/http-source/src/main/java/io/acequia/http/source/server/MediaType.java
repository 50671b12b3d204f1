package io.acequia.http.source.server;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The type of a body, without its parameters. */
final class MediaType {

  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";
  static final String MULTIPART = "multipart/form-data";
  static final String CSV = "text/csv";

  private MediaType() {}

  /** A parameter, such as the boundary of a form; {@code null} if there is none. */
  static @Nullable String parameter(@Nullable String contentType, String name) {
    Matcher found =
        Pattern.compile(";\\s*" + name + "=(\"([^\"]+)\"|[^;\\s\"]+)", Pattern.CASE_INSENSITIVE)
            .matcher(contentType == null ? "" : contentType);
    if (!found.find()) {
      return null;
    }
    return found.group(2) == null ? found.group(1) : found.group(2);
  }

  static String of(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
