package io.acequia.streams.transforms.standalone;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/** Tells a failure to whoever sits at the terminal. */
final class Sentences {

  private static final int MOST = 5;

  private Sentences() {}

  /** What went wrong and why, the outermost first, each once. */
  static List<String> of(Throwable failure) {
    List<String> sentences = new ArrayList<>();
    String last = "";
    for (@Nullable Throwable at = failure;
        at != null && sentences.size() < MOST;
        at = at.getCause()) {
      String message = at.getMessage() == null ? at.getClass().getSimpleName() : at.getMessage();
      if (!last.contains(message)) {
        sentences.add(message);
        last = message;
      }
    }
    return sentences;
  }

  /** Whether another plan or other arguments would help. */
  static boolean isTheUsers(Throwable failure) {
    return failure instanceof ConfigException || failure instanceof IllegalArgumentException;
  }
}
