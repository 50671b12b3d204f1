package io.acequia.object.store;

import io.acequia.commons.error.Disposition;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A call that failed; its message names what was called, where, and what the store answered. */
public class ObjectStoreException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Disposition disposition;
  private final int status;
  private final transient @Nullable Duration retryAfter;

  /**
   * @param status of HTTP; 0 if there was no answer
   */
  public ObjectStoreException(
      String message, Disposition disposition, int status, @Nullable Throwable cause) {
    this(message, disposition, status, null, cause);
  }

  /**
   * @param status of HTTP; 0 if there was no answer
   * @param retryAfter how long the store wants to be left alone; {@code null} if it did not say
   */
  public ObjectStoreException(
      String message,
      Disposition disposition,
      int status,
      @Nullable Duration retryAfter,
      @Nullable Throwable cause) {
    super(message, cause);
    this.disposition = disposition;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /**
   * How long to wait before the call is repeated.
   *
   * @param error what the call failed with
   * @param drawn the wait that a back-off has drawn
   * @return no less than what the store asked for, if it did
   */
  public static Duration waitAfter(IOException error, Duration drawn) {
    Duration asked = error instanceof ObjectStoreException ours ? ours.retryAfter : null;
    return asked != null && asked.compareTo(drawn) > 0 ? asked : drawn;
  }

  /** What is to be done about it: {@code REPORT} means that this object is at fault. */
  public Disposition disposition() {
    return disposition;
  }

  /** HTTP's status; 0 if there was no answer. */
  public int status() {
    return status;
  }
}
