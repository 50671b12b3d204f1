package io.acequia.local.sample;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes the event of a flight. The flight's own JSON is carried over as it is. */
final class FlightEvent {
  // The file's own form: "date":"2001/01/01 00:47".
  private static final Pattern DATE =
      Pattern.compile("\"date\":\"(\\d{4})/(\\d\\d)/(\\d\\d) (\\d\\d:\\d\\d)\"");

  private FlightEvent() {}

  /** An id that is the same for the same run, flight and round. */
  static String id(String run, FlightFile flights, long number) {
    return run + "-" + flights.cycle(number) + "-" + number % flights.size();
  }

  static String json(String id, String flight, long number) {
    Matcher date = DATE.matcher(flight);
    if (!date.find()) {
      throw new IllegalArgumentException("a flight without a date: " + flight);
    }
    String time =
        date.group(1) + "-" + date.group(2) + "-" + date.group(3) + "T" + date.group(4) + ":00Z";
    // Numbers of the range that is kept free for fiction, to show that they get masked.
    String contact = "+1 555 0100 %04d".formatted(number % 10_000);
    return "{\"event_id\":\""
        + id
        + "\",\"timestamp\":\""
        + time
        + "\",\"event_type\":\"flight.arrived\",\"data\":"
        + flight
        + ",\"metadata\":{\"source\":\"acequia-sample\",\"contact\":\""
        + contact
        + "\"}}";
  }
}
