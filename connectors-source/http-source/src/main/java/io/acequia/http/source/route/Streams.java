package io.acequia.http.source.route;

import io.acequia.commons.template.Template;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The streams that exist and the topics that they go to. Streams are allowed by name or by pattern,
 * {@code *} standing for any characters. Thread-safe.
 */
public final class Streams {

  // What Kafka takes in the name of a topic.
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z0-9._-]{1,249}");
  private static final int REMEMBERED = 10_000;
  private static final String NOT_ALLOWED = "";

  private final StreamPatterns allowed;
  private final Template topic;
  private final Map<String, String> topics = new ConcurrentHashMap<>();

  /**
   * @param topic a template over {@code stream_id}
   */
  public Streams(List<String> allowed, Template topic) {
    this.allowed = new StreamPatterns(allowed);
    this.topic = topic;
  }

  public boolean exists(String stream) {
    return !look(stream).equals(NOT_ALLOWED);
  }

  /** The topic of an existing stream. */
  public String topic(String stream) {
    return look(stream);
  }

  private String look(String stream) {
    String known = topics.get(stream);
    if (known != null) {
      return known;
    }
    String found = find(stream);
    // Strangers choose these names: what is not allowed is not remembered, and the rest up to a
    // limit.
    if (!found.equals(NOT_ALLOWED) && topics.size() < REMEMBERED) {
      topics.put(stream, found);
    }
    return found;
  }

  private String find(String stream) {
    if (!LEGAL.matcher(stream).matches() || !allowed.test(stream)) {
      return NOT_ALLOWED;
    }
    String name = topic.render(variable -> stream);
    boolean legal = LEGAL.matcher(name).matches() && !name.equals(".") && !name.equals("..");
    return legal ? name : NOT_ALLOWED;
  }
}
