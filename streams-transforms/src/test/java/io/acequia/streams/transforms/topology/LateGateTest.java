package io.acequia.streams.transforms.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LateGateTest {

  private static final long MINUTE = 60_000;

  private static String plan(String window) {
    return """
        {"source": {"topic": "in", "timestamp": "at"}, "group_by": "k",
         "window": %s, "aggregate": [{"op": "count"}, {"op": "collect", "field": "id", "limit": 1000}],
         "sink": {"topic": "out"}, "late": "late"}
        """
        .formatted(window);
  }

  private static String event(long at, String key, int id) {
    return "{\"at\": %d, \"k\": \"%s\", \"id\": %d, \"more\": true}".formatted(at, key, id);
  }

  /** The DSL must find nothing to drop behind the gate, and all is in a window or late. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'tumbling', 'size': '1m', 'grace': '20s'}",
        "{'type': 'tumbling', 'size': '1m', 'grace': '20s', 'emit': 'on_close'}",
        "{'type': 'session', 'gap': '30s', 'grace': '20s'}",
        "{'type': 'session', 'gap': '30s', 'grace': '20s', 'emit': 'on_close'}"
      })
  void givesEachEventToAWindowOrToTheLateTopic(String window) {
    Random random = new Random(7);
    try (PlanRun run = new PlanRun(plan(window.replace('\'', '"')))) {
      int count = 1_000; // with silences, so that sessions end
      for (int id = 0; id < count; id++) {
        long at =
            10 * MINUTE
                + id * 1_000L
                + id / 50 * MINUTE
                - random.nextInt(4) * random.nextInt(50_000);
        run.send("in", null, event(at, "k" + random.nextInt(3), id), 0);
      }
      run.send("in", null, event(1_000 * MINUTE, "end", -1), 0);

      List<PlanRun.Out> late = run.read("late");
      assertThat(late).hasSizeGreaterThan(20);
      assertThat(run.metric("dropped-records-total")).isZero();
      assertThat(run.metric("late-records-total")).isEqualTo(late.size());
      boolean[] seen = new boolean[count];
      for (PlanRun.Out out : late) {
        assertThat(out.row()).containsEntry("more", true);
        assertThat(out.header(LateGate.WINDOWS)).isEqualTo("1");
        mark(seen, (Integer) out.row().get("id"));
      }
      Map<String, Map<String, Object>> last = new HashMap<>();
      for (PlanRun.Out out : run.read("out")) {
        last.put(out.get("k") + " " + out.get("window_start") + sessionEnd(window, out), out.row());
      }
      if (!window.contains("session") || window.contains("on_close")) {
        for (Map<String, Object> row : last.values()) {
          for (Object id : (List<?>) row.get("collect_id")) {
            if ((Integer) id >= 0) {
              mark(seen, (Integer) id);
            }
          }
        }
        assertThat(seen).doesNotContain(false);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tumbling', 'size': '1m'",
        "'hopping', 'size': '1m', 'advance': '20s'",
        "'sliding', 'size': '10s'",
        "'session', 'gap': '3s'"
      })
  void writesEachClosedWindowOnce(String window) {
    Random random = new Random(3);
    String type = "{'type': %s, 'grace': '20s', 'emit': 'on_close'}".formatted(window);
    try (PlanRun run = new PlanRun(plan(type.replace('\'', '"')))) {
      for (int id = 0; id < 500; id++) {
        long at = 10 * MINUTE + id * 1_000L + id / 50 * MINUTE - random.nextInt(60_000);
        run.send("in", null, event(at, "k", id), 0);
      }
      run.send("in", null, event(1_000 * MINUTE, "end", -1), 0);
      assertThat(run.read("out"))
          .hasSizeGreaterThan(10)
          .extracting(out -> out.get("window_start") + " " + out.get("window_end"))
          .doesNotHaveDuplicates();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'tumbling', 'size': '1m'",
        "'hopping', 'size': '1m', 'advance': '20s'",
        "'sliding', 'size': '10s'",
        "'session', 'gap': '3s'"
      })
  void closesAllWindowsAtTheEndOfABatch(String window) {
    String type = "{'type': %s, 'grace': '1h', 'emit': 'on_close'}".formatted(window);
    String plan = plan(type).replace("\"late\": ", "\"until\": \"now\", \"late\": ");
    try (PlanRun run = new PlanRun(plan.replace('\'', '"'))) {
      for (int id = 0; id < 100; id++) {
        run.send("in", null, event(10 * MINUTE + id * 10_000L, "k" + id % 2, id), 0);
      }
      assertThat(run.read("out")).isEmpty();
      assertThat(run.planned().areWindowsClosed()).isFalse();
      run.planned().closeWindows();
      run.tick();
      assertThat(run.planned().areWindowsClosed()).as("before the commit").isFalse();
      run.tick();
      assertThat(run.planned().areWindowsClosed()).isTrue();
      Set<Object> counted = new HashSet<>();
      for (PlanRun.Out out : run.read("out")) {
        assertThat(out.key()).isIn("k0", "k1");
        counted.addAll((List<?>) out.get("collect_id"));
      }
      assertThat(counted).hasSize(100);
    }
  }

  private static String sessionEnd(String window, PlanRun.Out out) {
    return window.contains("session") ? " " + out.get("window_end") : "";
  }

  private static void mark(boolean[] seen, int id) {
    assertThat(seen[id]).as("event %d is there twice", id).isFalse();
    seen[id] = true;
  }

  /** An event of overlapping windows may be late for some only: it counts in the others. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type': 'hopping', 'size': '1m', 'advance': '10s', 'grace': '5s'}",
        "{'type': 'hopping', 'size': '1m', 'advance': '25s', 'grace': '0s'}"
      })
  void countsTheWindowsThatAnEventIsLateFor(String window) {
    Random random = new Random(11);
    try (PlanRun run = new PlanRun(plan(window.replace('\'', '"')))) {
      for (int id = 0; id < 500; id++) {
        long at = 10 * MINUTE + id * 1_000L - random.nextInt(3) * random.nextInt(50_000);
        run.send("in", null, event(at, "k", id), 0);
      }
      // The DSL drops by window, behind the gate only of those that have another one open.
      List<PlanRun.Out> late = run.read("late");
      long windows = 0;
      long wholly = 0;
      for (PlanRun.Out out : late) {
        int count = Integer.parseInt(out.header(LateGate.WINDOWS));
        windows += count;
        wholly += isWhollyLate(out, window) ? count : 0;
      }
      assertThat(late).hasSizeGreaterThan(20);
      assertThat(run.metric("dropped-records-total")).isEqualTo(windows - wholly).isPositive();
    }
  }

  private static boolean isWhollyLate(PlanRun.Out late, String window) {
    long advance = window.contains("25s") ? 25_000 : 10_000;
    long at = ((Number) late.get("at")).longValue();
    long lastEnd = at / advance * advance + MINUTE;
    return Instant.parse(late.header(LateGate.WINDOW_TO)).toEpochMilli() == lastEnd;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{'type': 'sliding', 'size': '30s', 'grace': '10s'}"})
  void tellsEventsTooLateForSlidingWindows(String window) {
    try (PlanRun run = new PlanRun(plan(window.replace('\'', '"')))) {
      run.send("in", null, event(10 * MINUTE, "k", 0), 0);
      run.send("in", null, event(10 * MINUTE - 10_000, "k", 1), 0); // its own window is open
      assertThat(run.read("late")).isEmpty();
      run.send("in", null, event(10 * MINUTE - 10_001, "k", 2), 0); // and here closed
      run.send("in", null, event(10 * MINUTE - 60_000, "k", 3), 0); // as are all others
      assertThat(run.read("late")).extracting(out -> out.get("id")).containsExactly(2, 3);
    }
  }

  @Test
  void eventsInOrderAreNeverTooLateForSlidingWindows() {
    String window = "{'type': 'sliding', 'size': '30s', 'emit': 'on_close'}";
    try (PlanRun run = new PlanRun(plan(window.replace('\'', '"')))) {
      for (int id = 0; id < 20; id++) {
        // Two at each time: the windows that end with them wait for both.
        run.send("in", null, event(10 * MINUTE + id / 2 * 20_000L, "k", id), 0);
      }
      assertThat(run.read("late")).isEmpty();
      List<PlanRun.Out> results = run.read("out");
      assertThat(results)
          .hasSizeGreaterThan(10)
          .extracting(out -> out.get("window_start") + " " + out.get("window_end"))
          .doesNotHaveDuplicates();
      assertThat(results).allSatisfy(out -> assertThat(collected(out).size()).isEven());
    }
  }

  private static List<?> collected(PlanRun.Out out) {
    return (List<?>) Objects.requireNonNull(out.get("collect_id"));
  }
}
