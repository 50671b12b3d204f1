package io.acequia.object.store;

import io.acequia.commons.error.Disposition;
import org.jspecify.annotations.Nullable;

/** The upload was aborted, or completed, by somebody. */
public final class NoSuchUploadException extends ObjectStoreException {
  private static final long serialVersionUID = 1L;

  public NoSuchUploadException(String message, @Nullable Throwable cause) {
    super(message, Disposition.FAIL, 404, cause);
  }
}
