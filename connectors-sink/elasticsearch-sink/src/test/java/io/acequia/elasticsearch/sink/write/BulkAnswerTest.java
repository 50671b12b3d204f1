package io.acequia.elasticsearch.sink.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class BulkAnswerTest {
  @Test
  void readsWhatIsWrongWithWhichItem() throws Exception {
    BulkAnswer answer =
        read(
            """
            {"took": 3, "errors": true, "items": [
              {"index": {"status": 201}},
              {"create": {"_index": "x", "status": 400, "error": {
                "type": "document_parsing_exception", "reason": "failed to parse field [n]",
                "caused_by": {"type": "a", "reason": "For input string: \\"s3cret\\""}}}},
              {"delete": {"status": 404}}]}""",
            3);
    assertThat(answer.failure(0)).isNull();
    assertThat(answer.failure(1))
        .isEqualTo(
            new BulkAnswer.ItemFailure(
                400, "document_parsing_exception", "failed to parse field [n]"));
    // A delete that finds nothing is no error: the document is not there.
    assertThat(answer.failure(2)).isNull();
  }

  @Test
  void answerWithoutErrorsNeedsNoItems() throws Exception {
    BulkAnswer answer = read("{\"errors\":false}", 5_000);
    assertThat(answer.hasErrors()).isFalse();
    assertThat(answer.failure(4_999)).isNull();
  }

  @Test
  void answerThatIsNoneIsAnOutageAndNoSuccess() {
    for (String body :
        new String[] {
          "",
          "<html>",
          "{}",
          "[]",
          "{\"errors\":true,\"items\":[]}",
          "{\"errors\":true,\"items\":[{\"index\":{\"sta",
          "{\"items\":[{\"index\":{\"status\":201}}]}"
        }) {
      assertThatThrownBy(() -> read(body, 1)).as(body).isInstanceOf(IOException.class);
    }
  }

  private static BulkAnswer read(String body, int items) throws IOException {
    return BulkAnswer.read(body.getBytes(StandardCharsets.UTF_8), items);
  }
}
