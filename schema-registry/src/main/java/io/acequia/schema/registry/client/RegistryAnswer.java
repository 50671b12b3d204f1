package io.acequia.schema.registry.client;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.errors.DataException;

/** What an answer of the registry's means. */
final class RegistryAnswer {

  private static final int NOT_FOUND = 404;

  /** From here on a code has the HTTP status in front: 40401 and so on. */
  private static final int FIRST_CODE = 40_000;

  private RegistryAnswer() {}

  /** Whether another try, here or at another address, may succeed. */
  static boolean isPassing(int status) {
    return status == 408 || status == 425 || status == 429 || status >= 500;
  }

  /**
   * The exception of a refusal that no repetition changes: a {@link DataException} if what was
   * asked for is not there or is not valid, otherwise one that asks for the operator.
   */
  static ConnectException refusal(String request, int status, JsonNode body) {
    String reason = request + " was answered with " + status + reason(body);
    int code = body.path("error_code").asInt();
    boolean ofSchema = status == 409 || status == 422 || status == NOT_FOUND && code >= FIRST_CODE;
    if (ofSchema) {
      return new DataException("the schema registry refuses: " + reason);
    }
    return switch (status) {
      case 401, 403 ->
          new ConnectException("the schema registry refuses the credentials: " + reason);
      case 301, 302, 303, 307, 308 ->
          new ConnectException(
              "the schema registry redirects, which is not followed; correct its URL: " + reason);
      default -> new ConnectException("the schema registry refuses: " + reason);
    };
  }

  private static String reason(JsonNode body) {
    String message = body.path("message").asText();
    String code = body.has("error_code") ? " (" + body.path("error_code").asText() + ")" : "";
    String shown = message.length() > 500 ? message.substring(0, 500) + "..." : message;
    return code + (shown.isEmpty() ? "" : ": " + shown);
  }
}
