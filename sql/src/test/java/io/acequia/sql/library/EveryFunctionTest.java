package io.acequia.sql.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.library.FunctionCalls.Form;
import io.acequia.sql.type.RuntimeKind;
import io.acequia.sql.type.SqlType;
import io.acequia.sql.type.SqlType.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** What holds for every built-in function. */
class EveryFunctionTest {

  private static final Set<String> WITH_NULLS =
      Set.of("ARRAY", "MAP", "CONCAT", "IFNULL", "NVL", "IF", "IIF", "TYPEOF");
  private static final int MOST_ARGUMENTS = 6;
  private static final List<SqlFunction> ALL = List.copyOf(FunctionCalls.TABLE.all());

  /** What texts, numbers and structures can hold, at their edges. */
  private static final List<Object> VALUES =
      Collections.unmodifiableList(
          Arrays.asList(
              null,
              "",
              "a",
              "a😀b",
              "\uD800",
              ",",
              "day",
              "hex",
              "km",
              "UTC",
              "yyyy-MM-dd",
              "$.a[0]",
              "2026-11-22T06:30:00Z",
              "{\"a\": [1, 2.5]}",
              "https://example.org/?a=1",
              "\\1",
              true,
              (byte) -1,
              (short) 2,
              0,
              1,
              -3,
              Integer.MAX_VALUE,
              Integer.MIN_VALUE,
              7L,
              Long.MAX_VALUE,
              Long.MIN_VALUE,
              1.5f,
              2.0,
              -0.0,
              Double.NaN,
              Double.NEGATIVE_INFINITY,
              Double.MAX_VALUE,
              new BigDecimal("2.50"),
              new BigDecimal("1E+1000000000"),
              new BigDecimal("1E-1000000000"),
              new byte[] {1, (byte) 0xff},
              new Date(0),
              new Date(Long.MAX_VALUE),
              new Date(Long.MIN_VALUE),
              List.of(),
              Arrays.asList(1, null, "a", 2.5, Double.NaN),
              List.of(new BigDecimal("1E+1000000000"), 1L),
              List.of("a", "b"),
              Map.of(),
              Map.of("a", 1, "b", List.of()),
              new Struct(SchemaBuilder.struct().field("a", Schema.STRING_SCHEMA)).put("a", "x")));

  /** A wrong record is a DataException, and what is no error is of the type that was promised. */
  @Property(tries = 20_000)
  void givesAResultOfItsTypeOrTheDocumentedError(@ForAll Random random) {
    SqlFunction function = ALL.get(random.nextInt(ALL.size()));
    Object[] values = new Object[random.nextInt(MOST_ARGUMENTS + 1)];
    List<Argument> arguments = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      values[i] = VALUES.get(random.nextInt(VALUES.size()));
      arguments.add(
          switch (random.nextInt(3)) {
            case 0 -> Argument.constant(FunctionCalls.typeOf(values[i]), values[i]);
            case 1 ->
                Argument.of(values[i] == null ? SqlType.ANY : FunctionCalls.typeOf(values[i]));
            default -> Argument.of(SqlType.ANY);
          });
    }
    FunctionCall call;
    try {
      call = function.bind(arguments);
    } catch (FunctionException e) {
      assertThat(e.getMessage()).as(function.name()).isNotEmpty();
      return;
    }
    Object result;
    try {
      result = FunctionCalls.run(call, values);
    } catch (DataException e) {
      assertThat(e.getMessage()).isNotEmpty();
      return;
    }
    assertFits(function.name(), call.type(), result);
  }

  private static void assertFits(String name, SqlType type, Object result) {
    if (result == null || type.kind() == Kind.ANY) {
      return;
    }
    Kind kind = RuntimeKind.of(result);
    boolean time = type.kind() == Kind.DATE || type.kind() == Kind.TIME;
    assertThat(kind).as(name).isEqualTo(time ? Kind.TIMESTAMP : type.kind());
    if (type.schema() != null) {
      ConnectSchema.validateValue(name, type.schema(), result);
    }
    if (result instanceof String text) {
      assertThat(text.length()).as(name).isLessThanOrEqualTo(1 << 20);
    }
  }

  @Example
  void givesNullForNull() {
    for (SqlFunction function : ALL) {
      for (int count = 1;
          count <= MOST_ARGUMENTS && !WITH_NULLS.contains(function.name());
          count++) {
        Object[] nulls = new Object[count];
        for (Form form : Form.values()) {
          FunctionCall call;
          try {
            call = FunctionCalls.bind(function.name(), form, nulls);
          } catch (FunctionException e) {
            continue;
          }
          assertThat(FunctionCalls.run(call, nulls)).as(function.name()).isNull();
        }
      }
    }
  }

  @Example
  void refusesArgumentsThatItHasNot() {
    for (SqlFunction function : ALL) {
      if (function.doc().signatures().stream().noneMatch(written -> written.contains("..."))) {
        List<Argument> seven = Collections.nCopies(7, Argument.of(SqlType.ANY));
        assertThatThrownBy(() -> function.bind(seven))
            .isInstanceOf(FunctionException.class)
            .hasMessageContaining(function.name() + "(")
            .hasMessageContaining("but 7 are given");
      }
    }
  }

  @Example
  void isDocumented() {
    for (SqlFunction function : ALL) {
      assertThat(function.name()).matches("[A-Z][A-Z0-9_]*");
      assertThat(function.doc().meaning()).as(function.name()).endsWith(".");
      assertThat(function.doc().signatures())
          .as(function.name())
          .anyMatch(written -> written.startsWith(function.name() + "("));
    }
  }

  @Example
  void saysHowManyArgumentsItTakes() {
    assertThatThrownBy(() -> FunctionCalls.bind("LPAD", Form.TYPED, "a"))
        .hasMessage("LPAD(text, length [, fill]) takes 2 to 3 arguments, but 1 is given");
    assertThatThrownBy(() -> FunctionCalls.bind("NOW", Form.TYPED, "a"))
        .hasMessage("NOW() takes no arguments, but 1 is given");
    assertThatThrownBy(() -> FunctionCalls.bind("UPPER", Form.TYPED))
        .hasMessage("UPPER(text) takes 1 argument, but 0 are given");
    assertThatThrownBy(() -> FunctionCalls.bind("CONCAT_WS", Form.TYPED))
        .hasMessage("CONCAT_WS(separator, value, ...) takes 1 arguments or more, but 0 are given");
  }
}
