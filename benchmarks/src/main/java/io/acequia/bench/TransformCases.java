package io.acequia.bench;

import io.acequia.bench.TransformCase.Role;
import io.acequia.bench.TransformCase.Schemas;
import io.acequia.bench.TransformCase.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** What {@code ./acequia bench smt} measures. */
final class TransformCases {

  private static final String OURS = "io.acequia.smt.";
  private static final String KAFKA = "org.apache.kafka.connect.transforms.";
  private static final String DEBEZIUM = "io.debezium.transforms.Filter";

  private static final String SEEDS_STATEMENT =
      "SELECT user_id, event_type, timestamp FROM events WHERE event_type != 'heartbeat'";
  private static final String CHAIN_STATEMENT =
      "SELECT id, date AS departed, CAST(delay AS VARCHAR) AS delay, '' AS origin, destination,"
          + " 'sample' AS source FROM flights";
  private static final String FIVE_COLUMNS =
      "SELECT id, date AS departed, CAST(delay AS DOUBLE) AS delay, destination,"
          + " HASH(origin) AS origin FROM flights WHERE distance > 500";

  private static final List<TransformCase> ALL = all();

  private TransformCases() {}

  static List<TransformCase> measurable() {
    return ALL.stream().filter(TransformCase::isThere).toList();
  }

  static List<TransformCase> missing() {
    return ALL.stream().filter(one -> !one.isThere()).toList();
  }

  static TransformCase find(String name) {
    return ALL.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no case " + name));
  }

  private static List<TransformCase> all() {
    List<TransformCase> cases = new ArrayList<>();
    cases.addAll(againstKafka());
    cases.addAll(statements());
    cases.addAll(scripts());
    cases.addAll(enrichment());
    return List.copyOf(cases);
  }

  private static List<TransformCase> againstKafka() {
    return List.of(
        one(
            "Flatten",
            "flatten",
            Role.OURS,
            "at most 1.0 of peer",
            RecordSample.NESTED,
            OURS + "Flatten$Value",
            Map.of("delimiter", ".")),
        one(
            "Kafka's Flatten",
            "flatten",
            Role.PEER,
            "",
            RecordSample.NESTED,
            KAFKA + "Flatten$Value",
            Map.of("delimiter", ".")),
        one(
            "Mask, two fields",
            "mask",
            Role.OURS,
            "at most 1.0 of peer",
            RecordSample.FLIGHT,
            OURS + "Mask$Value",
            Map.of("fields", "origin,destination", "replacement", "****")),
        one(
            "Kafka's MaskField, two fields",
            "mask",
            Role.PEER,
            "",
            RecordSample.FLIGHT,
            KAFKA + "MaskField$Value",
            Map.of("fields", "origin,destination", "replacement", "****")),
        one(
            "TimestampConvert, text to Timestamp",
            "time",
            Role.OURS,
            "at most 1.0 of peer",
            RecordSample.FLIGHT,
            OURS + "TimestampConvert$Value",
            Map.of("fields", "date", "from", "yyyy/MM/dd HH:mm", "to", "timestamp")),
        one(
            "Kafka's TimestampConverter",
            "time",
            Role.PEER,
            "",
            RecordSample.FLIGHT,
            KAFKA + "TimestampConverter$Value",
            Map.of("field", "date", "format", "yyyy/MM/dd HH:mm", "target.type", "Timestamp")));
  }

  private static List<TransformCase> statements() {
    return List.of(
        sql(
            "Sql, the seed's statement",
            "seed",
            "at most 1.5 of by hand",
            RecordSample.EVENT,
            SEEDS_STATEMENT),
        byHand("the seed's statement, by hand", "seed", RecordSample.EVENT, HandWritten::seed),
        sql(
            "Sql, what a chain of four does",
            "chain",
            "at most 0.5 of peer, 1.5 of by hand",
            RecordSample.FLIGHT,
            CHAIN_STATEMENT),
        new TransformCase(
            "Kafka's ReplaceField, Cast, InsertField, MaskField",
            "chain",
            Role.PEER,
            "",
            RecordSample.FLIGHT,
            Schemas.BOTH,
            KAFKA + "ReplaceField$Value",
            TransformCases::kafkasChain),
        byHand("the chain, by hand", "chain", RecordSample.FLIGHT, HandWritten::chain),
        sql(
            "Sql, five columns, filter, cast, hash",
            "five",
            "at most 1.5 of by hand",
            RecordSample.FLIGHT,
            FIVE_COLUMNS),
        byHand("five columns, by hand", "five", RecordSample.FLIGHT, HandWritten::fiveColumns));
  }

