package io.acequia.formats.value;

import org.apache.kafka.connect.errors.DataException;

/**
 * A value that cannot be what a schema says; the fields on the way to it are put in front as the
 * exception goes up. It never holds the value.
 */
public final class Misfit extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final String problem;

  public Misfit(String problem) {
    this("", problem);
  }

  private Misfit(String path, String problem) {
    // Bad records may come by the thousand, and where in our code they were found tells nobody
    // anything.
    super(problem, null, false, false);
    this.path = path;
    this.problem = problem;
  }

  /** The same, found in that field. */
  public Misfit in(String field) {
    String rest = path.isEmpty() || path.startsWith("[") ? path : "." + path;
    return new Misfit(field + rest, problem);
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
    return new DataException(getMessage());
  }
}
