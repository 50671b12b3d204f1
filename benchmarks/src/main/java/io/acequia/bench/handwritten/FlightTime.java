package io.acequia.bench.handwritten;

import java.time.LocalDate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.TimestampExtractor;

/** The time of a flight, {@code yyyy/MM/dd HH:mm} in UTC, read without a formatter. */
final class FlightTime implements TimestampExtractor {

  @Override
  public long extract(ConsumerRecord<Object, Object> consumed, long partitionTime) {
    String date = ((Flight) consumed.value()).date;
    LocalDate day = LocalDate.of(number(date, 0, 4), number(date, 5, 7), number(date, 8, 10));
    long minutes = number(date, 11, 13) * 60L + number(date, 14, 16);
    return (day.toEpochDay() * 1_440 + minutes) * 60_000;
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
