package io.acequia.commons.path;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.config.ConfigException;

/**
 * Reads the text of a path: names with dots between them, {@code *} for every field or element,
 * {@code [0]} for one element, and back quotes around a name with odd characters (doubled for one
 * that is part of the name).
 */
final class PathParser {

  private final String text;
  private final List<Segment> segments = new ArrayList<>();
  private int at;

  PathParser(String text) {
    this.text = text;
  }

  List<Segment> parse() {
    segment();
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '.') {
        at++;
        segment();
      } else if (c == '[') {
        index();
      } else {
        throw wrong("expected '.' or '['");
      }
    }
    return List.copyOf(segments);
  }

  private void segment() {
    if (at == text.length() || text.charAt(at) == '.' || text.charAt(at) == '[') {
      throw wrong("expected a field name");
    }
    if (text.charAt(at) == '`') {
      segments.add(new Segment.Field(quoted()));
      return;
    }
    int start = at;
    while (at < text.length() && ".[]`".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    String name = text.substring(start, at).strip();
    if (name.isEmpty()) {
      throw wrong("expected a field name");
    }
    segments.add(name.equals("*") ? new Segment.Wildcard() : new Segment.Field(name));
  }

  private String quoted() {
    StringBuilder name = new StringBuilder();
    at++;
    while (at < text.length()) {
      char c = text.charAt(at++);
      if (c != '`') {
        name.append(c);
      } else if (at < text.length() && text.charAt(at) == '`') {
        name.append('`');
        at++;
      } else if (name.isEmpty()) {
        throw wrong("expected a field name between the back quotes");
      } else {
        return name.toString();
      }
    }
    throw wrong("the back quote is not closed");
  }

  private void index() {
    int end = text.indexOf(']', at);
    if (end < 0) {
      throw wrong("'[' is not closed");
    }
    String inside = text.substring(at + 1, end).strip();
    if (inside.equals("*")) {
      segments.add(new Segment.Wildcard());
    } else {
      try {
        segments.add(new Segment.Index(Integer.parseUnsignedInt(inside)));
      } catch (NumberFormatException e) {
        throw wrong("expected a number or '*' between the brackets");
      }
    }
    at = end + 1;
  }

  private ConfigException wrong(String what) {
    return new ConfigException(what + " at position " + at + " of the path '" + text + "'");
  }
}
