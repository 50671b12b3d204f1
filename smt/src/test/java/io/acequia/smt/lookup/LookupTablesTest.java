package io.acequia.smt.lookup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LookupTablesTest {

  @TempDir private Path folder;
  private final Map<String, String> settings = new HashMap<>();

  @BeforeEach
  void writeTables() throws IOException {
    settings.put("lookup.tables", "airports, rates");
    settings.put("lookup.tables.airports.file", file("a.csv", "iata,city\nATL,Atlanta\n"));
    settings.put("lookup.tables.rates.file", file("r.json", "{\"USD\": {\"rate\": 1.5}}"));
  }

  @Test
  void givesTypedValuesForTypedKeys() {
    try (LookupTables tables = LookupTables.open(settings, "lookup.tables")) {
      FunctionCall city = bind(tables, SqlType.STRING, "airports", "city");
      assertThat(city.type()).isEqualTo(SqlType.of(Schema.OPTIONAL_STRING_SCHEMA));
      assertThat(city.deterministic()).isFalse();
      assertThat(call(city, "ATL")).isEqualTo("Atlanta");
      assertThat(call(city, "XXX")).isNull();
      assertThat(call(city, null)).isNull();
      FunctionCall rate = bind(tables, SqlType.STRING, "rates", "rate");
      assertThat(rate.type().kind()).isEqualTo(SqlType.Kind.DOUBLE);
      assertThat(call(rate, "USD")).isEqualTo(1.5);
      FunctionCall row = bind(tables, SqlType.STRING, "airports");
      assertThat(((Struct) call(row, "ATL")).getString("city")).isEqualTo("Atlanta");
    }
  }

  @Test
  void givesPlainValuesForOpenKeys() {
    try (LookupTables tables = LookupTables.open(settings, "lookup.tables")) {
      assertThat(call(bind(tables, SqlType.ANY, "airports"), "ATL"))
          .isEqualTo(Map.of("iata", "ATL", "city", "Atlanta"));
      FunctionCall city = bind(tables, SqlType.ANY, "airports", "city");
      assertThat(city.type()).isEqualTo(SqlType.ANY);
      assertThat(call(city, "ATL")).isEqualTo("Atlanta");
      assertThatThrownBy(() -> call(city, List.of("ATL"))).isInstanceOf(DataException.class);
    }
  }

  @Test
  void refusesWhatCannotBeBound() {
    try (LookupTables tables = LookupTables.open(settings, "lookup.tables")) {
      assertThatThrownBy(() -> bind(tables, SqlType.STRING, "towns"))
          .isInstanceOf(FunctionException.class)
          .hasMessageContaining("there is no table 'towns'")
          .hasMessageContaining("airports");
      assertThatThrownBy(() -> bind(tables, SqlType.STRING, "airports", "town"))
          .isInstanceOf(FunctionException.class)
          .hasMessageContaining("no column 'town'");
      SqlFunction function = tables.function();
      assertThatThrownBy(() -> function.bind(List.of(Argument.of(SqlType.STRING))))
          .isInstanceOf(FunctionException.class);
      Argument name = Argument.of(SqlType.STRING);
      assertThatThrownBy(() -> function.bind(List.of(name, name)))
          .isInstanceOf(FunctionException.class)
          .hasMessageContaining("table must be a text in quotes");
    }
  }

  @Test
  void namesTheTableThatIsWrong() {
    settings.put("lookup.tables.rates.files", "typo");
    refused("under lookup.tables.rates.*: there is no key 'files'");
    settings.remove("lookup.tables.rates.files");
    settings.put("lookup.tables.rates.file.max.bytes", "3");
    refused("larger than 3 bytes");
    settings.put("lookup.tables", "airports,airports");
    refused("names a table twice");
    settings.put("lookup.tables", "air ports");
    refused("names of letters");
    settings.put("lookup.tables", "carriers");
    refused("no table is named");
  }

  @Test
  void namesNoTableWithoutSettings() {
    LookupTables.open(Map.of(), "lookup.tables").close();
    LookupTables.open(Map.of("lookup.tables", ""), "lookup.tables").close();
  }

  private void refused(String reason) {
    assertThatThrownBy(() -> LookupTables.open(settings, "lookup.tables"))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(reason);
  }

  private static FunctionCall bind(LookupTables tables, SqlType key, String... constants) {
    List<Argument> arguments = new ArrayList<>(List.of(Argument.of(key)));
    for (String constant : constants) {
      arguments.add(Argument.constant(SqlType.STRING, constant));
    }
    return tables.function().bind(arguments);
  }

  private static Object call(FunctionCall call, Object key) {
    return ((FunctionCall.Many) call.body()).apply(new Object[] {key, null, null});
  }

  private String file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content).toString();
  }
}
