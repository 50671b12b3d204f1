package io.acequia.elasticsearch.sink.client;

import static io.acequia.commons.error.Disposition.FAIL;
import static io.acequia.commons.error.Disposition.RETRY;
import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.commons.error.Disposition;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterErrorClassifierTest {
  @ParameterizedTest
  @CsvSource({
    "400, REPORT, REPORT",
    "413, REPORT, REPORT",
    "301, FAIL, RETRY",
    "401, FAIL, RETRY",
    "403, FAIL, RETRY",
    "404, FAIL, RETRY",
    "405, FAIL, RETRY",
    "407, FAIL, RETRY",
    "408, RETRY, RETRY",
    "425, RETRY, RETRY",
    "429, RETRY, RETRY",
    "500, RETRY, RETRY",
    "502, RETRY, RETRY",
    "503, RETRY, RETRY",
    "504, RETRY, RETRY",
    "406, FAIL, FAIL",
    "415, FAIL, FAIL"
  })
  void classifies(int status, Disposition atFirst, Disposition later) {
    HttpFailure failure = new HttpFailure("POST /_bulk", status, "", "", null);
    assertThat(new ClusterErrorClassifier(false).classify(failure)).isEqualTo(atFirst);
    assertThat(new ClusterErrorClassifier(true).classify(failure)).isEqualTo(later);
  }

  @Test
  void noAnswerIsAnOutageAndARefusedCertificateIsNotAtFirst() {
    for (IOException error :
        new IOException[] {
          new ConnectException("refused"),
          new SocketTimeoutException("30 s"),
          new IOException("cut")
        }) {
      assertThat(new ClusterErrorClassifier(false).classify(error)).isEqualTo(RETRY);
    }
    SSLHandshakeException tls = new SSLHandshakeException("unknown authority");
    assertThat(new ClusterErrorClassifier(false).classify(tls)).isEqualTo(FAIL);
    assertThat(new ClusterErrorClassifier(true).classify(tls)).isEqualTo(RETRY);
  }
}
