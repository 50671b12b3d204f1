package io.acequia.smt.record;

import io.acequia.commons.path.FieldPath;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Changes the key or the value of records: what lies at some paths of a struct or map, or, where no
 * paths are given, a key or value that is a single text, number or the like. The schema of a null
 * changes with those of others, so that a topic keeps one; null without schema passes. Not
 * thread-safe.
 */
public final class PartRewrite {

  private final RecordPart part;
  private final String transform;
  private final @Nullable PathRewrite paths;
  private final SchemaCache<Change> wholes;
  private final Leaf leaf;

  /** Stands for the whole key or value in messages. */
  private final FieldPath itself;

  private @Nullable Change open;

  /**
   * @param transform its name, for messages
   * @param paths empty for the whole key or value
   */
  public PartRewrite(RecordPart part, String transform, List<FieldPath> paths, Leaf leaf) {
    this.part = part;
    this.transform = transform;
    this.paths = paths.isEmpty() ? null : new PathRewrite(paths, leaf);
    this.leaf = leaf;
    this.itself = FieldPath.parse(part.toString());
    this.wholes = new SchemaCache<>(schema -> leaf.at(itself, schema));
  }

  /**
   * The record with its changes; the record itself if there were none.
   *
   * @throws DataException if the key or value is not what this is for, or cannot be changed
   */
  public <R extends ConnectRecord<R>> R apply(R record) {
    Schema schema = part.schema(record);
    if (paths != null) {
      Object before = part.container(record, transform);
      return part.with(record, paths.schema(schema), paths.value(schema, before));
    }
    Object before = part.value(record);
    if (before == null && (schema == null || !schema.type().isPrimitive())) {
      return record;
    }
    if (before instanceof Struct || before instanceof Map || before instanceof List) {
      throw new DataException(
          "%s was given no fields, but the %s of this record of topic %s has some"
              .formatted(transform, part, record.topic()));
    }
    Change change = schema == null ? open() : wholes.get(schema);
    return part.with(record, change.schema(), change.value().apply(before));
  }

  private Change open() {
    Change change = open;
    if (change == null) {
      change = leaf.at(itself, null);
      open = change;
    }
    return change;
  }
}
