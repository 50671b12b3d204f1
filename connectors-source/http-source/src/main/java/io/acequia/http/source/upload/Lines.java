package io.acequia.http.source.upload;

import io.acequia.http.source.answer.Problem;

/** Takes the lines of a body, each an event in JSON. Numbers count from 1. */
public interface Lines {

  void line(byte[] json, long number);

  void tooLong(long number);

  /** This line is no event. */
  void bad(Problem problem, long number);

  /** Nothing from this line on can be read. */
  void unreadable(Problem problem, long number);
}
