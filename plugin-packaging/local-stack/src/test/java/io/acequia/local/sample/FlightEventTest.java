package io.acequia.local.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.ProjectRoot;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightEventTest {
  private static final String FLIGHT =
      "{\"date\":\"2001/01/01 00:47\",\"delay\":66,\"origin\":\"DTW\"}";

  @Test
  void carriesTheFlightAndItsTime() throws Exception {
    JsonNode event = new ObjectMapper().readTree(FlightEvent.json("r-0-7", FLIGHT, 7));
    assertThat(event.path("event_id").asText()).isEqualTo("r-0-7");
    assertThat(event.path("timestamp").asText()).isEqualTo("2001-01-01T00:47:00Z");
    assertThat(event.path("event_type").asText()).isEqualTo("flight.arrived");
    assertThat(event.path("data").path("delay").asInt()).isEqualTo(66);
    assertThat(event.path("metadata").path("contact").asText()).isEqualTo("+1 555 0100 0007");
  }

  @Test
  void repeatsFlightsUnderNewIds() {
    FlightFile two = new FlightFile(List.of("a", "b"));
    assertThat(two.flight(3)).isEqualTo("b");
    assertThat(FlightEvent.id("r", two, 1)).isEqualTo("r-0-1");
    assertThat(FlightEvent.id("r", two, 3)).isEqualTo("r-1-1");
  }

  @Test
  void everyCommittedFlightMakesAnEvent() throws Exception {
    FlightFile flights =
        FlightFile.read(ProjectRoot.path().resolve("compose/sample-data/flights.ndjson.gz"));
    assertThat(flights.size()).isEqualTo(20_000);
    ObjectMapper json = new ObjectMapper();
    for (int i = 0; i < flights.size(); i++) {
      JsonNode data = json.readTree(FlightEvent.json("x", flights.flight(i), i)).path("data");
      assertThat(data.fieldNames())
          .toIterable()
          .containsExactly("date", "delay", "distance", "origin", "destination");
    }
  }
}
