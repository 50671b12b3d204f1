package io.acequia.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/**
 * The real flights of {@code compose/sample-data}, repeated with a rising {@code id} as often as a
 * benchmark needs rows.
 */
final class FlightRows {

  private static final Pattern DATE_FIELD = Pattern.compile("\"date\":\"[^\"]*\"");
  private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm");
  private static final LocalDateTime FIRST_DAY = LocalDateTime.of(2001, 1, 1, 0, 0);

  private final List<String> flights;

  private FlightRows(List<String> flights) {
    this.flights = flights;
  }

  static FlightRows read(Path root) {
    Path file = root.resolve("compose/sample-data/flights.ndjson.gz");
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
      return new FlightRows(lines.lines().filter(line -> !line.isBlank()).toList());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the sample flights from " + file, e);
    }
  }

  int size() {
    return flights.size();
  }

  /** The flight's own fields, a JSON object. */
  String flight(long id) {
    return flights.get((int) (id % flights.size()));
  }

  /** About 115 bytes of JSON: the id and the flight's own fields. */
  String row(long id) {
    return "{\"id\":" + id + "," + flight(id).substring(1);
  }

  /**
   * The same as on a day with so many flights that each minute has as many as the sample: every
   * seventh comes a minute late.
   */
  String dense(long id) {
    long minute = 1 + id / size() - (id % 7 == 0 ? 1 : 0);
    String date = DATE.format(FIRST_DAY.plusMinutes(minute));
    return DATE_FIELD.matcher(row(id)).replaceFirst("\"date\":\"" + date + '"');
  }

  /** A batch of HTTP ingest: about 200 bytes an event. */
  String batch(long first, int events) {
    StringBuilder body = new StringBuilder(events * 220);
    body.append("{\"stream_id\":\"flights\",\"events\":[");
    for (int i = 0; i < events; i++) {
      body.append(i == 0 ? "" : ",")
          .append(
              "{\"timestamp\":\"2001-01-01T00:00:00Z\",\"event_type\":\"flight.departed\",\"data\":")
          .append(flight(first + i))
          .append('}');
    }
    return body.append("]}").toString();
  }
}
