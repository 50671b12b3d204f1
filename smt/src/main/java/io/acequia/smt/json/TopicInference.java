package io.acequia.smt.json;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.PathRewrite;
import io.acequia.smt.record.SchemaCache;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Infers the schemas of one topic's texts. A record that needs a wider schema is walked twice: to
 * see what it has, and to convert it.
 */
final class TopicInference {

  /** What all topics share. */
  record Settings(
      JsonTexts texts,
      List<FieldPath> fields,
      String where,
      @Nullable String name,
      int maxFields,
      boolean roundLongs) {

    InferredSchema newSchema(String path) {
      return new InferredSchema(path, name, maxFields, roundLongs);
    }
  }

  private final Settings settings;
  private final InferredSchema root;

  /** Of paths without wildcard: they stay when the record's own schema evolves. */
  private final Map<String, InferredSchema> named = new HashMap<>();

  /** Of paths with wildcards: one for each place to which they lead in a schema. */
  private final SchemaCache<Places> wild = new SchemaCache<>(schema -> new Places());

  private PathRewrite rewrite;
  private @Nullable Places places;

  /** Those that the record at hand does not fit. */
  private final List<InferredSchema> tooNarrow = new ArrayList<>();

  TopicInference(Settings settings) {
    this.settings = settings;
    this.root = settings.newSchema(settings.where);
    this.rewrite = new PathRewrite(settings.fields, this::change);
  }

  /**
   * @throws DataException if a text cannot be parsed, or contradicts those before
   */
  SchemaAndValue apply(@Nullable Schema schema, Object value) {
    try {
      SchemaAndValue result = walk(schema, value);
      if (tooNarrow.isEmpty()) {
        return result;
      }
      tooNarrow.forEach(InferredSchema::widen);
      tooNarrow.clear();
      rewrite = new PathRewrite(settings.fields, this::change);
      return walk(schema, value);
    } finally {
      if (!tooNarrow.isEmpty()) {
        tooNarrow.forEach(InferredSchema::forget);
        tooNarrow.clear();
      }
    }
  }

  private SchemaAndValue walk(@Nullable Schema schema, Object value) {
    if (settings.fields.isEmpty()) {
      Object parsed = read(value, settings.where, root);
      return new SchemaAndValue(root.schema(), parsed);
    }
    if (schema != null) {
      places = wild.get(schema);
      places.next = 0;
    }
    return rewrite.apply(schema, value);
  }

  private Change change(FieldPath path, @Nullable Schema schema) {
    String name = path.toString();
    if (schema == null) {
      return new Change(null, text -> settings.texts.read(text, name));
    }
    JsonTexts.requireText(schema, name);
    InferredSchema inferred =
        path.hasWildcard() && places != null
            ? places.next(name)
            : named.computeIfAbsent(name, settings::newSchema);
    return new Change(inferred.schema(), text -> read(text, name, inferred));
  }

  private @Nullable Object read(@Nullable Object text, String path, InferredSchema inferred) {
    return settings.texts.read(
        text,
        path,
        tree -> {
          Object converted = inferred.accept(tree);
          if (inferred.mustWiden()) {
            tooNarrow.add(inferred);
          }
          return converted;
        });
  }

  /** The schemas in the order in which a schema's compilation asks for them, always the same. */
  private final class Places {

    private final List<InferredSchema> schemas = new ArrayList<>();
    private int next;

    InferredSchema next(String path) {
      if (next == schemas.size()) {
        schemas.add(settings.newSchema(path));
      }
      return schemas.get(next++);
    }
  }
}
