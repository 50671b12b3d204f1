package io.acequia.elasticsearch.sink.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.commons.path.FieldPath;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What a user is told of texts that are refused before they are sent. */
class UnreadableJsonTest {

  private static final String LIMITS =
      "the record's value is nested deeper than 1000 levels, or has a text of more than 20000000, a"
          + " name of more than 50000 or a number of more than 1000 characters";

  @Test
  void namesTheLimitsToWhatIsTooDeep() {
    String deep = "{\"secret\":" + "[".repeat(1_000) + "]".repeat(1_000) + ",\"id\":1}";
    isRefused(() -> RawJson.checkAll(deep.getBytes(UTF_8), "id"), LIMITS);
    isRefused(() -> id().read(deep.getBytes(UTF_8)), LIMITS);
  }

  @Test
  void quotesNothingOfWhatIsBroken() {
    byte[] broken = "{\"a\":secret,\"id\":1}".getBytes(UTF_8);
    String message = "the record's value is not well-formed JSON";
    isRefused(() -> RawJson.checkAll(broken, "id"), message);
    isRefused(() -> id().read(broken), message);
  }

  private static JsonFields id() {
    return new JsonFields(List.of(FieldPath.parse("id")));
  }

  private static void isRefused(ThrowingCallable reading, String message) {
    assertThatThrownBy(reading).isInstanceOf(DataException.class).hasMessage(message).hasNoCause();
  }
}
