package io.acequia.schema.registry.client;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a registry is reached.
 *
 * @param urls its addresses, all of one registry, without credentials
 * @param headers sent with each request, credentials among them
 * @param tls null: the JVM's own
 * @param connectTimeout of one connection
 * @param readTimeout of one answer
 * @param cacheSize how many schemas are remembered of each kind
 */
public record RegistryOptions(
    List<URI> urls,
    Map<String, String> headers,
    @Nullable TlsFiles tls,
    Duration connectTimeout,
    Duration readTimeout,
    int cacheSize) {

  public RegistryOptions {
    urls = List.copyOf(urls);
    headers = Map.copyOf(headers);
  }

  /** Defaults for one address. */
  public static RegistryOptions of(String... urls) {
    return new RegistryOptions(
        parse(List.of(urls)),
        Map.of(),
        null,
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        1_000);
  }

  /** The same with more headers. */
  public RegistryOptions withHeaders(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new RegistryOptions(urls, all, tls, connectTimeout, readTimeout, cacheSize);
  }

  /** The same with this trust and key material. */
  public RegistryOptions withTls(@Nullable TlsFiles files) {
    return new RegistryOptions(urls, headers, files, connectTimeout, readTimeout, cacheSize);
  }

  /** The header of a basic login, {@code user:password}. */
  public static Map<String, String> basic(String userInfo) {
    String encoded = Base64.getEncoder().encodeToString(userInfo.getBytes(StandardCharsets.UTF_8));
    return Map.of("Authorization", "Basic " + encoded);
  }

  /**
   * The addresses without the credentials that they may have.
   *
   * @throws IllegalArgumentException if one is no address; without its text, which may have a
   *     password
   */
  public static List<URI> parse(List<String> texts) {
    List<URI> urls = new ArrayList<>();
    for (String text : texts) {
      try {
        URI url = new URI(text.strip().replaceFirst("/+$", ""));
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        if (!List.of("http", "https").contains(scheme) || url.getHost() == null) {
          throw new IllegalArgumentException("it must begin with http:// or https:// and a host");
        }
        urls.add(new URI(scheme, null, url.getHost(), url.getPort(), url.getPath(), null, null));
      } catch (URISyntaxException e) {
        throw new IllegalArgumentException("it is not a URL");
      }
    }
    if (urls.isEmpty()) {
      throw new IllegalArgumentException("there must be at least one URL");
    }
    return urls;
  }

  /** Without headers and passwords. */
  @Override
  public String toString() {
    return "schema registry at " + urls;
  }
}
