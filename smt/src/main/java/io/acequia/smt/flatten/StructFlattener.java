package io.acequia.smt.flatten;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;

/**
 * Flattens structs of one schema. Where arrays become fields, the flat schema grows with the
 * longest array so far and never shrinks, so that it soon stays the same. Not thread-safe.
 */
final class StructFlattener {

  private final Schema schema;
  private final FlattenOptions options;
  private final Selection selection;
  private final Growth growth = new Growth();
  private StructPlan plan;
  private StructPlan settled;

  /**
   * @throws org.apache.kafka.connect.errors.DataException if two fields get one name, or there are
   *     too many
   */
  StructFlattener(Schema schema, FlattenOptions options, Selection selection) {
    this.schema = schema;
    this.options = options;
    this.selection = selection;
    this.plan = plan(Map.of());
    this.settled = plan;
  }

  /** The same object until {@link #grow}. */
  Schema schema() {
    return plan.schema();
  }

  /**
   * A struct of {@link #schema}; without the elements that it has no fields for, if {@link
   * #mustGrow} says so afterwards.
   *
   * @throws org.apache.kafka.connect.errors.DataException if an array is too long
   */
  Struct run(Struct struct) {
    return plan.run(struct);
  }

  boolean mustGrow() {
    return !growth.isEmpty();
  }

  /**
   * Makes fields for what {@link #run} had to leave out, until {@link #undo}.
   *
   * @throws org.apache.kafka.connect.errors.DataException if there are too many
   */
  void grow() {
    Map<String, Integer> lengths = growth.over(plan.lengths());
    growth.clear();
    plan = plan(lengths);
  }

  /** Keeps the fields that were made. */
  void settle() {
    settled = plan;
  }

  /** Back to the fields that were there when it was settled. */
  void undo() {
    growth.clear();
    plan = settled;
  }

  private StructPlan plan(Map<String, Integer> lengths) {
    return new PlanCompiler(options, selection, lengths, growth).compile(schema);
  }
}
