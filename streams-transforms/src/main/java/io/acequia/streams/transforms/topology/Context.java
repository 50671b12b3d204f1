package io.acequia.streams.transforms.topology;

import org.jspecify.annotations.Nullable;

/** What a processor is given by its {@code init}. */
final class Context {

  private Context() {}

  static <T> T of(@Nullable T given) {
    if (given == null) {
      throw new IllegalStateException("the processor is not initialised");
    }
    return given;
  }
}
