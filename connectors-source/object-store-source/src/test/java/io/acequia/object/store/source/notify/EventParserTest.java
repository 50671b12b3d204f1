package io.acequia.object.store.source.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventParserTest {

  private static final String RECORD =
      """
      {"eventName": "%s", "s3": {"bucket": {"name": "b"}, "object": {"key": "%s"}}}""";

  private static String records(String... records) {
    return "{\"Records\": [" + String.join(",", records) + "]}";
  }

  private static String eventBridge(String kind, String key) {
    return """
    {"source": "aws.s3", "detail-type": "%s",
     "detail": {"bucket": {"name": "b"}, "object": {"key": "%s", "size": 5}}}"""
        .formatted(kind, key);
  }

  private static String inEnvelope(String message) {
    return "{\"Type\": \"Notification\", \"Message\": \"%s\"}"
        .formatted(message.replace("\"", "\\\"").replace("\n", "\\n"));
  }

  @Test
  void keysOfS3AreEncodedAsInForms() throws Exception {
    String body =
        records(
            RECORD.formatted("ObjectCreated:Put", "in/a+b%2Bc%7E%C3%A9.jsonl"),
            RECORD.formatted("s3:ObjectCreated:CompleteMultipartUpload", "x"),
            RECORD.formatted("ObjectCreated:Copy", "x"));
    assertThat(EventParser.parse(body))
        .containsExactly(new CreatedObject("b", "in/a b+c~é.jsonl"), new CreatedObject("b", "x"));
    assertThat(EventParser.parse(inEnvelope(body))).hasSize(2);
  }

  @Test
  void keysOfEventBridgeAreNot() throws Exception {
    String body = eventBridge("Object Created", "in/a b+c%20.jsonl");
    CreatedObject expected = new CreatedObject("b", "in/a b+c%20.jsonl");
    assertThat(EventParser.parse(body)).containsExactly(expected);
    assertThat(EventParser.parse(inEnvelope(body))).containsExactly(expected);
  }

  @Test
  void otherEventsTellOfNoObjects() throws Exception {
    String test = "{\"Service\": \"Amazon S3\", \"Event\": \"s3:TestEvent\", \"Bucket\": \"b\"}";
    assertThat(EventParser.parse(test)).isEmpty();
    assertThat(EventParser.parse(inEnvelope(test))).isEmpty();
    assertThat(EventParser.parse(records(RECORD.formatted("ObjectRemoved:Delete", "x")))).isEmpty();
    assertThat(EventParser.parse(eventBridge("Object Tags Added", "x"))).isEmpty();
    assertThat(EventParser.parse(records())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "hunter2",
        "[\"hunter2\"]",
        "{\"password\": \"hunter2\"}",
        "{\"Records\": [\"hunter2\"]}",
        "{\"Records\": [{\"s3\": {}}]}",
        "{\"Records\": [{\"eventName\": \"ObjectCreated:Put\", \"s3\": {\"bucket\": \"hunter2\"}}]}",
        "{\"Type\": \"Notification\", \"Message\": \"hunter2\"}",
        "{\"Type\": \"Notification\"}",
        "{\"source\": \"aws.s3\", \"detail-type\": \"Object Created\"}"
      })
  void whatIsNoEventIsToldWithoutItsContent(String body) {
    assertThatThrownBy(() -> EventParser.parse(body))
        .isInstanceOf(BrokenNotificationException.class)
        .hasMessageNotContaining("hunter2");
  }

  @ParameterizedTest
  @CsvSource({"%zz,encoded", "'',key"})
  void keysThatCannotBeAreTold(String key, String problem) {
    assertThatThrownBy(() -> EventParser.parse(records(RECORD.formatted("ObjectCreated:Put", key))))
        .isInstanceOf(BrokenNotificationException.class)
        .hasMessageContaining(problem);
  }

  @Test
  void depthAndLengthAreLimited() {
    assertThatThrownBy(
            () ->
                EventParser.parse(
                    records(RECORD.formatted("ObjectCreated:Put", "x".repeat(1_025)))))
        .hasMessageContaining("1,024");
    assertThatThrownBy(() -> EventParser.parse("[".repeat(100_000)))
        .isInstanceOf(BrokenNotificationException.class);
    String deep = inEnvelope(inEnvelope("{}").replace("\\", "\\\\"));
    assertThatThrownBy(() -> EventParser.parse(deep))
        .isInstanceOf(BrokenNotificationException.class);
  }
}
