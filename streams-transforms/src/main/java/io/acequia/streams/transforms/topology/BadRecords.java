package io.acequia.streams.transforms.topology;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Sends records that cannot be read or processed to the dead letter topic, with the cause in
 * headers named as KIP-1034 names them. Only what a record is to blame for: any other failure stops
 * the application, as does every one in a plan without such a topic. Logs nothing of a record.
 */
public final class BadRecords
    implements DeserializationExceptionHandler, ProcessingExceptionHandler {

  /** The setting that names the topic. */
  static final String TOPIC = StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG;

  private static final String PREFIX = "__streams.errors.";

  private @Nullable String topic;

  @Override
  public void configure(Map<String, ?> settings) {
    Object name = settings.get(TOPIC);
    topic = name == null ? null : name.toString();
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
    return topic == null || !isToBlame(exception)
        ? ProcessingExceptionHandler.Response.fail()
        : ProcessingExceptionHandler.Response.resume(
            List.of(
                letter(
                    topic,
                    context.sourceRawKey(),
                    context.sourceRawValue(),
                    context.headers(),
                    context,
                    exception)));
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

  private static ProducerRecord<byte[], byte[]> letter(
      String topic,
      byte @Nullable [] key,
      byte @Nullable [] value,
      @Nullable Headers original,
      ErrorHandlerContext context,
      Exception exception) {
    Headers headers = original == null ? new RecordHeaders() : new RecordHeaders(original);
    add(headers, "exception", exception.getClass().getName());
    add(headers, "message", exception.getMessage());
    add(headers, "topic", context.topic());
    add(headers, "partition", Integer.toString(context.partition()));
    add(headers, "offset", Long.toString(context.offset()));
    add(headers, "processor", context.processorNodeId());
    return new ProducerRecord<>(topic, null, null, key, value, headers);
  }

  private static void add(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(PREFIX + name, value.getBytes(StandardCharsets.UTF_8));
    }
  }
}
