package io.acequia.http.source.event;

import io.acequia.http.source.answer.ErrorCode;
import io.acequia.http.source.answer.Problem;

/**
 * One event is refused, its neighbours are not. Has no stack trace: it is an answer to a client and
 * bad events can come in any number.
 */
public final class InvalidEventException extends RuntimeException {

  private final transient Problem problem;

  public InvalidEventException(Problem problem) {
    super(problem.message(), null, false, false);
    this.problem = problem;
  }

  static InvalidEventException inField(String field, String message) {
    return new InvalidEventException(Problem.inField(field, message));
  }

  static InvalidEventException of(ErrorCode code, String message) {
    return new InvalidEventException(new Problem(code, message));
  }

  public Problem problem() {
    return problem;
  }
}
