package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However large or deep a text is, it costs little and ends in an answer. */
@Timeout(60)
class LimitsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "( ; )",
        "COALESCE( ; )",
        "(1 + ; )",
        "NOT ( ; )",
        "CASE WHEN ; THEN TRUE END",
        "a IN ( ; )",
        "ARRAY[ ; ]",
        "a[ ; ]",
        "CAST( ; AS TEXT)",
        "- ; ~~",
        "~~ ; [0]",
        "~~ ; .b",
        "~~ ; ::text",
        "~~ ; -> 'b'",
        "1 + ; ~~",
        "~~ ; || 'x'",
      })
  void nestingIsBoundedAndFast(String open, String close) {
    compile(nested(open, close, 20));
    compile(nested(open, close, 150));
    assertThatThrownBy(() -> compile(nested(open, close, 250)))
        .hasMessageContaining("nested deeper than 200 levels");
    assertThatThrownBy(() -> compile(nested(open, close, 3_000))).isInstanceOf(SqlException.class);
  }

  private static String nested(String open, String close, int depth) {
    return (open + " ").repeat(depth) + "a" + (" " + close).repeat(depth);
  }

  @Test
  void depthAddsUpOverBracketsAndChains() {
    String text = "a";
    for (int i = 0; i < 30; i++) {
      text = "(" + text + " + 1".repeat(10) + ")";
    }
    String deep = text;
    assertThatThrownBy(() -> compile(deep)).hasMessageContaining("nested deeper than 200 levels");
  }

  @Test
  void aSmallStackIsEnough() throws InterruptedException {
    StringBuilder failure = new StringBuilder();
    String text = "COALESCE(".repeat(150) + "a" + ")".repeat(150);
    Thread thread =
        new Thread(
            null,
            () -> failure.append(Eval.expression(text, Map.of("a", 5))),
            "small stack",
            512 * 1024);
    thread.start();
    thread.join(Duration.ofMinutes(2).toMillis());
    assertThat(failure).hasToString("5");
  }

  @ParameterizedTest
  @ValueSource(strings = {" AND ", " OR ", " AND a > 0 OR "})
  void conditionsMayBeMany(String operator) {
    String text = String.join(operator, Collections.nCopies(1_000, "a = 1"));
    assertThat(Eval.expression(text, Map.of("a", 1))).isEqualTo(true);
  }

  @Test
  void listsMayBeLong() {
    String list = String.join(", ", Collections.nCopies(4_000, "1"));
    assertThat(Eval.expression("a IN (" + list + ", 2)", Map.of("a", 2))).isEqualTo(true);
    assertThatThrownBy(() -> compile("a IN (" + list + ", " + list + ")"))
        .hasMessageContaining("at most 10000 words and signs");
  }

  @Test
  void textsAreBounded() {
    String longText = "'" + "x".repeat(65_000) + "'";
    assertThat(Eval.expression(longText)).isInstanceOf(String.class);
    assertThatThrownBy(() -> compile("'" + "x".repeat(66_000) + "'"))
        .hasMessage("a statement has at most 65536 characters, not 66002 at line 1, column 1");
  }

  @Test
  void numbersAreBounded() {
    for (String number : new String[] {"1e999999999", "1e-999999999", "9".repeat(1_500)}) {
      assertThatThrownBy(() -> compile(number))
          .isInstanceOf(SqlException.class)
          .hasMessageContaining("more than 1000 digits");
    }
    for (String text : new String[] {"1e999999999", "9".repeat(5_000)}) {
      assertThatThrownBy(() -> Eval.expression("CAST(a AS DECIMAL)", Map.of("a", text)))
          .isInstanceOf(DataException.class)
          .hasMessageContaining("more than 2000 digits");
    }
    assertThatThrownBy(() -> Eval.expression("1e900 * 1e900 * 1e900"))
        .hasMessageContaining("more than 2000 digits");
  }

  @Test
  void patternsTakeNoMoreTimeOnHostileText() {
    String text = "a".repeat(20_000) + "!";
    String like = "%a".repeat(40) + "%b";
    assertThat(Eval.expression("t LIKE '" + like + "'", Map.of("t", text))).isEqualTo(false);
    assertThat(Eval.expression("t ~ '^(a+)+$'", Map.of("t", text))).isEqualTo(false);
    assertThat(Eval.expression("t SIMILAR TO '(a|a)*b'", Map.of("t", text))).isEqualTo(false);
  }

  private static void compile(String text) {
    SqlExpression.compile(text, Eval.NO_FUNCTIONS);
  }
}
