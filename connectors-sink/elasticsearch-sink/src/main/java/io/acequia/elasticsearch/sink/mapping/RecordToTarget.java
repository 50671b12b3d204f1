package io.acequia.elasticsearch.sink.mapping;

import io.acequia.commons.path.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;

/** Tells where a record's document goes. Not thread-safe. */
public final class RecordToTarget {
  private final DocumentOptions options;
  private final RecordFields fields;
  private final DocumentId ids;
  private @Nullable String lastRendered;
  private String lastIndex = "";

  public RecordToTarget(DocumentOptions options) {
    this.options = options;
    List<FieldPath> paths = new ArrayList<>(options.index().fields());
    if (options.routing() != null) {
      paths.addAll(options.routing().fields());
    }
    if (options.idMode() == IdMode.RECORD_VALUE) {
      paths.addAll(options.idFields());
    }
    if (options.timeField() != null && needsTime(options)) {
      paths.add(options.timeField());
    }
    this.fields = new RecordFields(paths, options.timeField());
    this.ids = new DocumentId(options.idMode(), options.idFields());
  }

  private static boolean needsTime(DocumentOptions options) {
    return options.stamped()
        || options.index().isTimed()
        || (options.routing() != null && options.routing().isTimed());
  }

  /**
   * Where this record goes; the record stays the one that {@link #fields} tells of.
   *
   * @throws DataException if it has no id, or an index with a name that no index may have
   */
  public Target read(SinkRecord record) {
    fields.read(record);
    String id = ids.of(record, fields);
    String rendered = options.index().render(fields);
    if (!rendered.equals(lastRendered)) {
      lastIndex = IndexName.of(rendered);
      lastRendered = rendered;
    }
    NameTemplate routing = options.routing();
    return new Target(lastIndex, id, routing == null ? null : routing.render(fields));
  }

  RecordFields fields() {
    return fields;
  }
}
