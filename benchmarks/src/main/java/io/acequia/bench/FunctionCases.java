package io.acequia.bench;

import io.acequia.bench.TransformCase.Work;
import io.acequia.local.process.ProjectRoot;
import io.acequia.smt.geo.GeocodeFunction;
import io.acequia.smt.lookup.LookupTables;
import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** The calls inside of the transforms that enrich, without the record around them. */
final class FunctionCases {

  private FunctionCases() {}

  static String airports() {
    return ProjectRoot.path().resolve("compose/sample-data/airports.csv").toString();
  }

  static Work geocode() {
    FunctionCall call =
        new GeocodeFunction()
            .bind(
                List.of(
                    Argument.of(SqlType.DOUBLE),
                    Argument.of(SqlType.DOUBLE),
                    Argument.constant(SqlType.STRING, "city")));
    return new Work(
        record -> apply(call, struct(record).get("latitude"), struct(record).get("longitude")),
        () -> {});
  }

  static Work lookup() {
    LookupTables tables =
        LookupTables.open(
            Map.of("tables", "airports", "tables.airports.file", airports()), "tables");
    FunctionCall call =
        tables
            .function()
            .bind(
                List.of(
                    Argument.of(SqlType.STRING),
                    Argument.constant(SqlType.STRING, "airports"),
                    Argument.constant(SqlType.STRING, "city")));
    return new Work(
        record -> apply(call, struct(record).get("origin"), "airports", "city"), tables);
  }

  private static Struct struct(@Nullable Object record) {
    if (record instanceof SinkRecord one && one.value() instanceof Struct struct) {
      return struct;
    }
    throw new IllegalArgumentException("not a struct");
  }

  private static @Nullable Object apply(FunctionCall call, @Nullable Object... arguments) {
    if (call.body() instanceof FunctionCall.Many many) {
      return many.apply(arguments);
    }
    if (call.body() instanceof FunctionCall.Binary binary) {
      return binary.apply(arguments[0], arguments[1]);
    }
    return ((FunctionCall.Unary) call.body()).apply(arguments[0]);
  }
}
