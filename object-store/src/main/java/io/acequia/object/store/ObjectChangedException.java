package io.acequia.object.store;

import io.acequia.commons.error.Disposition;
import org.jspecify.annotations.Nullable;

/** The object that was asked for is not there, or no more what it was. */
public final class ObjectChangedException extends ObjectStoreException {
  private static final long serialVersionUID = 1L;

  public ObjectChangedException(String message, int status, @Nullable Throwable cause) {
    super(message, Disposition.REPORT, status, cause);
  }
}
