package io.acequia.elasticsearch.sink.client;

import io.acequia.elasticsearch.sink.json.Json;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.http.HttpHost;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the cluster for its nodes from time to time, so that requests go to those that have joined
 * and no longer to those that have left.
 *
 * @see <a
 *     href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/cluster-nodes-info.html">Nodes
 *     info API</a>
 */
public final class NodeSniffer {
  private static final Logger log = LoggerFactory.getLogger(NodeSniffer.class);

  // OpenSearch has called them cluster managers since 2.0.
  private static final Set<List<?>> MASTERS = Set.of(List.of("master"), List.of("cluster_manager"));

  private final ClusterClient client;
  private final @Nullable Duration interval;
  private @Nullable CompletableFuture<Void> asking;
  private long askedAt;

  /**
   * @param interval {@code null} for never
   */
  public NodeSniffer(ClusterClient client, @Nullable Duration interval) {
    this.client = client;
    this.interval = interval;
    this.askedAt = interval == null ? 0 : System.nanoTime() - interval.toNanos();
  }

  /** Asks if it is time to; does not wait for the answer. */
  public void sniffIfDue() {
    if (interval == null || System.nanoTime() - askedAt < interval.toNanos()) {
      return;
    }
    if (asking != null && !asking.isDone()) {
      return;
    }
    askedAt = System.nanoTime();
    asking = sniff();
  }

  private CompletableFuture<Void> sniff() {
    return client
        .send("GET", "/_nodes/http", null)
        .handle(
            (answer, error) -> {
              if (answer != null) {
                use(answer);
              } else {
                log.warn("The cluster's nodes could not be listed: {}", error.getMessage());
              }
              return null;
            });
  }

  private void use(Answer answer) {
    try {
      List<HttpHost> nodes = nodes(answer.body(), client.scheme());
      if (!nodes.isEmpty()) {
        client.use(nodes);
      }
    } catch (IOException e) {
      log.warn("The list of the cluster's nodes could not be read");
    }
  }

  /** The nodes that serve data over HTTP: masters that do nothing else are spared. */
  static List<HttpHost> nodes(byte[] body, String scheme) throws IOException {
    List<HttpHost> nodes = new ArrayList<>();
    if (Json.at(Json.object(body), "nodes") instanceof Map<?, ?> all) {
      for (Object node : all.values()) {
        boolean onlyMaster =
            Json.at(node, "roles") instanceof List<?> roles && MASTERS.contains(roles);
        if (!onlyMaster && Json.at(node, "http", "publish_address") instanceof String address) {
          nodes.add(host(address, scheme));
        }
      }
    }
    return nodes;
  }

  /** {@code 10.0.0.1:9200}, {@code [::1]:9200}, or a name before the address: {@code es1/10...}. */
  private static HttpHost host(String address, String scheme) {
    int slash = address.indexOf('/');
    int colon = address.lastIndexOf(':');
    String host = slash >= 0 ? address.substring(0, slash) : address.substring(0, colon);
    return new HttpHost(
        host.startsWith("[") ? host.substring(1, host.length() - 1) : host,
        Integer.parseInt(address.substring(colon + 1)),
        scheme);
  }
}
