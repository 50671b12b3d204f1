package io.acequia.smt.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Timestamp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SchemaTextTest {

  @Test
  void readsColumnsOfEveryKind() {
    Schema user =
        SchemaBuilder.struct().name("u.user").optional().field("n", Schema.STRING_SCHEMA).build();
    assertThat(
            SchemaText.parse(
                "id bigint not null, `odd name` INT8, user STRUCT< n text NOT NULL >,\n"
                    + "props MAP<string, ARRAY<double>>, price DECIMAL(10, 2), at TIMESTAMP",
                "u"))
        .isEqualTo(
            SchemaBuilder.struct()
                .name("u")
                .optional()
                .field("id", Schema.INT64_SCHEMA)
                .field("odd name", Schema.OPTIONAL_INT8_SCHEMA)
                .field("user", user)
                .field(
                    "props",
                    SchemaBuilder.map(
                            Schema.STRING_SCHEMA,
                            SchemaBuilder.array(Schema.OPTIONAL_FLOAT64_SCHEMA).optional().build())
                        .optional()
                        .build())
                .field(
                    "price",
                    Decimal.builder(2)
                        .parameter("connect.decimal.precision", "10")
                        .optional()
                        .build())
                .field("at", Timestamp.builder().optional().build())
                .build());
  }

  @Test
  void readsATypeInsteadOfColumns() {
    assertThat(SchemaText.parse("ARRAY<INT>", null))
        .isEqualTo(SchemaBuilder.array(Schema.OPTIONAL_INT32_SCHEMA).optional().build());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "id BIGNUM; 'BIGNUM' is not a type at position 3",
        "id; expected a name or a type at position 2",
        "a INT, a INT; two columns 'a'",
        "a INT b INT; expected ','",
        "a ARRAY INT; expected '<'",
        "a ARRAY<INT; expected '>'",
        "a MAP<INT, INT>; keys are texts",
        "a DECIMAL(2, 3); at most the precision",
        "a DECIMAL(x); expected a number",
        "a DECIMAL; expected '('",
        "a INT NOT; expected a name",
        "a INT NOT NIL; expected NOT NULL",
        "`a INT; not closed",
        "a INT,; expected a name",
      })
  void saysWhatIsWrongAndWhere(String text, String message) {
    assertThatThrownBy(() -> SchemaText.parse(text, null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining(message)
        .hasMessageContaining("at position");
  }

  @Test
  void nestingHasALimit() {
    assertThatThrownBy(() -> SchemaText.parse("a " + "ARRAY<".repeat(100_000), null))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("100 levels");
  }
}
