package io.acequia.streams.transforms.aggregate;

import io.acequia.streams.transforms.state.PlainValue;
import io.acequia.streams.transforms.state.StateReader;
import io.acequia.streams.transforms.state.StateWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.errors.DataException;

/** The most frequent values of one field; numbers in their simplest form (5.0 as 5). */
final class FrequentCell implements Cell {

  /** Longer texts are no categories, and thousands of them would make a state of megabytes. */
  private static final int LONGEST = 1024;

  private final String field;
  private final FrequentValues values;

  FrequentCell(String field, int capacity) {
    this.field = field;
    this.values = new FrequentValues(capacity);
  }

  @Override
  public void add(Object value, long timestamp, long offset) {
    Object plain = PlainValue.scalar(value, field);
    if (plain instanceof String text && text.length() > LONGEST) {
      throw new DataException(
          "The field '%s' has a text of more than %d characters, too long for top_k"
              .formatted(field, LONGEST));
    }
    values.add(ValueIdentity.of(plain));
  }

  @Override
  public void merge(Cell later) {
    values.merge(((FrequentCell) later).values);
  }

  @Override
  public void clear() {
    values.clear();
  }

  @Override
  public void write(StateWriter out) {
    values.write(out);
  }

  @Override
  public void read(StateReader in) {
    values.read(in);
  }

  @Override
  public List<Map<String, Object>> result(AggregateSpec spec) {
    return values.top(spec.limit()).stream().map(FrequentCell::row).toList();
  }

  private static Map<String, Object> row(FrequentValues.Counter counter) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("value", counter.value);
    row.put("count", counter.count);
    row.put("error", counter.error);
    return row;
  }
}
