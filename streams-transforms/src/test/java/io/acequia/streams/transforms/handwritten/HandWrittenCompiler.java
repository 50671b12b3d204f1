package io.acequia.streams.transforms.handwritten;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.streams.transforms.plan.ExpressionChecker;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.query.StoreKey;
import io.acequia.streams.transforms.query.StoreView;
import io.acequia.streams.transforms.topology.TopologyCompiler;
import io.acequia.streams.transforms.topology.TopologyPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;
import org.apache.kafka.streams.kstream.Windowed;

/**
 * Whatever the plan says: counts flights and adds up their delays by origin and minute, in a store
 * of plain texts. A condition with "wrong" in it does not compile.
 */
public final class HandWrittenCompiler implements TopologyCompiler {

  public static final String STORE = "by-origin";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public ExpressionChecker checker() {
    return (kind, text) ->
        text.contains("wrong") ? new ExpressionChecker.Finding("there is no wrong", 1, 1) : null;
  }

  @Override
  public TopologyPlan compile(Plan plan) {
    String source = plan.sources().get(0).topics().get(0);
    String sink = plan.sinks().get(0).topic();
    return new TopologyPlan() {
      @Override
      public String name() {
        return "by-hand";
      }

      @Override
      public Topology topology() {
        return flights(source, sink);
      }

      @Override
      public Map<String, Object> streamsSettings() {
        return Map.of(
            StreamsConfig.PROCESSING_GUARANTEE_CONFIG,
            StreamsConfig.EXACTLY_ONCE_V2,
            StreamsConfig.consumerPrefix("auto.offset.reset"),
            "earliest");
      }

      @Override
      public Set<String> sourceTopics() {
        return Set.of(source);
      }

      @Override
      public Map<String, StoreView<?, ?>> stores() {
        StoreKey<String> origins =
            new StoreKey<>(
                List.of("origin"),
                new StringSerializer(),
                values -> String.valueOf(values.get(0)),
                List::of);
        Function<String, Map<String, Object>> sums = text -> Map.of("sums", text);
        return Map.of(
            STORE,
            new StoreView<>(
                STORE, StoreView.Kind.WINDOWS, Duration.ofMinutes(1).toMillis(), origins, sums));
      }

      @Override
      public String fingerprint() {
        return source + ">" + sink;
      }
    };
  }

  private static Topology flights(String source, String sink) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(source, Consumed.with(Serdes.String(), Serdes.String()).withName("flights"))
        .map(HandWrittenCompiler::byOrigin, Named.as("origin"))
        .groupByKey(Grouped.with("origin", Serdes.String(), Serdes.Long()))
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofMinutes(1), Duration.ofDays(1)))
        .aggregate(
            () -> "0,0",
            (origin, delay, before) -> added(before, delay),
            Named.as("add"),
            Materialized
                .<String, String,
                    org.apache.kafka.streams.state.WindowStore<
                        org.apache.kafka.common.utils.Bytes, byte[]>>
                    as(STORE)
                .withKeySerde(Serdes.String())
                .withValueSerde(Serdes.String()))
        .toStream(Named.as("results"))
        .map((window, sums) -> KeyValue.pair(window.key(), result(window, sums)), Named.as("named"))
        .to(sink, Produced.with(Serdes.String(), Serdes.String()).withName("sink"));
    return builder.build();
  }

  private static KeyValue<String, Long> byOrigin(String key, String value) {
    try {
      JsonNode flight = JSON.readTree(value);
      return KeyValue.pair(flight.get("origin").asText(), flight.get("delay").asLong());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String result(Windowed<String> window, String sums) {
    String[] both = sums.split(",");
    return "{\"origin\":\"%s\",\"window_start\":\"%s\",\"flights\":%s,\"delays\":%s}"
        .formatted(window.key(), window.window().startTime(), both[0], both[1]);
  }

  private static String added(String before, long delay) {
    int comma = before.indexOf(',');
    long count = Long.parseLong(before.substring(0, comma)) + 1;
    return count + "," + (Long.parseLong(before.substring(comma + 1)) + delay);
  }
}
