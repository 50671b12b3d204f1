package io.acequia.object.store;

import io.acequia.commons.error.Disposition;
import io.acequia.commons.error.ErrorClassifier;
import java.util.Set;

/**
 * What an error of an object store means, by HTTP's status and the store's code.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3's error
 *     responses</a>
 * @see <a href="https://cloud.google.com/storage/docs/xml-api/reference-status">Google Cloud
 *     Storage's, of its XML API</a>
 */
public final class StoreErrorClassifier implements ErrorClassifier<StoreError> {
  /** Our own code for a client that could not even ask, for want of a login or a sound setting. */
  public static final String NOT_ASKED = "NotAsked";

  // The request was sound; the store was not ready, or lost it on its way.
  private static final Set<String> PASSING =
      Set.of(
          "SlowDown",
          "Busy",
          "InternalError",
          "ServiceUnavailable",
          "RequestTimeout",
          "RequestTimeTooSkewed",
          "ThrottlingException",
          "Throttling",
          "RequestLimitExceeded",
          "RequestThrottled",
          "KmsThrottled",
          "OverLimit",
          "OperationAborted",
          "ConditionalRequestConflict",
          "IncompleteBody",
          "BadDigest",
          "XAmzContentChecksumMismatch",
          "TemporaryRedirect");
  // Credentials that ran out, and will be renewed.
  private static final Set<String> RENEWED = Set.of("ExpiredToken", "TokenRefreshRequired");
  // This object is at fault, not the next one.
  private static final Set<String> OF_THE_OBJECT =
      Set.of(
          "KeyTooLongError",
          "KeyTooLong",
          "InvalidObjectName",
          "EntityTooLarge",
          "NoSuchKey",
          "NoSuchVersion",
          "InvalidRange",
          "InvalidObjectState");

  @Override
  public Disposition classify(StoreError error) {
    String code = error.code() == null ? "" : error.code();
    if (PASSING.contains(code) || RENEWED.contains(code)) {
      return Disposition.RETRY;
    }
    if (NOT_ASKED.equals(code)) {
      return error.settled() ? Disposition.RETRY : Disposition.FAIL;
    }
    if (OF_THE_OBJECT.contains(code)) {
      return Disposition.REPORT;
    }
    return switch (error.status()) {
      case 0, 408, 409, 425, 429 -> Disposition.RETRY;
      // Rights and secrets may be changed under a client that has worked: an operator's work in
      // progress, and no reason to end.
      case 401, 403 -> error.settled() ? Disposition.RETRY : Disposition.FAIL;
      case 501, 505 -> Disposition.FAIL;
      default -> error.status() >= 500 ? Disposition.RETRY : Disposition.FAIL;
    };
  }
}
