package io.acequia.streams.transforms.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EnrichTopologyTest {

  private static String plan(String enrich, String rest) {
    return "{\"source\": {\"topic\": \"flights\", \"timestamp\": \"at\"}, \"enrich\": ["
        + enrich.replace('\'', '"')
        + "], "
        + rest.replace('\'', '"')
        + ", \"sink\": {\"topic\": \"out\"}}";
  }

  private static String flight(long at, String origin) {
    return "{\"at\": %d, \"origin\": \"%s\"}".formatted(at, origin);
  }

  @ParameterizedTest
  @CsvSource({"global, left", "global, inner", "table, left", "table, inner"})
  void addsTheRowOfATable(String type, String join) {
    String enrich =
        "{'type': '%s', 'topic': 'airports', 'key': 'origin', 'as': 'airport', 'join': '%s'}"
            .formatted(type, join);
    try (PlanRun run =
        new PlanRun(plan(enrich, "'select': 'origin, airport.city AS city', 'key': '_key'"))) {
      run.send("airports", "JFK", "{\"city\": \"New York\", \"state\": \"NY\"}", 1)
          .send("flights", "f1", flight(5, "JFK"), 0)
          .send("flights", "f2", flight(6, "XXX"), 0)
          .send("airports", "JFK", null, 7)
          .send("flights", "f3", flight(8, "JFK"), 0);
      List<PlanRun.Out> out = run.read("out");
      if (join.equals("inner")) {
        assertThat(out).extracting(PlanRun.Out::key).containsExactly("f1");
      } else {
        assertThat(out).extracting(PlanRun.Out::key).containsExactly("f1", "f2", "f3");
        assertThat(out).extracting(row -> row.get("city")).containsExactly("New York", null, null);
      }
      assertThat(out.get(0).text()).isEqualTo("{\"origin\":\"JFK\",\"city\":\"New York\"}");
      assertThat(out.get(0).time()).isEqualTo(5);
    }
  }

  @Test
  void twoEnrichmentsShareOneTableAndGroupsSeeThem() {
    String enrich =
        "{'type': 'table', 'topic': 'airports', 'key': 'origin', 'as': 'departs'},"
            + "{'type': 'table', 'topic': 'airports', 'key': 'target', 'as': 'arrives'}";
    try (PlanRun run =
        new PlanRun(
            plan(
                enrich,
                "'where': 'departs.state <> arrives.state', 'group_by': 'departs.state AS state',"
                    + "'aggregate': [{'op': 'count', 'as': 'n'}]"))) {
      run.send("airports", "JFK", "{\"state\": \"NY\"}", 1)
          .send("airports", "BUF", "{\"state\": \"NY\"}", 1)
          .send("airports", "SFO", "{\"state\": \"CA\"}", 1);
      for (String target : List.of("SFO", "BUF", "SFO")) {
        run.send(
            "flights",
            null,
            "{\"at\": 1, \"origin\": \"JFK\", \"target\": \"%s\"}".formatted(target),
            0);
      }
      assertThat(run.read("out"))
          .extracting(PlanRun.Out::text)
          .containsExactly("{\"state\":\"NY\",\"n\":1}", "{\"state\":\"NY\",\"n\":2}");
    }
  }

  @Test
  void findsTheVersionThatWasValidThen() {
    String enrich =
        "{'type': 'as_of', 'topic': 'fares', 'key': 'origin', 'as': 'fare', 'history': '1d',"
            + " 'timestamp': 'since'}";
    try (PlanRun run = new PlanRun(plan(enrich, "'select': 'at, fare.price AS price'"))) {
      run.send("fares", "JFK", "{\"since\": 1000, \"price\": 10}", 0)
          .send("fares", "JFK", "{\"since\": 3000, \"price\": 30}", 0)
          .send("flights", null, flight(3000, "JFK"), 0)
          .send("flights", null, flight(2999, "JFK"), 0)
          .send("flights", null, flight(999, "JFK"), 0);
      assertThat(run.read("out")).extracting(row -> row.get("price")).containsExactly(30, 10, null);
    }
  }

  @Test
  void followsChangesOnBothSidesOfAForeignKey() {
    String enrich =
        "{'type': 'foreign_key', 'topic': 'airports', 'key': 'origin', 'as': 'airport'}";
    try (PlanRun run = new PlanRun(plan(enrich, "'select': 'origin, airport.city AS city'"))) {
      run.send("flights", "f1", flight(1, "JFK"), 0)
          .send("airports", "JFK", "{\"city\": \"New York\"}", 2)
          .send("airports", "SFO", "{\"city\": \"San Francisco\"}", 3)
          .send("flights", "f1", flight(4, "SFO"), 0);
      assertThat(run.read("out"))
          .allSatisfy(row -> assertThat(row.key()).isEqualTo("f1"))
          .extracting(row -> row.get("city"))
          .containsExactly(null, "New York", "San Francisco");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "global, left", "table, left", "foreign_key, left", "as_of, left",
    "global, inner", "table, inner", "foreign_key, inner", "as_of, inner"
  })
  void noKeyIsNoMatch(String type, String join) {
    String enrich =
        "{'type': '%s', 'topic': 'airports', 'key': 'origin', 'as': 'airport', 'join': '%s'%s}"
            .formatted(type, join, type.equals("as_of") ? ", 'history': '1d'" : "");
    try (PlanRun run = new PlanRun(plan(enrich, "'select': 'at, airport.city AS city'"))) {
      run.send("airports", "JFK", "{\"city\": \"New York\"}", 0)
          .send("flights", "f1", flight(1, "JFK"), 0)
          .send("flights", "f2", "{\"at\": 2, \"origin\": null}", 0)
          .send("flights", null, "{\"at\": 3, \"origin\": null}", 0)
          .send("flights", null, flight(4, "JFK"), 0)
          .send("flights", null, null, 5);
      List<PlanRun.Out> out = run.read("out");
      boolean table = type.equals("foreign_key");
      if (join.equals("left")) {
        assertThat(out)
            .extracting(row -> row.get("at") + " " + row.get("city"))
            .containsExactly("1 New York", "2 null", "3 null", table ? "4 null" : "4 New York");
      } else {
        assertThat(out)
            .extracting(row -> row.get("at"))
            .containsExactlyElementsOf(table ? List.of(1) : List.of(1, 4));
        // Of a table: all but the first, with the deletion of nothing.
        assertThat(run.metric("dropped-records-total")).isEqualTo(table ? 4 : 0);
      }
    }
  }

  @Test
  void joinsEventsOfAboutTheSameTime() {
    String enrich =
        "{'type': 'stream', 'topic': 'weather', 'key': 'origin', 'on': 'station', 'as': 'weather',"
            + " 'within': '10s', 'timestamp': 'at', 'join': 'inner'}";
    try (PlanRun run = new PlanRun(plan(enrich, "'select': 'at, weather.wind AS wind'"))) {
      run.send("weather", null, "{\"at\": 1000, \"station\": \"JFK\", \"wind\": 3}", 0)
          .send("flights", null, flight(11_000, "JFK"), 0)
          .send("flights", null, flight(11_001, "JFK"), 0)
          .send("flights", null, flight(2_000, "SFO"), 0);
      assertThat(run.read("out"))
          .extracting(PlanRun.Out::text)
          .containsExactly("{\"at\":11000,\"wind\":3}");
    }
  }
}
