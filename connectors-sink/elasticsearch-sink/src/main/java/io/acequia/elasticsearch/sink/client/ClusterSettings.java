package io.acequia.elasticsearch.sink.client;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * How a cluster is reached.
 *
 * @param urls of its nodes; with one path, if with any
 * @param socketTimeout the longest silence in the middle of a request
 * @param compresses whether requests are sent compressed by gzip
 * @param connections the most to each node
 */
public record ClusterSettings(
    List<URI> urls,
    Credentials credentials,
    TlsSettings tls,
    Duration connectTimeout,
    Duration socketTimeout,
    boolean compresses,
    int connections) {

  /** Whether connections are encrypted. */
  boolean isEncrypted() {
    return "https".equals(urls.get(0).getScheme());
  }
}
