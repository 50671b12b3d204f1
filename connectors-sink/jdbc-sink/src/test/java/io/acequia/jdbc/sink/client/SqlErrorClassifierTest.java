package io.acequia.jdbc.sink.client;

import static io.acequia.commons.error.Disposition.FAIL;
import static io.acequia.commons.error.Disposition.REPORT;
import static io.acequia.commons.error.Disposition.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.commons.error.Disposition;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SqlErrorClassifierTest {
  @ParameterizedTest
  @CsvSource({
    "08000, RETRY, RETRY",
    "08001, RETRY, RETRY",
    "08003, RETRY, RETRY",
    "08006, RETRY, RETRY",
    "08P01, RETRY, RETRY",
    "25006, RETRY, RETRY",
    "25P02, RETRY, RETRY",
    "25P03, RETRY, RETRY",
    "40001, RETRY, RETRY",
    "40P01, RETRY, RETRY",
    "53100, RETRY, RETRY",
    "53200, RETRY, RETRY",
    "53300, RETRY, RETRY",
    "55000, RETRY, RETRY",
    "55006, RETRY, RETRY",
    "55P03, RETRY, RETRY",
    "57014, RETRY, RETRY",
    "57P01, RETRY, RETRY",
    "57P02, RETRY, RETRY",
    "57P03, RETRY, RETRY",
    "57P05, RETRY, RETRY",
    "58030, RETRY, RETRY",
    "XX000, RETRY, RETRY",
    "28000, FAIL, RETRY",
    "28P01, FAIL, RETRY",
    "3D000, FAIL, RETRY",
    "99999, FAIL, RETRY",
    "42501, FAIL, FAIL",
    "42601, FAIL, FAIL",
    "42P01, FAIL, FAIL",
    "42703, FAIL, FAIL",
    "54011, FAIL, FAIL",
    "0A000, FAIL, FAIL",
    "22001, REPORT, REPORT",
    "22003, REPORT, REPORT",
    "22007, REPORT, REPORT",
    "22021, REPORT, REPORT",
    "22P02, REPORT, REPORT",
    "22P05, REPORT, REPORT",
    "23502, REPORT, REPORT",
    "23503, REPORT, REPORT",
    "23505, REPORT, REPORT",
    "23514, REPORT, REPORT",
    "21000, REPORT, REPORT",
    "44000, REPORT, REPORT",
    "54000, REPORT, REPORT",
    "54001, REPORT, REPORT",
    "P0001, REPORT, REPORT"
  })
  void classifies(String state, Disposition atFirst, Disposition later) {
    SQLException error = new SQLException("any", state);
    assertThat(new SqlErrorClassifier(false).classify(error)).isEqualTo(atFirst);
    assertThat(new SqlErrorClassifier(true).classify(error)).isEqualTo(later);
  }

  @Test
  void errorWithoutStateIsAnOutageOnlyIfTheNetworkIsToBlame() {
    SqlErrorClassifier classifier = new SqlErrorClassifier(true);
    assertThat(classifier.classify(new SQLException("any", new IOException()))).isEqualTo(RETRY);
    assertThat(classifier.classify(new SQLException("any"))).isEqualTo(FAIL);
    assertThat(classifier.classify(new SQLException("any", "23505"))).isEqualTo(REPORT);
  }

  @ParameterizedTest
  @CsvSource({
    "42P01, true",
    "42703, true",
    "22P03, true",
    "AQ001, true",
    "0A000, true",
    "23505, false"
  })
  void tellsWhetherTheTableMayHaveChanged(String state, boolean stale) {
    assertThat(new SqlErrorClassifier(true).mayBeStale(new SQLException("any", state)))
        .isEqualTo(stale);
  }
}
