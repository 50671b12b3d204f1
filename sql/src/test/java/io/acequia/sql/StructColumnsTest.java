package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.sql.library.BuiltInFunctions;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns that are structs, or hold some, where these may be missing. */
class StructColumnsTest {

  private static final Schema USER =
      SchemaBuilder.struct().name("user").field("id", Schema.INT64_SCHEMA).build();
  private static final Schema DATA =
      SchemaBuilder.struct()
          .optional()
          .field("user", USER)
          .field("users", SchemaBuilder.array(USER).build())
          .field("byName", SchemaBuilder.map(Schema.STRING_SCHEMA, USER).build())
          .build();
  private static final Schema EVENT =
      SchemaBuilder.struct().field("data", DATA).field("owner", USER).build();
  private static final Struct ADA = new Struct(USER).put("id", 7L);
  private static final Struct FULL =
      new Struct(EVENT)
          .put(
              "data",
              new Struct(DATA)
                  .put("user", ADA)
                  .put("users", List.of(ADA))
                  .put("byName", Map.of("ada", ADA)))
          .put("owner", ADA);
  private static final Struct BARE = new Struct(EVENT).put("owner", ADA);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT data.user AS x FROM t | Struct{x=Struct{id=7}} | Struct{}",
        "SELECT data.users AS x FROM t | Struct{x=[Struct{id=7}]} | Struct{}",
        "SELECT data.users[0] AS x FROM t | Struct{x=Struct{id=7}} | Struct{}",
        "SELECT data.byName['ada'] AS x FROM t | Struct{x=Struct{id=7}} | Struct{}",
        "SELECT COALESCE(data.user, owner) AS x FROM t"
            + " | Struct{x=Struct{id=7}} | Struct{x=Struct{id=7}}",
        "SELECT CASE WHEN data IS NULL THEN owner END AS x FROM t"
            + " | Struct{} | Struct{x=Struct{id=7}}",
        "SELECT data.user, owner FROM t"
            + " | Struct{user=Struct{id=7},owner=Struct{id=7}} | Struct{owner=Struct{id=7}}",
        "SELECT data.* FROM t"
            + " | Struct{user=Struct{id=7},users=[Struct{id=7}],byName={ada=Struct{id=7}}}"
            + " | Struct{}",
      })
  void fitTheirSchema(String statement, String full, String bare) {
    BoundStatement bound =
        SqlStatement.compile(statement, BuiltInFunctions.table()).bind(Shape.struct(EVENT, null));
    Struct whole = (Struct) bound.apply(SampleRow.of(FULL));
    Struct without = (Struct) bound.apply(SampleRow.of(BARE));
    ConnectSchema.validateValue(bound.schema(), whole);
    ConnectSchema.validateValue(bound.schema(), without);
    assertThat(whole).hasToString(full);
    assertThat(without).hasToString(bare);
  }
}
