package io.acequia.object.store;

import io.acequia.commons.error.Disposition;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A call that failed; its message names what was called, where, and what the store answered. */
public class ObjectStoreException extends IOException {
  private static final long serialVersionUID = 1L;

  private final Disposition disposition;
  private final int status;

  /**
   * @param status of HTTP; 0 if there was no answer
   */
  public ObjectStoreException(
      String message, Disposition disposition, int status, @Nullable Throwable cause) {
    super(message, cause);
    this.disposition = disposition;
    this.status = status;
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
