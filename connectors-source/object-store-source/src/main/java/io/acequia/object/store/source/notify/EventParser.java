package io.acequia.object.store.source.notify;

import io.acequia.formats.ReadLimits;
import io.acequia.formats.value.JsonMaps;
import io.acequia.formats.value.JsonNumbers;
import io.acequia.formats.value.Misfit;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a message says: S3's own events, bare or in the envelope of an SNS topic, and those that
 * come by EventBridge. Keys in S3's own are encoded as in forms; in EventBridge's they are not.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-content-structure.html">S3's
 *     events</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html">EventBridge's
 *     of S3</a>
 * @see <a href="https://docs.aws.amazon.com/sns/latest/dg/sns-message-and-json-formats.html">SNS'
 *     envelope</a>
 */
final class EventParser {

  // The most that SQS takes, far fewer levels than a thread's stack has, and a key of S3.
  private static final JsonMaps JSON =
      new JsonMaps(new ReadLimits(1 << 20, 30, 1_000), JsonNumbers.CONNECT);
  private static final int MAX_KEY_BYTES = 1_024;

  private EventParser() {}

  /**
   * The objects that came into being, each once; none if the message tells of something else, such
   * as a deletion or S3's test of the queue.
   */
  static Set<CreatedObject> parse(String body) throws BrokenNotificationException {
    Map<?, ?> message = object(json(body), "the message");
    boolean envelope = "Notification".equals(message.get("Type"));
    if (envelope) {
      message = object(json(text(message, "Message")), "the envelope's message");
    }
    Set<CreatedObject> created = new LinkedHashSet<>();
    if (message.get("Records") instanceof List<?> records) {
      for (Object record : records) {
        ofS3(object(record, "a record"), created);
      }
    } else if ("aws.s3".equals(message.get("source"))) {
      ofEventBridge(message, created);
    } else if (!"s3:TestEvent".equals(message.get("Event"))) {
      throw new BrokenNotificationException("is no event of S3");
    }
    return created;
  }

  private static void ofS3(Map<?, ?> record, Set<CreatedObject> created)
      throws BrokenNotificationException {
    String name = text(record, "eventName");
    // Some that speak S3 write "s3:" in front, as it is in a bucket's configuration.
    if (!name.startsWith("ObjectCreated:") && !name.startsWith("s3:ObjectCreated:")) {
      return;
    }
    Map<?, ?> s3 = object(record.get("s3"), "s3");
    created.add(created(s3, decoded(key(s3))));
  }

  private static void ofEventBridge(Map<?, ?> event, Set<CreatedObject> created)
      throws BrokenNotificationException {
    if ("Object Created".equals(event.get("detail-type"))) {
      Map<?, ?> detail = object(event.get("detail"), "detail");
      created.add(created(detail, key(detail)));
    }
  }

  private static CreatedObject created(Map<?, ?> part, String key)
      throws BrokenNotificationException {
    if (key.getBytes(StandardCharsets.UTF_8).length > MAX_KEY_BYTES) {
      throw new BrokenNotificationException("has a key of more than 1,024 bytes");
    }
    return new CreatedObject(text(object(part.get("bucket"), "bucket"), "name"), key);
  }

  private static String key(Map<?, ?> part) throws BrokenNotificationException {
    return text(object(part.get("object"), "object"), "key");
  }

  private static String decoded(String key) throws BrokenNotificationException {
    try {
      return URLDecoder.decode(key, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new BrokenNotificationException("has a key that is not encoded as in forms");
    }
  }

  private static @Nullable Object json(String text) throws BrokenNotificationException {
    try {
      return JSON.parse(text);
    } catch (Misfit e) {
      throw new BrokenNotificationException(String.valueOf(e.getMessage()));
    }
  }

  private static Map<?, ?> object(@Nullable Object value, String what)
      throws BrokenNotificationException {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new BrokenNotificationException(what + " is no JSON object");
  }

  private static String text(Map<?, ?> part, String field) throws BrokenNotificationException {
    if (part.get(field) instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new BrokenNotificationException("has no text as " + field);
  }
}
