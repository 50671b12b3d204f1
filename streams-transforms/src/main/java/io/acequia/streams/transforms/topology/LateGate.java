package io.acequia.streams.transforms.topology;

import io.acequia.sql.time.IsoTimestamp;
import io.acequia.streams.transforms.aggregate.PartialState;
import io.acequia.streams.transforms.plan.Window;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.metrics.Sensor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Stands in front of the windows and tells the rows that come too late for them, which the DSL
 * would only count among others. It compares with the task's stream time, which is found again
 * after a restart.
 */
final class LateGate
    implements FixedKeyProcessor<List<@Nullable Object>, @Nullable Object[], Gated> {

  /** The headers of a record in the topic of late events. */
  static final String WINDOW_FROM = "acequia.late.window.from";

  static final String WINDOW_TO = "acequia.late.window.to";
  static final String WINDOWS = "acequia.late.windows";
  static final String STREAM_TIME = "acequia.late.stream.time";

  private final @Nullable Window window;
  private final String store;
  private final boolean carriesRow;
  private @Nullable FixedKeyProcessorContext<List<@Nullable Object>, Gated> context;
  private Lateness lateness = Lateness.never();
  private @Nullable Sensor late;

  /**
   * @param window null if nothing is ever late
   * @param store of the aggregation
   * @param carriesRow whether the last of the inputs is the row that is written if it is late
   */
  LateGate(@Nullable Window window, String store, boolean carriesRow) {
    this.window = window;
    this.store = store;
    this.carriesRow = carriesRow;
  }

  @Override
  public void init(FixedKeyProcessorContext<List<@Nullable Object>, Gated> processorContext) {
    context = processorContext;
    if (window != null) {
      boolean session = window.type() == Window.Type.SESSION;
      lateness = Lateness.of(window, session ? processorContext.getStateStore(store) : null);
      late =
          processorContext
              .metrics()
              .addRateTotalSensor(
                  "acequia-late",
                  processorContext.taskId().toString(),
                  "late-records",
                  Sensor.RecordingLevel.INFO);
    }
  }

  @Override
  public void process(FixedKeyRecord<List<@Nullable Object>, @Nullable Object[]> record) {
    var own = Context.of(context);
    long now = own.currentStreamTimeMs();
    Lateness.Verdict verdict = lateness.of(record.key(), record.timestamp(), now);
    if (verdict.count() > 0) {
      byte[] partial = InputsSerde.partial(record.value());
      countLate(partial);
      if (carriesRow && partial == null) {
        own.forward(
            record
                .withValue((Gated) lateRow(record.value()))
                .withHeaders(headers(record, verdict, now)));
      }
    }
    if (verdict.open()) {
      long offset = own.recordMetadata().map(RecordMetadata::offset).orElse(0L);
      @Nullable Object[] inputs = inputs(record.value());
      own.forward(record.withValue((Gated) new Gated.InTime(inputs, record.timestamp(), offset)));
    }
  }

  private void countLate(byte @Nullable [] partial) {
    long rows = partial == null ? 1 : PartialState.rows(partial);
    for (long row = 0; row < rows; row++) {
      Context.of(late).record();
    }
  }

  @Override
  public void close() {
    if (late != null) {
      Context.of(context).metrics().removeSensor(late);
    }
  }

  @SuppressWarnings("unchecked") // The stage before has put it there.
  private static Gated.Late lateRow(@Nullable Object[] values) {
    Object row = values[values.length - 1];
    return new Gated.Late(row == null ? Map.of() : (Map<String, @Nullable Object>) row);
  }

  private @Nullable Object[] inputs(@Nullable Object[] values) {
    return carriesRow && InputsSerde.partial(values) == null
        ? Arrays.copyOf(values, values.length - 1)
        : values;
  }

  private static Headers headers(
      FixedKeyRecord<?, ?> record, Lateness.Verdict verdict, long streamTime) {
    Headers headers = new RecordHeaders(record.headers());
    add(headers, WINDOW_FROM, IsoTimestamp.format(verdict.first()));
    add(headers, WINDOW_TO, IsoTimestamp.format(verdict.last()));
    add(headers, WINDOWS, Integer.toString(verdict.count()));
    add(headers, STREAM_TIME, IsoTimestamp.format(streamTime));
    return headers;
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
