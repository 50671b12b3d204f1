package io.acequia.object.store.s3;

import io.acequia.commons.error.Disposition;
import io.acequia.commons.retry.RetryAfter;
import io.acequia.object.store.NoSuchUploadException;
import io.acequia.object.store.ObjectChangedException;
import io.acequia.object.store.ObjectStoreException;
import io.acequia.object.store.StoreError;
import io.acequia.object.store.StoreErrorClassifier;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkException;

/** Translates the SDK's errors, of S3 and of what is used beside it. */
public final class AwsErrors {
  private static final StoreErrorClassifier CLASSIFIER = new StoreErrorClassifier();

  /** Longer than this nobody is made to wait from outside. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

  private AwsErrors() {}

  /** Whether the answer says that a condition was not met. */
  static boolean isConditionNotMet(SdkException error) {
    // If-Match of an object that is not there is answered with 404.
    return status(error) == 412 || "NoSuchKey".equals(code(error));
  }

  static boolean isNotFound(SdkException error) {
    return status(error) == 404 && !"NoSuchBucket".equals(code(error));
  }

  static boolean isBeyondTheEnd(SdkException error) {
    return status(error) == 416;
  }

  /**
   * The error as ours.
   *
   * @param call what was tried, such as {@code PUT of s3://bucket/key}
   * @param settled whether a call of this client has succeeded before
   */
  public static ObjectStoreException translate(String call, SdkException error, boolean settled) {
    int status = status(error);
    String code = code(error);
    String message =
        "%s failed: %s"
            .formatted(
                call,
                status == 0
                    ? rootMessage(error)
                    : code == null
                        ? "HTTP status " + status
                        : "%s (HTTP status %d)%s".formatted(code, status, said(error)));
    if ("NoSuchUpload".equals(code)) {
      return new NoSuchUploadException(message, error);
    }
    if (status == 412 || "NoSuchKey".equals(code)) {
      return new ObjectChangedException(message, status, error);
    }
    Disposition disposition = CLASSIFIER.classify(new StoreError(status, code, settled));
    return new ObjectStoreException(message, disposition, status, retryAfter(error), error);
  }

  private static @Nullable Duration retryAfter(SdkException error) {
    if (!(error instanceof AwsServiceException answer)
        || answer.awsErrorDetails() == null
        || answer.awsErrorDetails().sdkHttpResponse() == null) {
      return null;
    }
    String header =
        answer.awsErrorDetails().sdkHttpResponse().firstMatchingHeader("Retry-After").orElse(null);
    return RetryAfter.parse(header, Clock.systemUTC().instant(), LONGEST_WAIT).orElse(null);
  }

  private static int status(SdkException error) {
    return error instanceof AwsServiceException answer ? answer.statusCode() : 0;
  }

  private static @Nullable String code(SdkException error) {
    if (error instanceof AwsServiceException answer) {
      return answer.awsErrorDetails() == null ? null : answer.awsErrorDetails().errorCode();
    }
    boolean unreachable = error instanceof AbortedException;
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      unreachable |= cause instanceof IOException || cause instanceof InterruptedException;
    }
    return unreachable ? null : StoreErrorClassifier.NOT_ASKED;
  }

  private static String said(SdkException error) {
    String text = ((AwsServiceException) error).awsErrorDetails().errorMessage();
    return text == null ? "" : ": " + text;
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getClass().getSimpleName() + ": " + root.getMessage();
  }
}