  private static List<TransformCase> scripts() {
    return List.of(
        script(
            "JavaScript, the seed's function",
            "script",
            "under 2,000 ns",
            "function transform(event) { event.processed_at = Date.now(); return event; }"),
        byHand("the seed's function, by hand", "script", RecordSample.FLIGHT, HandWritten::stamp),
        script(
            "JavaScript, a filter",
            "filter",
            "",
            "function transform(event) { return event.delay > 15 ? event : null; }"),
        // Debezium's engines read structs only by themselves; its conditions cannot change records.
        filter(
            "Debezium's Filter, Groovy",
            "jsr223.groovy",
            "value.delay > 15",
            "org.codehaus.groovy.jsr223.GroovyScriptEngineFactory"),
        filter(
            "Debezium's Filter, Rhino",
            "jsr223.rhino",
            "value.get('delay') > 15",
            "org.mozilla.javascript.engine.RhinoScriptEngineFactory"));
  }

  private static List<TransformCase> enrichment() {
    return List.of(
        new TransformCase(
            "Geocode, the search alone",
            "geocode",
            Role.OURS,
            "under 1,000 ns",
            RecordSample.AIRPORT,
            Schemas.STRUCTS,
            OURS + "geo.GeocodeFunction",
            FunctionCases::geocode),
        one(
            "Geocode, city and country into the record",
            "geocode record",
            Role.OURS,
            "",
            RecordSample.AIRPORT,
            OURS + "Geocode$Value",
            Map.of("latitude", "latitude", "longitude", "longitude", "parts", "city,country_code")),
        new TransformCase(
            "Lookup, the table alone",
            "lookup",
            Role.OURS,
            "under 200 ns",
            RecordSample.FLIGHT,
            Schemas.STRUCTS,
            OURS + "lookup.LookupTables",
            FunctionCases::lookup),
        one(
            "Lookup, name and city into the record",
            "lookup record",
            Role.OURS,
            "",
            RecordSample.FLIGHT,
            OURS + "Lookup$Value",
            Map.of(
                "key",
                "origin",
                "into",
                "airport",
                "columns",
                "name,city",
                "file",
                FunctionCases.airports())));
  }

  private static TransformCase one(
      String name,
      String group,
      Role role,
      String goal,
      RecordSample sample,
      String type,
      Map<String, String> settings) {
    return new TransformCase(
        name,
        group,
        role,
        goal,
        sample,
        Schemas.BOTH,
        type,
        () -> new TransformChain().then(type, settings).work());
  }

  private static TransformCase sql(
      String name, String group, String goal, RecordSample sample, String query) {
    return one(name, group, Role.OURS, goal, sample, OURS + "Sql$Value", Map.of("query", query));
  }

  private static TransformCase script(String name, String group, String goal, String code) {
    return one(
        name,
        group,
        Role.OURS,
        goal,
        RecordSample.FLIGHT,
        OURS + "JavaScript$Value",
        Map.of("code", code));
  }

  private static TransformCase byHand(
      String name, String group, RecordSample sample, Supplier<UnaryOperator<SinkRecord>> made) {
    return new TransformCase(
        name,
        group,
        Role.BY_HAND,
        "",
        sample,
        Schemas.BOTH,
        TransformCases.class.getName(),
        () -> {
          UnaryOperator<SinkRecord> step = made.get();
          return new Work(record -> apply(step, record), () -> {});
        });
  }

  private static @Nullable Object apply(UnaryOperator<SinkRecord> step, @Nullable Object record) {
    return record instanceof SinkRecord one ? step.apply(one) : null;
  }

  private static TransformCase filter(
      String name, String language, String condition, String engine) {
    return new TransformCase(
        name,
        "filter",
        Role.PEER,
        "",
        RecordSample.FLIGHT,
        Schemas.STRUCTS,
        engine,
        () ->
            new TransformChain()
                .then(DEBEZIUM, Map.of("language", language, "condition", condition))
                .work());
  }

  private static Work kafkasChain() {
    return new TransformChain()
        .then(
            KAFKA + "ReplaceField$Value", Map.of("exclude", "distance", "renames", "date:departed"))
        .then(KAFKA + "Cast$Value", Map.of("spec", "delay:string"))
        .then(
            KAFKA + "InsertField$Value", Map.of("static.field", "source", "static.value", "sample"))
        .then(KAFKA + "MaskField$Value", Map.of("fields", "origin"))
        .work();
  }
}
