package io.acequia.elasticsearch.sink.client;

import io.acequia.commons.retry.RetryAfter;
import io.acequia.elasticsearch.sink.json.Json;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.http.HttpEntity;
import org.apache.http.HttpHost;
import org.apache.http.conn.ssl.NoopHostnameVerifier;
import org.apache.http.entity.ContentType;
import org.apache.http.impl.nio.client.HttpAsyncClientBuilder;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Node;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.ResponseListener;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.client.RestClientBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Requests to a cluster of either product, through the low-level transport of Elastic's client: it
 * spreads them over the nodes, avoids those that failed lately, and asks no server what it is.
 * Answers come on the transport's threads. Thread-safe.
 */
public final class ClusterClient implements AutoCloseable {
  private static final ContentType NDJSON = ContentType.create("application/x-ndjson");
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final int MAX_ERROR = 1 << 20;
  private static final int THREADS = 1;
  private static final String PRODUCT = "X-elastic-product";
  private static final String ELASTICSEARCH = "Elasticsearch";

  private final RestClient client;
  private final ClusterSettings settings;

  public ClusterClient(ClusterSettings settings) {
    this.settings = settings;
    RestClientBuilder builder =
        RestClient.builder(
            settings.urls().stream().map(ClusterClient::host).toArray(HttpHost[]::new));
    String path = settings.urls().get(0).getPath();
    if (path != null && path.length() > 1) {
      builder.setPathPrefix(path);
    }
    this.client =
        builder
            .setCompressionEnabled(settings.compresses())
            .setRequestConfigCallback(
                config ->
                    config
                        .setConnectTimeout((int) settings.connectTimeout().toMillis())
                        .setConnectionRequestTimeout((int) settings.socketTimeout().toMillis())
                        .setSocketTimeout((int) settings.socketTimeout().toMillis()))
            .setHttpClientConfigCallback(this::configure)
            .build();
  }

  private static HttpHost host(URI url) {
    return new HttpHost(url.getHost(), port(url), url.getScheme());
  }

  private static int port(URI url) {
    return url.getPort() >= 0 ? url.getPort() : "https".equals(url.getScheme()) ? 443 : 80;
  }

  private HttpAsyncClientBuilder configure(HttpAsyncClientBuilder http) {
    http.setMaxConnPerRoute(settings.connections())
        .setMaxConnTotal(settings.connections() * Math.max(2, settings.urls().size()))
        .disableAuthCaching()
        .disableCookieManagement()
        .setDefaultIOReactorConfig(
            org.apache.http.impl.nio.reactor.IOReactorConfig.custom()
                .setIoThreadCount(THREADS)
                .setConnectTimeout((int) settings.connectTimeout().toMillis())
                .setSoTimeout((int) settings.socketTimeout().toMillis())
                .setSoKeepAlive(true)
                .build());
    if (settings.isEncrypted()) {
      http.setSSLContext(settings.tls().context());
      if (!settings.tls().verifiesHost()) {
        http.setSSLHostnameVerifier(NoopHostnameVerifier.INSTANCE);
      }
    }
    if (settings.credentials() instanceof Credentials.Header header) {
      http.addInterceptorLast(
          (org.apache.http.HttpRequestInterceptor)
              (request, context) -> request.setHeader("Authorization", header.value()));
    } else if (settings.credentials() instanceof Credentials.Aws aws) {
      http.addInterceptorLast(new AwsSigning(aws.signer(), Clock.systemUTC()));
    }
    return http;
  }

  /** Sends the first {@code length} bytes of a bulk request's body. */
  public CompletableFuture<Answer> bulk(Map<String, String> parameters, byte[] body, int length) {
    return send("POST", "/_bulk", parameters, new NByteArrayEntity(body, 0, length, NDJSON));
  }

  /**
   * Sends a request with a JSON body, or without any. The future fails with an {@link IOException},
   * which is an {@link HttpFailure} if there was an answer.
   */
  public CompletableFuture<Answer> send(String method, String path, byte @Nullable [] json) {
    HttpEntity body =
        json == null ? null : new NByteArrayEntity(json, ContentType.APPLICATION_JSON);
    return send(method, path, Map.of(), body);
  }

  private CompletableFuture<Answer> send(
      String method, String path, Map<String, String> parameters, @Nullable HttpEntity body) {
    Request request = new Request(method, path);
    parameters.forEach(request::addParameter);
    if (body != null) {
      request.setEntity(body);
    }
    CompletableFuture<Answer> future = new CompletableFuture<>();
    client.performRequestAsync(
        request,
        new ResponseListener() {
          @Override
          public void onSuccess(Response response) {
            try {
              byte[] bytes =
                  response.getEntity() == null
                      ? new byte[0]
                      : EntityUtils.toByteArray(response.getEntity());
              future.complete(
                  new Answer(
                      response.getStatusLine().getStatusCode(),
                      bytes,
                      ELASTICSEARCH.equals(response.getHeader(PRODUCT))));
            } catch (IOException e) {
              future.completeExceptionally(e);
            }
          }

          @Override
          public void onFailure(Exception exception) {
            future.completeExceptionally(failure(method + " " + path, exception));
          }
        });
    return future;
  }

  private static IOException failure(String request, Exception exception) {
    if (exception instanceof ResponseException answered) {
      return failure(request, answered.getResponse());
    }
    return exception instanceof IOException io
        ? io
        : new IOException(request + " could not be sent: " + exception.getMessage(), exception);
  }

  private static HttpFailure failure(String request, Response response) {
    String type = "";
    String reason = "";
    try {
      HttpEntity entity = response.getEntity();
      if (entity != null && entity.getContentLength() < MAX_ERROR) {
        Map<String, @Nullable Object> body = Json.object(EntityUtils.toByteArray(entity));
        if (Json.at(body, "error", "type") instanceof String text) {
          type = text;
        }
        if (Json.at(body, "error", "reason") instanceof String text) {
          reason = ErrorText.withoutData(text);
        }
      }
    } catch (IOException e) {
      // What answered is no cluster, but a proxy: the status is all that it says.
      type = "";
    }
    Duration wait =
        RetryAfter.parse(
                response.getHeader("Retry-After"), Clock.systemUTC().instant(), LONGEST_WAIT)
            .orElse(null);
    return new HttpFailure(request, response.getStatusLine().getStatusCode(), type, reason, wait);
  }

  /** Sends requests to these nodes from now on. */
  void use(Collection<HttpHost> nodes) {
    client.setNodes(nodes.stream().map(Node::new).toList());
  }

  String scheme() {
    return settings.isEncrypted() ? "https" : "http";
  }

  /** Ends all connections; requests that wait for an answer fail. */
  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
