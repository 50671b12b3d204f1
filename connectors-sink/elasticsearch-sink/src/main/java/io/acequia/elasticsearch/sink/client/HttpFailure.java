package io.acequia.elasticsearch.sink.client;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An answer that is no success; its message has nothing of any document. */
public final class HttpFailure extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String reason;
  private final transient @Nullable Duration retryAfter;

  HttpFailure(
      String request, int status, String type, String reason, @Nullable Duration retryAfter) {
    super(
        "%s was answered %d%s%s"
            .formatted(
                request,
                status,
                type.isEmpty() ? "" : ", " + type,
                reason.isEmpty() ? "" : ": " + reason));
    this.status = status;
    this.type = type;
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public int status() {
    return status;
  }

  /** The cluster's name of the error, empty if what answered was no cluster. */
  public String type() {
    return type;
  }

  /** The cluster's words, with nothing of a document. */
  public String reason() {
    return reason;
  }

  /** How long the cluster wants to be left alone. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
