package io.acequia.streams.transforms.aggregate;

import static io.acequia.streams.transforms.aggregate.Aggregating.spec;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.streams.transforms.state.StateFormatException;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * States as the first release stored them must stay readable: the golden file is only ever added
 * to. {@code -Dacequia.golden.update} writes it when an aggregate is new.
 */
class StoredFormTest {

  private static final String FILE = "state-v1.properties";

  private static List<Object> values(AggregateOp op) {
    List<Object> values = new ArrayList<>(List.of(5L, -3L, 12, 0.25, new BigDecimal("7.50"), 5L));
    boolean large = op == AggregateOp.PERCENTILE || op == AggregateOp.COUNT_DISTINCT;
    for (long i = 0; large && i < 1000; i++) {
      values.add(i * i % 997);
    }
    if (op == AggregateOp.FIRST || op == AggregateOp.COLLECT) {
      values.add(0, Map.of("tags", Arrays.asList("Zürich", null, true)));
    }
    return values;
  }

  /** Small sketches, so that the golden file stays readable. */
  private static AggregateSet set(AggregateOp op) {
    AggregateOptions options =
        switch (op) {
          case PERCENTILE -> AggregateOptions.DEFAULTS.withSketchSize(16);
          case COUNT_DISTINCT -> AggregateOptions.DEFAULTS.withSketchSize(5);
          case TOP_K -> AggregateOptions.DEFAULTS.withSketchSize(3).withLimit(2);
          case COLLECT -> AggregateOptions.DEFAULTS.withDistinct(true);
          default -> AggregateOptions.DEFAULTS;
        };
    return AggregateSet.of(List.of(spec(op, options)));
  }

  @ParameterizedTest
  @EnumSource
  void readsWhatTheFirstReleaseStored(AggregateOp op) throws IOException {
    AggregateSet set = set(op);
    AggregateState state = Aggregating.state(set, 0, values(op));
    byte[] stored = HexFormat.of().parseHex(golden().getProperty(op.name()));
    assertThat(set.results(set.decode(stored))).isEqualTo(set.results(state));
    assertThat(set.encode(state)).isEqualTo(stored);
  }

  @Test
  void goldenFileCanBeAddedTo() throws IOException {
    if (System.getProperty("acequia.golden.update") != null) {
      Map<String, String> lines = new TreeMap<>();
      for (AggregateOp op : AggregateOp.values()) {
        AggregateSet set = set(op);
        byte[] bytes = set.encode(Aggregating.state(set, 0, values(op)));
        lines.put(op.name(), HexFormat.of().formatHex(bytes));
      }
      lines.putAll(known());
      StringBuilder text = new StringBuilder("# States as stored in version 1.\n");
      lines.forEach((op, hex) -> text.append(op).append('=').append(hex).append('\n'));
      Path folder =
          Path.of("src/test/resources").resolve(getClass().getPackageName().replace('.', '/'));
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(FILE), text, StandardCharsets.UTF_8);
    }
    assertThat(AggregateSet.VERSION).isEqualTo(1);
  }

  private static Map<String, String> known() throws IOException {
    Map<String, String> known = new TreeMap<>();
    golden().forEach((op, hex) -> known.put((String) op, (String) hex));
    return known;
  }

  private static Properties golden() throws IOException {
    Properties golden = new Properties();
    try (InputStream file = StoredFormTest.class.getResourceAsStream(FILE)) {
      if (file != null) {
        golden.load(file);
      }
    }
    return golden;
  }

  @Test
  void refusesTheStateOfANewerRelease() {
    AggregateSet set = set(AggregateOp.SUM);
    byte[] stored = set.encode(set.newState());
    stored[0] = 2;
    assertThatThrownBy(() -> set.decode(stored))
        .isInstanceOf(StateFormatException.class)
        .hasMessage(
            "The state of aggregates has version 2, written by a newer release; this one reads up"
                + " to 1");
  }

  @Test
  void refusesTheStateOfOtherAggregates() {
    AggregateSet sum = set(AggregateOp.SUM);
    AggregateSet max = set(AggregateOp.MAX);
    assertThatThrownBy(() -> max.decode(sum.encode(sum.newState())))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("MAX of 'delay'");
    AggregateSet other = AggregateSet.of(List.of(spec(AggregateOp.COUNT_DISTINCT)));
    AggregateSet distinct = set(AggregateOp.COUNT_DISTINCT);
    assertThatThrownBy(() -> other.decode(distinct.encode(distinct.newState())))
        .isInstanceOf(StateFormatException.class)
        .hasMessageContaining("lg_k");
  }

  @ParameterizedTest
  @EnumSource
  void damagedStateIsRefusedOrReadButNeverCrashes(AggregateOp op) {
    AggregateSet set = set(op);
    byte[] stored = set.encode(Aggregating.state(set, 0, values(op)));
    Random random = new Random(op.ordinal());
    for (int i = 0; i < stored.length; i++) {
      byte[] cut = Arrays.copyOf(stored, i);
      assertThatThrownBy(() -> set.decode(cut)).isInstanceOf(StateFormatException.class);
      byte[] longer = Arrays.copyOf(stored, stored.length + 1);
      assertThatThrownBy(() -> set.decode(longer)).isInstanceOf(StateFormatException.class);
    }
    for (int i = 0; i < 2000; i++) {
      byte[] damaged = stored.clone();
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      try {
        set.results(set.decode(damaged));
      } catch (StateFormatException expected) {
        assertThat(expected).hasMessageNotContaining("Exception");
      }
    }
  }
}
