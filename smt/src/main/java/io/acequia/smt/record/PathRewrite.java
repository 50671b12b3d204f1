package io.acequia.smt.record;

import io.acequia.commons.path.FieldPath;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.jspecify.annotations.Nullable;

/**
 * Changes what lies at some paths of a value, and its schema with it. Compiles the paths once for
 * each schema, so that a record costs one walk over what the paths touch: only that is copied, and
 * the value given is never modified. Paths that lead nowhere are passed over; a path below another
 * one's end has no effect. Not thread-safe.
 */
public final class PathRewrite {

  private final List<Tail> tails;
  private final Leaf leaf;
  private final SchemaCache<Rewrite> rewrites;

  /** For values without schema; made at the first one. */
  private @Nullable Rewrite open;

  public PathRewrite(List<FieldPath> paths, Leaf leaf) {
    this.tails = Tail.of(paths);
    this.leaf = leaf;
    this.rewrites = new SchemaCache<>(schema -> new RewriteCompiler(leaf).at(schema, tails));
  }

  /**
   * The value with its changes: the same object if there were none.
   *
   * @param schema of the value, or null
   * @throws org.apache.kafka.connect.errors.DataException if a value cannot be changed, or if a
   *     path would give one element of an array or map another type than the others
   */
  public @Nullable Object value(@Nullable Schema schema, @Nullable Object value) {
    return value == null ? null : rewrite(schema).value(value);
  }

  /**
   * The schema of the changed values: the same object if it stays, null for null.
   *
   * @throws org.apache.kafka.connect.errors.DataException as {@link #value} does
   */
  public @Nullable Schema schema(@Nullable Schema schema) {
    return schema == null ? null : rewrite(schema).schema();
  }

  /** Both together. */
  public SchemaAndValue apply(@Nullable Schema schema, @Nullable Object value) {
    return new SchemaAndValue(schema(schema), value(schema, value));
  }

  private Rewrite rewrite(@Nullable Schema schema) {
    if (schema != null) {
      return rewrites.get(schema);
    }
    Rewrite rewrite = open;
    if (rewrite == null) {
      rewrite = OpenRewrite.of(tails, leaf);
      open = rewrite;
    }
    return rewrite;
  }
}
