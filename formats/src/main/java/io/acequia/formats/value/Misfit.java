package io.acequia.formats.value;

import io.acequia.formats.WiderRecordException;
import org.apache.kafka.connect.errors.DataException;

/**
 * A value that cannot be what a schema says; the fields on the way to it are put in front as the
 * exception goes up. It never holds the value.
 */
public final class Misfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;
  private final boolean wider;

  public Misfit(String problem) {
    this("", problem, false);
  }

  private Misfit(String path, String problem, boolean wider) {
    // Bad records may come by the thousand, and where in our code they were found tells nobody
    // anything.
    super(problem, null, false, false);
    this.path = path;
    this.problem = problem;
    this.wider = wider;
  }

  /** Of a value that a schema told by other values has no place for; by itself it is fine. */
  public static Misfit wider(String problem) {
    return new Misfit("", problem, true);
  }

  /** The same, found in that field. */
  public Misfit in(String field) {
    String rest = path.isEmpty() || path.startsWith("[") ? path : "." + path;
    return new Misfit(field + rest, problem, wider);
  }

  /** The same, found in that element of an array. */
  public Misfit at(int index) {
    return in("[" + index + "]");
  }

  /** The path and the problem. */
  @Override
  public String getMessage() {
    return path.isEmpty() ? problem : "field " + path + " " + problem;
  }

  /** What the callers of this module get. */
  public DataException toDataException() {
    return wider ? new WiderRecordException(getMessage()) : new DataException(getMessage());
  }
}
