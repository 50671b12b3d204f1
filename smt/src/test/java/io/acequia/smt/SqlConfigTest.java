package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.testkit.ConfigContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return SqlConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("query", "SELECT a FROM t");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new SqlConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of("query", "SELECT FROM WHERE");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "SELECT a FROM t JOIN u ON t.id = u.id | JOIN | line 1, column 17",
        "SELECT COUNT(*) FROM t | COUNT | line 1, column 8",
        "SELECT NO_SUCH(a) FROM t | NO_SUCH | line 1, column 8",
        "SELECT 1 + 'x' AS a FROM t | + | line 1, column",
        "DELETE FROM t | DELETE | line 1, column 1"
      })
  void namesWhatIsWrongWithItsPlace(String query, String construct, String place) {
    assertThatThrownBy(() -> new SqlConfig(Map.of("query", query)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("query")
        .hasMessageContaining(construct)
        .hasMessageContaining(place);
  }
}
