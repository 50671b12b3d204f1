package io.acequia.boot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.local.process.ProjectRoot;
import io.acequia.local.sample.FlightFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/** A real flight, as a record of three schemas, each with a field more than the one before. */
record TypedFlight(
    long id, Instant at, int delay, int distance, String origin, String destination) {

  static final Schema FIRST = builder().build();
  static final Schema SECOND = builder().field("late", Schema.OPTIONAL_BOOLEAN_SCHEMA).build();
  static final Schema THIRD =
      builder()
          .field("late", Schema.OPTIONAL_BOOLEAN_SCHEMA)
          .field("band", Schema.OPTIONAL_STRING_SCHEMA)
          .build();

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final BigDecimal KM_A_MILE = new BigDecimal("1.609344");
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy/MM/dd HH:mm", Locale.ROOT);

  private static SchemaBuilder builder() {
    return SchemaBuilder.struct()
        .name("air.Flight")
        .field("id", Schema.INT64_SCHEMA)
        .field("at", Timestamp.SCHEMA)
        .field("day", org.apache.kafka.connect.data.Date.SCHEMA)
        .field("delay", Schema.INT32_SCHEMA)
        .field("distance", Schema.INT32_SCHEMA)
        .field("km", Decimal.schema(2))
        .field("origin", Schema.STRING_SCHEMA)
        .field("destination", Schema.STRING_SCHEMA);
  }

  /** The first flights of the sample, by their number in it. */
  static Stream<TypedFlight> sample(int count) throws IOException {
    FlightFile file =
        FlightFile.read(ProjectRoot.path().resolve("compose/sample-data/flights.ndjson.gz"));
    return Stream.iterate(0, i -> i < count, i -> i + 1).map(i -> of(i, file.flight(i)));
  }

  private static TypedFlight of(long id, String text) {
    try {
      JsonNode flight = JSON.readTree(text);
      return new TypedFlight(
          id,
          LocalDateTime.parse(flight.path("date").asText(), DATE).toInstant(ZoneOffset.UTC),
          flight.path("delay").asInt(),
          flight.path("distance").asInt(),
          flight.path("origin").asText(),
          flight.path("destination").asText());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private LocalDate day() {
    return LocalDate.ofInstant(at, ZoneOffset.UTC);
  }

  Struct struct(Schema schema) {
    Struct struct = new Struct(schema);
    for (Field field : schema.fields()) {
      struct.put(field, value(field.name()));
    }
    return struct;
  }

  private Object value(String field) {
    return switch (field) {
      case "id" -> id;
      case "at" -> Date.from(at);
      case "day" -> Date.from(day().atStartOfDay(ZoneOffset.UTC).toInstant());
      case "delay" -> delay;
      case "distance" -> distance;
      case "km" ->
          BigDecimal.valueOf(distance).multiply(KM_A_MILE).setScale(2, RoundingMode.HALF_UP);
      case "origin" -> origin;
      case "destination" -> destination;
      case "late" -> delay > 15;
      case "band" -> distance < 600 ? "short" : "long";
      default -> throw new IllegalArgumentException(field);
    };
  }

  /**
   * What a target is to have of it, as text: all fields of {@link #THIRD}, the time in
   * milliseconds, {@code null} where the schema has no such field.
   */
  String line(Schema schema) {
    return THIRD.fields().stream()
        .map(
            field ->
                switch (field.name()) {
                  case "at" -> Long.toString(at.toEpochMilli());
                  case "day" -> day().toString();
                  default ->
                      schema.field(field.name()) == null
                          ? "null"
                          : String.valueOf(value(field.name()));
                })
        .collect(Collectors.joining("|"));
  }
}
