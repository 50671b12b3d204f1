package io.acequia.bench.handwritten;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.state.WindowStore;

/** Count, sum, mean and maximum of the delays of an origin's flights in a minute. */
final class DelaysByOrigin {

  private DelaysByOrigin() {}

  static StreamsBuilder topology(String source, String sink, Duration grace) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(
            source,
            Consumed.with(Serdes.ByteArray(), new FlightSerde())
                .withTimestampExtractor(new FlightTime()))
        .map((key, flight) -> KeyValue.pair(flight.origin, flight.delay), Named.as("origin"))
        .groupByKey(Grouped.with("origin", Serdes.String(), Serdes.Integer()))
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), grace))
        .aggregate(
            Delays::new,
            (origin, delay, delays) -> delays.add(delay),
            Named.as("delays"),
            Materialized.<String, Delays, WindowStore<Bytes, byte[]>>as("delays")
                .withKeySerde(Serdes.String())
                .withValueSerde(new Delays.DelaysSerde()))
        .toStream(Named.as("changes"))
        .map((window, delays) -> KeyValue.pair(window.key(), json(window, delays)))
        .to(sink, Produced.with(Serdes.String(), Serdes.ByteArray()));
    return builder;
  }

  /** Origins are three letters: nothing needs to be escaped. */
  private static byte[] json(Windowed<String> window, Delays delays) {
    String text =
        "{\"origin\":\""
            + window.key()
            + "\",\"window_start\":\""
            + window.window().startTime()
            + "\",\"window_end\":\""
            + window.window().endTime()
            + "\",\"flights\":"
            + delays.count()
            + ",\"sum_delay\":"
            + delays.sum()
            + ",\"avg_delay\":"
            + delays.average()
            + ",\"max_delay\":"
            + delays.max()
            + "}";
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
