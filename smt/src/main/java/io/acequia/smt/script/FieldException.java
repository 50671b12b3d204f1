package io.acequia.smt.script;

/** A value that a script left in a field and that the field cannot have; never shows the value. */
final class FieldException extends RuntimeException {

  private static final int MAX_PATH = 200;

  private final String path;
  private final String reason;

  FieldException(String reason) {
    this("", reason);
  }

  private FieldException(String path, String reason) {
    super(path.isEmpty() ? "the result " + reason : "the field '" + path + "' " + reason);
    this.path = path;
    this.reason = reason;
  }

  /** The same, seen from the container of the field. */
  FieldException in(String field) {
    if (path.length() > MAX_PATH) {
      return this;
    }
    return new FieldException(
        path.isEmpty() ? field : path.startsWith("[") ? field + path : field + "." + path, reason);
  }

  FieldException in(int index) {
    return in("[" + index + "]");
  }
}
