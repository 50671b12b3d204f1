package io.acequia.streams.transforms.topology;

import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.processor.api.FixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/** Gives each row to the first branch whose condition it meets, or to none. */
final class RouteStage
    implements FixedKeyProcessor<
        Object, Map<String, @Nullable Object>, Map<String, @Nullable Object>> {

  private final List<Expression.Bound> conditions;
  private final List<String> branches;
  private final RowView view = new RowView();
  private @Nullable FixedKeyProcessorContext<Object, Map<String, @Nullable Object>> context;

  /**
   * @param branches the names of the processors behind this one
   */
  RouteStage(List<Expression> conditions, List<String> branches) {
    this.conditions = conditions.stream().map(Expression::bindCondition).toList();
    this.branches = branches;
  }

  @Override
  public void init(
      FixedKeyProcessorContext<Object, Map<String, @Nullable Object>> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(FixedKeyRecord<Object, Map<String, @Nullable Object>> record) {
    var own = Context.of(context);
    view.set(record, own);
    for (int i = 0; i < conditions.size(); i++) {
      if (conditions.get(i).isTrue(view)) {
        own.forward(record, branches.get(i));
        return;
      }
    }
  }
}
