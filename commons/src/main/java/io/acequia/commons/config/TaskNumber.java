package io.acequia.commons.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The number of a task among those of its connector, from 0 on: for the names that it gives. */
public final class TaskNumber {
  // Not a key that users set: in no definition, and only in the configurations of tasks.
  private static final String KEY = "acequia.task.id";

  private TaskNumber() {}

  /** The configurations of so many tasks, which differ in their numbers alone. */
  public static List<Map<String, String>> configs(Map<String, String> connector, int tasks) {
    return IntStream.range(0, tasks).mapToObj(number -> config(connector, number)).toList();
  }

  private static Map<String, String> config(Map<String, String> connector, int number) {
    Map<String, String> task = new HashMap<>(connector);
    task.put(KEY, Integer.toString(number));
    return task;
  }

  /** The number in a task's configuration; {@code 0} where there is none. */
  public static String of(Map<String, String> task) {
    return task.getOrDefault(KEY, "0");
  }
}
