package io.acequia.http.source.server;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The type of a body, without its parameters. */
final class MediaType {

  static final String JSON = "application/json";
  static final String NDJSON = "application/x-ndjson";
  static final String MULTIPART = "multipart/form-data";
  static final String CSV = "text/csv";

  private MediaType() {}

  static String of(@Nullable String contentType) {
    if (contentType == null) {
      return "";
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }
}
