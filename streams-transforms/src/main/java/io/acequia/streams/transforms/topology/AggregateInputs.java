package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.aggregate.AggregateOp;
import io.acequia.streams.transforms.aggregate.AggregateOptions;
import io.acequia.streams.transforms.aggregate.AggregateSet;
import io.acequia.streams.transforms.aggregate.AggregateSpec;
import io.acequia.streams.transforms.plan.Aggregate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * What aggregates take from a row, by position: each expression with its condition once, however
 * many functions take it. Immutable.
 */
final class AggregateInputs {

  private static final Set<AggregateOp> OF_NUMBERS =
      EnumSet.of(
          AggregateOp.SUM,
          AggregateOp.AVG,
          AggregateOp.STDDEV,
          AggregateOp.STDDEV_POP,
          AggregateOp.VARIANCE,
          AggregateOp.VAR_POP,
          AggregateOp.PERCENTILE);

  private final List<Input> inputs = new ArrayList<>();
  private final List<AggregateSpec> specs = new ArrayList<>();
  private final List<String> columns = new ArrayList<>();

  AggregateInputs(Compilation compilation) {
    Map<List<@Nullable String>, Integer> places = new LinkedHashMap<>();
    List<Aggregate> aggregates = compilation.plan().aggregates();
    for (int i = 0; i < aggregates.size(); i++) {
      Aggregate aggregate = aggregates.get(i);
      int place = AggregateSpec.ROWS;
      AggregateOp op = AggregateOp.valueOf(aggregate.op().name());
      if (aggregate.field() != null || aggregate.where() != null) {
        List<@Nullable String> identity = new ArrayList<>();
        identity.add(aggregate.field());
        identity.add(aggregate.where());
        String pointer = "aggregate[" + i + "]";
        place = places.computeIfAbsent(identity, same -> add(compilation, aggregate, pointer));
        inputs.set(place, inputs.get(place).taking(OF_NUMBERS.contains(op)));
      }
      specs.addAll(specs(aggregate, op, place));
      columns.addAll(aggregate.names());
    }
  }

  private int add(Compilation compilation, Aggregate aggregate, String pointer) {
    inputs.add(
        new Input(
            compilation.optional(aggregate.field(), pointer + ".field"),
            compilation.optional(aggregate.where(), pointer + ".where"),
            pointer,
            false));
    return inputs.size() - 1;
  }

  private static List<AggregateSpec> specs(Aggregate aggregate, AggregateOp op, int place) {
    AggregateOptions options =
        AggregateOptions.DEFAULTS
            .withSketchSize(aggregate.sketch())
            .withLimit(aggregate.limit())
            .withDistinct(aggregate.distinct());
    String field = aggregate.field() == null ? "*" : aggregate.field();
    if (op != AggregateOp.PERCENTILE) {
      return List.of(new AggregateSpec(op, place, field, options));
    }
    return aggregate.percentiles().stream()
        .map(p -> new AggregateSpec(op, place, field, options.withPercentile(p)))
        .toList();
  }

  AggregateSet aggregates() {
    return AggregateSet.of(specs);
  }

  /** Puts results under their names. */
  void putResults(Map<String, @Nullable Object> row, List<@Nullable Object> results) {
    for (int i = 0; i < columns.size(); i++) {
      row.put(columns.get(i), results.get(i));
    }
  }

  /** For one thread. */
  Reader bind() {
    return new Reader(inputs.stream().map(Input::bind).toArray(BoundInput[]::new));
  }

  /** Takes the inputs from rows. */
  static final class Reader {

    private final BoundInput[] inputs;

    private Reader(BoundInput[] inputs) {
      this.inputs = inputs;
    }

    /**
     * @param more how many places stay free behind the inputs
     * @throws DataException if an input has no value, or is no number where one is needed
     */
    @Nullable Object[] read(RowView row, int more) {
      @Nullable Object[] values = new Object[inputs.length + more];
      for (int i = 0; i < inputs.length; i++) {
        values[i] = inputs[i].value(row);
      }
      return values;
    }
  }

  private record Input(
      @Nullable Expression field, @Nullable Expression where, String pointer, boolean numeric) {

    Input taking(boolean numbers) {
      return new Input(field, where, pointer, numeric || numbers);
    }

    BoundInput bind() {
      return new BoundInput(
          field == null ? null : field.bind(),
          where == null ? null : where.bindCondition(),
          pointer,
          numeric);
    }
  }

  private record BoundInput(
      Expression.@Nullable Bound field,
      Expression.@Nullable Bound where,
      String pointer,
      boolean numeric) {

    @Nullable Object value(RowView row) {
      if (where != null && !where.isTrue(row)) {
        return null;
      }
      Object value = field == null ? (Object) Boolean.TRUE : field.exact(row);
      // Said here, where the record is still the one that came in.
      if (numeric && value != null && !(value instanceof Number)) {
        throw new DataException(
            pointer + ".field is of type " + value.getClass().getSimpleName() + ", not a number");
      }
      return value;
    }
  }
}
