package io.acequia.http.source.answer;

/** What can go wrong, in the words of the API, each with its HTTP status. */
public enum ErrorCode {
  INVALID_REQUEST(400),
  INVALID_JSON(400),
  INVALID_EVENT(400),
  INVALID_STREAM_ID(400),
  AUTHENTICATION_FAILED(401),
  AUTHORIZATION_DENIED(403),
  NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  REQUEST_TIMEOUT(408),
  EVENT_TOO_LARGE(413),
  PAYLOAD_TOO_LARGE(413),
  URI_TOO_LONG(414),
  UNSUPPORTED_MEDIA_TYPE(415),
  UPGRADE_REQUIRED(426),
  RATE_LIMIT_EXCEEDED(429),
  HEADERS_TOO_LARGE(431),
  INTERNAL_ERROR(500),
  /** Connect went on without the record ({@code errors.tolerance=all}): it is not in the topic. */
  NOT_WRITTEN(500),
  /** The listener cannot take the event now; it has not been and will not be written. */
  SERVICE_UNAVAILABLE(503),
  /** The event is on its way to Kafka, but the task ended before the acknowledgement arrived. */
  OUTCOME_UNKNOWN(503);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  public int status() {
    return status;
  }

  /** Whether the same request may succeed a little later. */
  public boolean isTransient() {
    return status == 503 || status == 429;
  }
}
