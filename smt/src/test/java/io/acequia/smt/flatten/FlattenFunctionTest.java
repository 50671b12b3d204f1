package io.acequia.smt.flatten;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class FlattenFunctionTest {

  private static final SqlFunction FUNCTION =
      FunctionTable.of(List.of())
          .withServices(FlattenFunctionTest.class.getClassLoader())
          .find("flatten");

  @Test
  void flattensMaps() {
    FunctionCall call = FUNCTION.bind(List.of(Argument.of(SqlType.ANY)));
    FunctionCall.Unary body = (FunctionCall.Unary) call.body();
    assertThat(body.apply(Map.of("a", Map.of("b", 1L)))).isEqualTo(Map.of("a.b", 1L));
    assertThat(body.apply(null)).isNull();
    assertThatThrownBy(() -> body.apply("secret"))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("FLATTEN")
        .hasMessageNotContaining("secret");
  }

  @Test
  void knowsTheTypeOfAFlatStruct() {
    Schema inner = SchemaBuilder.struct().field("b", Schema.INT64_SCHEMA).build();
    Schema schema = SchemaBuilder.struct().field("a", inner).build();
    FunctionCall call =
        FUNCTION.bind(
            List.of(Argument.of(SqlType.of(schema)), Argument.constant(SqlType.STRING, "_")));
    Struct value = new Struct(schema).put("a", new Struct(inner).put("b", 1L));
    Struct flat = (Struct) ((FunctionCall.Binary) call.body()).apply(value, "_");
    assertThat(flat.get("a_b")).isEqualTo(1L);
    assertThat(call.type().schema()).isSameAs(flat.schema());
  }

  @Test
  void refusesWrongArguments() {
    refuses(List.of(), "takes a value");
    refuses(List.of(Argument.of(SqlType.BIGINT)), "BIGINT");
    refuses(List.of(Argument.of(SqlType.ANY), Argument.of(SqlType.STRING)), "constant text");
    Schema inner = SchemaBuilder.struct().field("b", Schema.INT64_SCHEMA).build();
    Schema twice =
        SchemaBuilder.struct().field("a.b", Schema.INT64_SCHEMA).field("a", inner).build();
    refuses(List.of(Argument.of(SqlType.of(twice))), "'a.b'");
  }

  private static void refuses(List<Argument> arguments, String reason) {
    assertThatThrownBy(() -> FUNCTION.bind(arguments))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("FLATTEN")
        .hasMessageContaining(reason);
  }
}
