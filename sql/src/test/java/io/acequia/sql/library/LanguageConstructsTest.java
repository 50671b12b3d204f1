package io.acequia.sql.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.FunctionExamples;
import io.acequia.sql.SqlException;
import io.acequia.sql.function.FunctionDoc;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageConstructsTest {

  private final FunctionExamples examples = new FunctionExamples(BuiltInFunctions.table());

  @ParameterizedTest
  @CsvSource(
      delimiter = '=',
      quoteCharacter = '~',
      value = {
        "IFNULL(NULL, 'b') = 'b'",
        "NVL('a', NULL) = 'a'",
        "TYPEOF(IFNULL(CAST(1 AS BIGINT), 0)) = 'BIGINT'",
        "IF(TRUE, 1, 2) = 1",
        "IIF(NULL, 1, 2) = 2",
        "IF(FALSE, 1, NULL) = NULL",
        "TYPEOF(IF(TRUE, 1, 2.5)) = 'DECIMAL'"
      })
  void choosesBetweenValues(String expression, String result) {
    assertThat(examples.apply(expression)).isEqualTo(result);
  }

  @Test
  void refusesIfWithoutItsThreeArguments() {
    assertThatThrownBy(() -> examples.apply("IF(TRUE, 1)"))
        .isInstanceOf(SqlException.class)
        .hasMessageContaining("IF takes 3 arguments, not 2 at line 1, column 1");
  }

  @Test
  void areNoFunctionsOfTheTable() {
    for (FunctionDoc doc : LanguageConstructs.docs()) {
      String signature = doc.signatures().get(0);
      int bracket = signature.indexOf('(');
      if (bracket > 0) {
        assertThat(BuiltInFunctions.table().find(signature.substring(0, bracket))).isNull();
      }
    }
  }
}
