package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.plan.Window;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.kstream.Windowed;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Holds the states of windows back until they are closed, or the batch has come to its end. Its
 * store has them in the order of their ends: for each the time of its last row, then its state.
 *
 * <p>The time is that of the changes and not of the task, whose cache may still hold a change of a
 * window that is closed by the rows that have come since; the cache gives changes in the order in
 * which they were made.
 */
final class CloseStage
    implements Processor<Windowed<List<@Nullable Object>>, byte[], Object, byte[]> {

  static final String STORE = "on-close";

  private static final Duration ASKING = Duration.ofMillis(200);

  /** How many are read before they are written: a store must not change while it is read. */
  private static final int BATCH = 1_000;

  private final long delay;
  private final WindowClosing closing;
  private final Serializer<List<@Nullable Object>> groups = Compilation.GROUPS.serializer();
  private @Nullable ProcessorContext<Object, byte[]> context;
  private @Nullable KeyValueStore<Bytes, byte[]> held;
  private @Nullable Cancellable asking;
  private long time = -1;
  private boolean closed;

  /** The first end of a window that is held, or earlier. */
  private long firstEnd = Long.MIN_VALUE;

  CloseStage(Window window, WindowClosing closing) {
    Duration gap = window.gap();
    // The end of a sliding window belongs to it: there may be another row of that time.
    long last = window.type() == Window.Type.SLIDING ? 1 : 0;
    this.delay = window.grace().toMillis() + (gap == null ? 0 : gap.toMillis()) + last;
    this.closing = closing;
  }

  @Override
  public void init(ProcessorContext<Object, byte[]> processorContext) {
    context = processorContext;
    held = processorContext.getStateStore(STORE);
    closing.add(this);
    asking =
        processorContext.schedule(
            ASKING, PunctuationType.WALL_CLOCK_TIME, now -> closeAllIfAsked());
  }

  @Override
  public void process(Record<Windowed<List<@Nullable Object>>, byte[]> record) {
    long end = record.key().window().end();
    byte[] state = record.value();
    Bytes key = key(record.key());
    if (state == null) { // a session that has become part of another one
      Context.of(held).delete(key);
    } else {
      byte[] value =
          ByteBuffer.allocate(8 + state.length).putLong(record.timestamp()).put(state).array();
      Context.of(held).put(key, value);
      firstEnd = Math.min(firstEnd, end);
    }
    time = Math.max(time, record.timestamp());
    if (firstEnd <= time - delay) {
      close(time - delay);
    }
  }

  private void closeAllIfAsked() {
    if (closed) {
      // The commit that was requested lies between two calls: now others see what was written.
      closing.remove(this);
      Context.of(asking).cancel();
    } else if (closing.isAsked()) {
      close(Long.MAX_VALUE - 1);
      Context.of(context).commit();
      closed = true;
    }
  }

  /** Writes the windows that end at a time or before it. */
  private void close(long last) {
    boolean more = true;
    while (more) {
      List<KeyValue<Bytes, byte[]>> closed = new ArrayList<>();
      firstEnd = Long.MAX_VALUE;
      try (KeyValueIterator<Bytes, byte[]> windows = Context.of(held).range(null, null)) {
        while (windows.hasNext() && closed.size() < BATCH && firstEnd == Long.MAX_VALUE) {
          KeyValue<Bytes, byte[]> window = windows.next();
          long end = ByteBuffer.wrap(window.key.get()).getLong();
          if (end > last) {
            firstEnd = end;
          } else {
            closed.add(window);
          }
        }
      }
      closed.forEach(this::write);
      more = closed.size() == BATCH;
    }
  }

  private void write(KeyValue<Bytes, byte[]> window) {
    Context.of(held).delete(window.key);
    ByteBuffer key = ByteBuffer.wrap(window.key.get());
    long end = key.getLong();
    long start = key.getLong();
    byte[] group = new byte[key.remaining()];
    key.get(group);
    ByteBuffer value = ByteBuffer.wrap(window.value);
    long timestamp = value.getLong();
    byte[] state = new byte[value.remaining()];
    value.get(state);
    var windowed = new Windowed<>(groupOf(group), new Span(start, end));
    Context.of(context).forward(new Record<>(windowed, state, timestamp));
  }

  private static List<@Nullable Object> groupOf(byte[] group) {
    return Compilation.GROUPS.deserializer().deserialize(STORE, group);
  }

  private Bytes key(Windowed<List<@Nullable Object>> window) {
    byte[] group = groups.serialize(STORE, window.key());
    return Bytes.wrap(
        ByteBuffer.allocate(16 + group.length)
            .putLong(window.window().end())
            .putLong(window.window().start())
            .put(group)
            .array());
  }

  /** From where to where a window is, of whatever kind; a session of one row has no length. */
  private static final class Span extends org.apache.kafka.streams.kstream.Window {

    Span(long start, long end) {
      super(start, end);
    }

    @Override
    public boolean overlap(org.apache.kafka.streams.kstream.Window other) {
      return start() <= other.end() && end() >= other.start();
    }
  }

  @Override
  public void close() {
    closing.remove(this);
  }
}
