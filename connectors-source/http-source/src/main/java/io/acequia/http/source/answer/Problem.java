package io.acequia.http.source.answer;

import java.util.Map;

/**
 * Why a request or one of its events was not taken: the API's {@code error} without the request's
 * id. Details are short and never secret.
 */
public record Problem(ErrorCode code, String message, Map<String, Object> details) {

  public Problem(ErrorCode code, String message) {
    this(code, message, Map.of());
  }

  /** A problem with one field of an event. */
  public static Problem inField(String field, String message) {
    return new Problem(ErrorCode.INVALID_EVENT, message, Map.of("field", field));
  }
}
