package io.acequia.jdbc.sink.copy;

import io.acequia.jdbc.sink.schema.SqlType;
import org.jspecify.annotations.Nullable;

/**
 * A value that its column cannot take. Raised deep in the encoding and turned into a {@code
 * DataException} that names field and column by who knows them; so it has no stack trace. The
 * message never contains the value.
 */
public final class ValueMismatch extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient @Nullable SqlType wider;

  public ValueMismatch(String reason) {
    this(reason, null);
  }

  /**
   * @param wider the type that the column could be widened to so that it takes the value
   */
  public ValueMismatch(String reason, @Nullable SqlType wider) {
    super(reason, null, false, false);
    this.wider = wider;
  }

  /** The type that would take the value, if widening helps. */
  public @Nullable SqlType wider() {
    return wider;
  }

  static ValueMismatch of(Object value) {
    return new ValueMismatch("it cannot take a " + value.getClass().getSimpleName());
  }
}
