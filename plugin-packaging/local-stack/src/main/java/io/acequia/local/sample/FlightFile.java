package io.acequia.local.sample;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The flights, each as the JSON object that it is in the file. */
public final class FlightFile {
  private final List<String> flights;

  FlightFile(List<String> flights) {
    if (flights.isEmpty()) {
      throw new IllegalArgumentException("no flights");
    }
    this.flights = List.copyOf(flights);
  }

  /** Reads gzip'd NDJSON. */
  public static FlightFile read(Path file) throws IOException {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return new FlightFile(reader.lines().toList());
    }
  }

  public int size() {
    return flights.size();
  }

  /** A flight by its number from 0 on; after the last the first follows again. */
  public String flight(long number) {
    return flights.get((int) (number % flights.size()));
  }

  /** How often the file has been gone through before this number. */
  long cycle(long number) {
    return number / flights.size();
  }
}
