package io.acequia.sql.function;

import io.acequia.sql.type.RuntimeKind;
import io.acequia.sql.type.SqlType;
import org.apache.kafka.connect.errors.DataException;

/**
 * An argument's place, as messages name it: {@code argument 2 (length) of LPAD}.
 *
 * @param position from 1
 */
public record Place(String function, int position, String parameter) {

  /** A type that cannot be right, found before any record is read. */
  public FunctionException refuses(String expected, SqlType given) {
    return new FunctionException(this + " must be " + expected + ", not " + given);
  }

  /** A record's value of a wrong type; the message has the type, never the value. */
  public DataException refuses(String expected, Object found) {
    SqlType.Kind kind = RuntimeKind.of(found);
    return invalid(
        "must be "
            + expected
            + ", not "
            + (kind == SqlType.Kind.ANY ? found.getClass().getName() : kind.name()));
  }

  /**
   * A value that is of the right type and yet wrong.
   *
   * @param complaint such as {@code must not be negative}; without the value, which may be secret
   */
  public DataException invalid(String complaint) {
    return new DataException(this + " " + complaint);
  }

  @Override
  public String toString() {
    return "argument " + position + " (" + parameter + ") of " + function;
  }
}
