package io.acequia.elasticsearch.sink.client;

import io.acequia.commons.error.Disposition;
import io.acequia.commons.error.ErrorClassifier;
import java.io.IOException;
import java.util.Set;
import javax.net.ssl.SSLException;

/**
 * What it means that a whole request failed, and not just some of its items.
 *
 * @param established whether the cluster has taken a request of this task before. What is a wrong
 *     configuration at first (a password, a certificate, a path) is an operator's work in progress
 *     later.
 */
public record ClusterErrorClassifier(boolean established) implements ErrorClassifier<IOException> {
  private static final Set<Integer> AT_FIRST = Set.of(301, 302, 307, 308, 401, 403, 404, 405, 407);
  private static final int BAD_REQUEST = 400;
  private static final int TOO_LARGE = 413;
  private static final Set<Integer> PASSING = Set.of(408, 425, 429);

  @Override
  public Disposition classify(IOException error) {
    if (!(error instanceof HttpFailure failure)) {
      // No connection, no answer, an answer cut off; a certificate that is refused from the start.
      return error instanceof SSLException && !established ? Disposition.FAIL : Disposition.RETRY;
    }
    int status = failure.status();
    if (status == BAD_REQUEST || status == TOO_LARGE) {
      // Some record of the request is at fault: which one, halving the request finds out.
      return Disposition.REPORT;
    }
    if (AT_FIRST.contains(status)) {
      return established ? Disposition.RETRY : Disposition.FAIL;
    }
    return PASSING.contains(status) || status >= 500 ? Disposition.RETRY : Disposition.FAIL;
  }
}
