package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import io.acequia.streams.transforms.state.ValueCodec;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts the most frequent values in bounded room (A. Metwally, D. Agrawal, A. El Abbadi, Efficient
 * computation of frequent and top-k elements in data streams, 2005: Space-Saving): a new value
 * takes the place of the least frequent one and its count, which it notes as its error. Merged as
 * in P. Agarwal and others, Mergeable summaries, 2012.
 *
 * <p>Exact as long as there are no more different values than counters. Beyond, a count is never
 * too low, and too high by at most its error, which is at most (values seen) / (counters); every
 * value more frequent than that is found.
 */
final class FrequentValues {

  /** Most frequent first; equally frequent ones by value. */
  private static final Comparator<Counter> ORDER =
      Comparator.comparingLong((Counter counter) -> -counter.count)
          .thenComparing(counter -> counter.value, ValueOrder.INSTANCE);

  private final int capacity;
  private final Map<Object, Counter> counters = new LinkedHashMap<>();

  FrequentValues(int capacity) {
    this.capacity = capacity;
  }

  /** What is known of one value: at least {@code count - error}, at most {@code count}. */
  static final class Counter {
    final Object value;
    long count;
    long error;

    Counter(Object value, long count, long error) {
      this.value = value;
      this.count = count;
      this.error = error;
    }
  }

  void add(Object value) {
    Counter known = counters.get(value);
    if (known != null) {
      known.count++;
      return;
    }
    long floor = 0;
    if (counters.size() == capacity) {
      Counter least = least();
      counters.remove(least.value);
      floor = least.count;
    }
    counters.put(value, new Counter(value, floor + 1, floor));
  }

  void merge(FrequentValues other) {
    long mine = floor();
    long theirs = other.floor();
    Map<Object, Counter> all = new LinkedHashMap<>();
    for (Counter counter : counters.values()) {
      Counter same = other.counters.get(counter.value);
      all.put(counter.value, sum(counter, same == null ? unseen(counter.value, theirs) : same));
    }
    for (Counter counter : other.counters.values()) {
      if (!counters.containsKey(counter.value)) {
        all.put(counter.value, sum(unseen(counter.value, mine), counter));
      }
    }
    counters.clear();
    all.values().stream()
        .sorted(ORDER)
        .limit(capacity)
        .forEach(counter -> counters.put(counter.value, counter));
  }

  List<Counter> top(int number) {
    return counters.values().stream().sorted(ORDER).limit(number).toList();
  }

  void clear() {
    counters.clear();
  }

  void write(StateWriter out) {
    out.writeUnsigned(counters.size());
    for (Counter counter : counters.values()) {
      ValueCodec.write(out, counter.value);
      out.writeUnsigned(counter.count).writeUnsigned(counter.error);
    }
  }

  void read(StateReader in) {
    counters.clear();
    int size = in.readCount();
    if (size > capacity) {
      throw in.broken("more values are counted than the plan allows");
    }
    for (int i = 0; i < size; i++) {
      Object value = ValueCodec.readPresent(in);
      counters.put(value, new Counter(value, in.readUnsigned(), in.readUnsigned()));
    }
  }

  /** How often a value may have come that is not counted. */
  private long floor() {
    return counters.size() < capacity ? 0 : least().count;
  }

  /** The oldest of the least frequent ones: the order of entries is stored, so this is stable. */
  private Counter least() {
    Counter least = new Counter("", Long.MAX_VALUE, 0);
    for (Counter counter : counters.values()) {
      if (counter.count < least.count) {
        least = counter;
      }
    }
    return least;
  }

  private static Counter unseen(Object value, long floor) {
    return new Counter(value, floor, floor);
  }

  private static Counter sum(Counter a, Counter b) {
    return new Counter(a.value, a.count + b.count, a.error + b.error);
  }
}
