package io.acequia.streams.transforms.aggregate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The 20,000 real flights of the sample data. */
public record Flight(String date, long delay, long distance, String origin, String destination) {

  /** Reads them all; tests run in the module's folder. */
  public static List<Flight> read() throws IOException {
    Path file = Path.of("../compose/sample-data/flights.ndjson.gz");
    ObjectMapper json = new ObjectMapper();
    List<Flight> flights = new ArrayList<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        JsonNode flight = json.readTree(line);
        flights.add(
            new Flight(
                flight.get("date").asText(),
                flight.get("delay").asLong(),
                flight.get("distance").asLong(),
                flight.get("origin").asText(),
                flight.get("destination").asText()));
      }
    }
    return flights;
  }
}
