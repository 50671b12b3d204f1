package io.acequia.object.store.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.apache.kafka.common.config.ConfigException;

/**
 * Where objects are: {@code s3://bucket/prefix}, {@code gs://bucket/prefix}, {@code
 * file:///folder}.
 *
 * @param bucket empty for a folder
 * @param prefix what the keys begin with: empty, or ending with {@code /}; empty for a folder
 * @param folder as text; empty for a bucket
 */
record StoreLocation(Kind kind, String bucket, String prefix, String folder) {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]");

  /** Whose it is. */
  enum Kind {
    S3,
    GCS,
    FILE
  }

  /**
   * Parses a URL.
   *
   * @throws ConfigException saying what it must be
   */
  static StoreLocation parse(String url) {
    URI uri;
    try {
      uri = new URI(url);
    } catch (URISyntaxException e) {
      throw new ConfigException("'" + url + "' is not a URL");
    }
    String scheme = String.valueOf(uri.getScheme());
    String path = uri.getPath() == null ? "" : uri.getPath();
    if (uri.getRawQuery() != null || uri.getRawFragment() != null || uri.getUserInfo() != null) {
      throw new ConfigException("a location has neither a login nor parameters");
    }
    return switch (scheme) {
      case "s3", "s3a" -> bucket(Kind.S3, uri.getRawAuthority(), path);
      case "gs" -> bucket(Kind.GCS, uri.getRawAuthority(), path);
      case "file" -> folder(uri.getRawAuthority(), path);
      default -> throw new ConfigException("a location begins with s3://, gs:// or file:///");
    };
  }

  private static StoreLocation bucket(Kind kind, String authority, String path) {
    if (authority == null || !BUCKET.matcher(authority).matches()) {
      throw new ConfigException(
          "a bucket's name has 3 or more lower-case letters, digits, dots and hyphens");
    }
    String prefix = path.replaceAll("/+", "/").replaceFirst("^/", "").replaceFirst("/$", "");
    return new StoreLocation(kind, authority, prefix.isEmpty() ? "" : prefix + "/", "");
  }

  private static StoreLocation folder(String authority, String path) {
    if (authority != null || path.length() < 2) {
      throw new ConfigException("a folder is written with three slashes: file:///srv/flights");
    }
    return new StoreLocation(Kind.FILE, "", "", Path.of(path).normalize().toString());
  }
}
