package io.acequia.streams.transforms.plan;

import java.util.regex.Pattern;

/** What Kafka takes as the name of a topic. */
final class TopicNames {

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private TopicNames() {}

  static boolean isValid(String name) {
    return LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals("..");
  }
}
