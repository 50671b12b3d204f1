package io.acequia.http.source.server;

import io.acequia.commons.config.ConfigGroup;
import io.acequia.commons.config.Validators;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.Width;

/**
 * Where the listener listens and how much it takes.
 *
 * @param bindTimeout how long a port that somebody else has is waited for
 * @param idleTimeout after which a silent connection is closed
 * @param requestTimeout for a request's head, and again for a body that is read whole
 * @param answerTimeout for Kafka's acknowledgement
 * @param queueBytes of bodies whose events are not settled
 * @param retryAfterDates whether {@code Retry-After} is a date instead of seconds
 * @param headers of requests that become headers of records
 */
public record ListenerOptions(
    String host,
    int port,
    int threads,
    Duration bindTimeout,
    int connections,
    int headBytes,
    int bodyBytes,
    long queueBytes,
    Duration idleTimeout,
    Duration requestTimeout,
    Duration answerTimeout,
    Duration retryAfter,
    boolean retryAfterDates,
    List<String> corsOrigins,
    List<String> headers) {

  public static final String HOST = "http.ingest.host";
  public static final String PORT = "http.ingest.port";
  private static final String THREADS = "http.ingest.threads";
  private static final String BIND_TIMEOUT = "http.ingest.bind.timeout.ms";
  private static final String CONNECTIONS = "http.ingest.connections.max";
  private static final String HEAD_BYTES = "http.ingest.header.max.bytes";
  private static final String BODY_BYTES = "http.ingest.body.max.bytes";
  private static final String QUEUE_BYTES = "http.ingest.queue.max.bytes";
  private static final String IDLE_TIMEOUT = "http.ingest.idle.timeout.ms";
  private static final String REQUEST_TIMEOUT = "http.ingest.request.timeout.ms";
  private static final String ANSWER_TIMEOUT = "http.ingest.answer.timeout.ms";
  private static final String RETRY_AFTER = "http.ingest.retry.after.ms";
  private static final String RETRY_AFTER_FORMAT = "http.ingest.retry.after.format";
  private static final String CORS_ORIGINS = "http.ingest.cors.origins";
  private static final String HEADERS = "http.ingest.headers";

  /** The two forms of {@code Retry-After} in RFC 9110. */
  private enum RetryAfterFormat {
    SECONDS,
    HTTP_DATE
  }

  public static void addTo(ConfigDef def) {
    ConfigGroup.in(def, "Listener")
        .optional(
            HOST,
            Type.STRING,
            "0.0.0.0",
            Validators.nonBlank(),
            Importance.MEDIUM,
            Width.MEDIUM,
            "The address that each worker listens on; 0.0.0.0 for all.")
        .optional(
            PORT,
            Type.INT,
            8088,
            Validators.port(),
            Importance.HIGH,
            Width.SHORT,
            "The port that each worker with a task of this connector listens on. All tasks on one"
                + " worker share it.")
        .optional(
            THREADS,
            Type.INT,
            2,
            Validators.between(1, 64),
            Importance.LOW,
            Width.SHORT,
            "Event loops of the listener: threads that read, check and answer requests.")
        .optional(
            BIND_TIMEOUT,
            Type.LONG,
            10_000L,
            Validators.between(0, 60_000),
            Importance.LOW,
            Width.SHORT,
            "How long a task that starts waits for the port while somebody else has it, in"
                + " milliseconds.")
        .optional(
            CORS_ORIGINS,
            Type.LIST,
            "",
            null,
            Importance.LOW,
            Width.MEDIUM,
            "Origins whose pages may send events from a browser, such as https://app.example.com;"
                + " * for all. Empty: no CORS.")
        .optional(
            HEADERS,
            Type.LIST,
            "",
            null,
            Importance.LOW,
            Width.MEDIUM,
            "Headers of requests that become headers of records, such as traceparent. Never list"
                + " those with credentials.");
    ConfigGroup.in(def, "Limits")
        .optional(
            CONNECTIONS,
            Type.INT,
            1_000,
            Validators.between(1, 100_000),
            Importance.MEDIUM,
            Width.SHORT,
            "The most connections at a time; further ones are closed at once.")
        .optional(
            HEAD_BYTES,
            Type.INT,
            16_384,
            Validators.between(1_024, 1_048_576),
            Importance.LOW,
            Width.SHORT,
            "The largest head of a request, all headers together, in bytes.")
        .optional(
            BODY_BYTES,
            Type.INT,
            10_485_760,
            Validators.between(1_024, 1_073_741_824),
            Importance.MEDIUM,
            Width.SHORT,
            "The largest body of a request or frame of a WebSocket that is read whole, in bytes."
                + " NDJSON and uploaded files are read as they come and may be of any size.")
        .optional(
            QUEUE_BYTES,
            Type.LONG,
            33_554_432L,
            Validators.atLeast(65_536),
            Importance.MEDIUM,
            Width.SHORT,
            "How much a worker takes in before Kafka has acknowledged it, in bytes of request"
                + " bodies; more is answered with 503, and streams are read no further. The heap"
                + " needed is about twice that for raw values and eight times for the others.")
        .optional(
            IDLE_TIMEOUT,
            Type.LONG,
            60_000L,
            Validators.between(1_000, 86_400_000),
            Importance.LOW,
            Width.SHORT,
            "After how many milliseconds without anything from the client a connection is closed.")
        .optional(
            REQUEST_TIMEOUT,
            Type.LONG,
            30_000L,
            Validators.between(100, 86_400_000),
            Importance.LOW,
            Width.SHORT,
            "How long a client may take to send the head of a request, and again for the body, in"
                + " milliseconds. NDJSON and uploads have only http.ingest.idle.timeout.ms.")
        .optional(
            ANSWER_TIMEOUT,
            Type.LONG,
            30_000L,
            Validators.between(100, 86_400_000),
            Importance.MEDIUM,
            Width.SHORT,
            "How long a request waits for Kafka's acknowledgement, in milliseconds, before it is"
                + " answered with 503.")
        .optional(
            RETRY_AFTER,
            Type.LONG,
            1_000L,
            Validators.between(0, 3_600_000),
            Importance.LOW,
            Width.SHORT,
            "What Retry-After says with a 503, in milliseconds (rounded up to seconds).")
        .optional(
            RETRY_AFTER_FORMAT,
            Type.STRING,
            "seconds",
            Validators.oneOf(RetryAfterFormat.class),
            Importance.LOW,
            Width.SHORT,
            "How Retry-After is written: seconds, or http-date.");
  }

  public static ListenerOptions from(AbstractConfig config) {
    return new ListenerOptions(
        config.getString(HOST),
        config.getInt(PORT),
        config.getInt(THREADS),
        Duration.ofMillis(config.getLong(BIND_TIMEOUT)),
        config.getInt(CONNECTIONS),
        config.getInt(HEAD_BYTES),
        config.getInt(BODY_BYTES),
        config.getLong(QUEUE_BYTES),
        Duration.ofMillis(config.getLong(IDLE_TIMEOUT)),
        Duration.ofMillis(config.getLong(REQUEST_TIMEOUT)),
        Duration.ofMillis(config.getLong(ANSWER_TIMEOUT)),
        Duration.ofMillis(config.getLong(RETRY_AFTER)),
        Validators.parse(RetryAfterFormat.class, config.getString(RETRY_AFTER_FORMAT))
            == RetryAfterFormat.HTTP_DATE,
        config.getList(CORS_ORIGINS),
        config.getList(HEADERS));
  }
}
