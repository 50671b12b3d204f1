package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.topology.Originals.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends records that cannot be read or processed to the dead letter topic, with the cause in
 * headers named as KIP-1034 names them. A record goes there as it came, with the position that it
 * came from; what has become of several, such as the result of a window, as JSON. Only what a
 * record is to blame for: any other failure stops the application, as does every one in a plan
 * without such a topic. Logs nothing of a record.
 */
public final class BadRecords
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {

  /** The setting that names the topic. */
  static final String TOPIC = StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG;

  /** The setting with the {@link LongAdder} that counts the letters. */
  static final String COUNT = "acequia.dead.letters";

  private static final String PREFIX = "__streams.errors.";

  private @Nullable String topic;
  private String internal = "";
  private LongAdder count = new LongAdder();

  @Override
  public void configure(Map<String, ?> settings) {
    Object name = settings.get(TOPIC);
    topic = name == null ? null : name.toString();
    internal = settings.get(StreamsConfig.APPLICATION_ID_CONFIG) + "-";
    if (settings.get(COUNT) instanceof LongAdder shared) {
      count = shared;
    }
  }

  @Override
  public DeserializationExceptionHandler.Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    return topic == null || !isToBlame(exception)
        ? DeserializationExceptionHandler.Response.fail()
        : DeserializationExceptionHandler.Response.resume(
            List.of(
                letter(topic, record.key(), record.value(), record.headers(), context, exception)));
  }

  @Override
  public ProcessingExceptionHandler.Response handleError(
      ErrorHandlerContext context, Record<?, ?> record, Exception exception) {
    if (topic == null || !isToBlame(exception)) {
      return ProcessingExceptionHandler.Response.fail();
    }
    Headers headers = context.headers();
    ProducerRecord<byte[], byte[]> letter;
    if (isAsItCame(context)) {
      letter =
          letter(
              topic, context.sourceRawKey(), context.sourceRawValue(), headers, context, exception);
    } else if (headers != null && Originals.hasRecord(headers)) {
      letter =
          letter(
              topic, Originals.key(headers), Originals.value(headers), headers, context, exception);
    } else {
      letter =
          letter(
              topic,
              Originals.json(record.key()),
              Originals.json(record.value()),
              headers,
              context,
              exception);
    }
    return ProcessingExceptionHandler.Response.resume(List.of(letter));
  }

  /** Whether the task has read the record from a topic of others, not from one of the topology. */
  private boolean isAsItCame(ErrorHandlerContext context) {
    return context.topic() != null
        && context.sourceRawValue() != null
        && !context.topic().startsWith(internal);
  }

  private static boolean isToBlame(Throwable thrown) {
    Throwable cause = thrown;
    while (cause != null) {
      if (cause instanceof DataException || cause instanceof SerializationException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  private ProducerRecord<byte[], byte[]> letter(
      String to,
      byte @Nullable [] key,
      byte @Nullable [] value,
      @Nullable Headers original,
      ErrorHandlerContext context,
      Exception exception) {
    count.increment();
    Headers headers = Originals.removed(original);
    add(headers, "exception", exception.getClass().getName());
    add(headers, "message", exception.getMessage());
    Position position = Originals.position(original);
    add(headers, "topic", position == null ? context.topic() : position.topic());
    add(
        headers,
        "partition",
        position == null ? Integer.toString(context.partition()) : position.partition());
    add(headers, "offset", position == null ? Long.toString(context.offset()) : position.offset());
    add(headers, "processor", context.processorNodeId());
    return new ProducerRecord<>(to, null, null, key, value, headers);
  }

  private static void add(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
