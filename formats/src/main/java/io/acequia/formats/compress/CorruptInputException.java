package io.acequia.formats.compress;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes came, but they are not what their compression says; reading them again changes nothing.
 */
public final class CorruptInputException extends IOException {

  private static final long serialVersionUID = 1L;

  public CorruptInputException(String problem, @Nullable Throwable cause) {
    super(problem, cause);
  }
}
