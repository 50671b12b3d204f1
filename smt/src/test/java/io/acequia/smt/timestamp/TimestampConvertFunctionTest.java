package io.acequia.smt.timestamp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.type.SqlType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimestampConvertFunctionTest {

  private static FunctionCall bind(SqlType type, String... texts) {
    List<Argument> arguments = new ArrayList<>(List.of(Argument.of(type)));
    for (String text : texts) {
      arguments.add(Argument.constant(SqlType.STRING, text));
    }
    return new TimestampConvertFunction().bind(arguments);
  }

  private static @Nullable Object run(FunctionCall call, @Nullable Object value) {
    return ((FunctionCall.Many) call.body()).apply(new Object[] {value});
  }

  @Test
  void convertsAsTheTransformDoes() {
    FunctionCall epoch = bind(SqlType.STRING, "dd/MM/yyyy | iso8601", "epoch.ms");
    assertThat(epoch.type()).isEqualTo(SqlType.BIGINT);
    assertThat(run(epoch, "22/11/2026")).isEqualTo(1_795_305_600_000L);
    assertThat(run(epoch, null)).isNull();
    FunctionCall text = bind(SqlType.ANY, "epoch.s", "yyyy-MM-dd HH:mm", "Europe/Madrid");
    assertThat(text.type()).isEqualTo(SqlType.STRING);
    assertThat(run(text, 1_795_327_456)).isEqualTo("2026-11-22 07:04");
    FunctionCall timestamp = bind(SqlType.DATE, "iso8601", "TIMESTAMP");
    assertThat(timestamp.type()).isEqualTo(SqlType.TIMESTAMP);
    assertThat(run(timestamp, new Date(0))).isEqualTo(Date.from(Instant.EPOCH));
  }

  @Test
  void refusesWhatItCannotDo() {
    refuses("takes a value", SqlType.STRING, "iso8601");
    refuses("from_format", SqlType.STRING, "epoch.m", "epoch.s");
    refuses("to_format", SqlType.STRING, "iso8601", "auto");
    refuses("zone", SqlType.STRING, "iso8601", "epoch.s", "Atlantis");
    refuses("cannot convert BOOLEAN", SqlType.BOOLEAN, "iso8601", "epoch.s");
    assertThatThrownBy(
            () ->
                new TimestampConvertFunction()
                    .bind(
                        List.of(
                            Argument.of(SqlType.STRING),
                            Argument.of(SqlType.STRING),
                            Argument.of(SqlType.STRING))))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("literal");
    assertThatThrownBy(() -> run(bind(SqlType.STRING, "iso8601", "epoch.s"), "secret"))
        .isInstanceOf(DataException.class)
        .hasMessageNotContaining("secret");
  }

  @Test
  void statementsFindIt() {
    FunctionTable found =
        FunctionTable.of(List.of()).withServices(TimestampConvertFunction.class.getClassLoader());
    assertThat(found.find("timestamp_convert")).isInstanceOf(TimestampConvertFunction.class);
  }

  private static void refuses(String reason, SqlType type, String... texts) {
    assertThatThrownBy(() -> bind(type, texts))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(reason);
  }
}
