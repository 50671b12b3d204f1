package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.topology.RandomPlansTest.Windowing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Events in their windows, by the definitions and without thought of memory: keeps all of them, and
 * says which came after a window of theirs was closed.
 */
final class NaiveWindows {

  /** An event. */
  record Event(int id, long at, String k, String g, @Nullable Integer n, double w) {

    String json() {
      return "{\"id\": %d, \"at\": %d, \"k\": \"%s\", \"g\": \"%s\", \"n\": %s, \"w\": %s}"
          .formatted(id, at, k, g, n, w);
    }

    Event notAfter(long time) {
      return new Event(id, Math.min(at, time), k, g, n, w);
    }
  }

  /** A group in a window; without window from 0 to 0. */
  record Group(List<Object> key, long start, long end) {

    static Group of(List<Object> key, Map<String, Object> row) {
      return new Group(
          List.copyOf(key), time(row.get("window_start")), time(row.get("window_end")));
    }

    private static long time(@Nullable Object text) {
      return text == null ? 0 : Instant.parse(text.toString()).toEpochMilli();
    }
  }

  private final Windowing windowing;
  private final String grouping;
  private final String condition;
  private final Map<List<Object>, List<Event>> byKey = new HashMap<>();
  private final Map<Group, List<Event>> aligned = new HashMap<>();
  private final List<String> late = new ArrayList<>();
  private long time;

  NaiveWindows(Windowing windowing, String grouping, String condition) {
    this.windowing = windowing;
    this.grouping = grouping;
    this.condition = condition;
  }

  void add(Event event) {
    if (!isTaken(event)) {
      return;
    }
    time = Math.max(time, event.at());
    byKey.computeIfAbsent(key(event), key -> new ArrayList<>()).add(event);
    if (windowing.type().equals("tumbling") || windowing.type().equals("hopping")) {
      addAligned(event);
    }
  }

  private void addAligned(Event event) {
    int closed = 0;
    long last = event.at() / windowing.advance() * windowing.advance();
    for (long start = last; start + windowing.size() > event.at(); start -= windowing.advance()) {
      long end = start + windowing.size();
      if (end + windowing.grace() <= time) {
        closed++;
      } else {
        aligned
            .computeIfAbsent(new Group(key(event), start, end), group -> new ArrayList<>())
            .add(event);
      }
    }
    if (closed > 0) {
      late.add(event.id() + " of " + closed);
    }
  }

  /** The time of the latest event that was taken. */
  long time() {
    return time;
  }

  boolean isTaken(Event event) {
    return switch (condition) {
      case "" -> true;
      case "n > 10" -> event.n() != null && event.n() > 10;
      case "n IS NOT NULL AND k <> 'a'" -> event.n() != null && !event.k().equals("a");
      case "k IN ('b', 'c', 'end')" -> !event.k().equals("a");
      default -> throw new IllegalArgumentException(condition);
    };
  }

  private List<Object> key(Event event) {
    List<Object> key = new ArrayList<>();
    if (grouping.startsWith("k")) {
      key.add(event.k());
    }
    if (grouping.contains("big")) {
      key.add(event.g().toUpperCase(Locale.ROOT));
    }
    return key;
  }

  /** Which events were late, in the order in which they came, and for how many windows. */
  List<String> late() {
    return late;
  }

  Map<Group, List<Event>> windows() {
    Map<Group, List<Event>> windows = new HashMap<>(aligned);
    byKey.forEach(
        (key, events) -> {
          switch (windowing.type()) {
            case "none" -> windows.put(new Group(key, 0, 0), events);
            case "sliding" -> sliding(key, events, windows);
            case "session" -> sessions(key, events, windows);
            default -> {}
          }
        });
    return windows;
  }

  /** Each window that ends with an event or begins just after one, if there is an event in it. */
  private void sliding(List<Object> key, List<Event> events, Map<Group, List<Event>> windows) {
    for (Event event : events) {
      for (long start : new long[] {event.at() - windowing.size(), event.at() + 1}) {
        long end = start + windowing.size();
        List<Event> members =
            events.stream().filter(each -> each.at() >= start && each.at() <= end).toList();
        if (!members.isEmpty()) {
          windows.put(new Group(key, start, end), members);
        }
      }
    }
  }

  private void sessions(List<Object> key, List<Event> events, Map<Group, List<Event>> windows) {
    TreeSet<Long> times = new TreeSet<>();
    events.forEach(event -> times.add(event.at()));
    long start = times.first();
    long end = start;
    for (long at : times) {
      if (at - end > windowing.size()) {
        put(new Group(key, start, end), events, windows);
        start = at;
      }
      end = at;
    }
    put(new Group(key, start, end), events, windows);
  }

  private static void put(Group group, List<Event> events, Map<Group, List<Event>> windows) {
    windows.put(
        group,
        events.stream()
            .filter(event -> event.at() >= group.start() && event.at() <= group.end())
            .toList());
  }
}
