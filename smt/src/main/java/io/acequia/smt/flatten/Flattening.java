package io.acequia.smt.flatten;

import io.acequia.commons.path.FieldPath;
import io.acequia.smt.record.Change;
import io.acequia.smt.record.PathRewrite;
import io.acequia.smt.record.SchemaCache;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/**
 * Flattens records, or single fields of them: each into the struct or map that has it. Plans are
 * made once for each schema. Not thread-safe.
 */
public final class Flattening {

  /** The flatteners of one container, by its schema. */
  private record Container(MapFlattener maps, SchemaCache<StructFlattener> structs) {}

  private final FlattenOptions options;
  private final Container root;
  private final Map<String, Container> nested = new HashMap<>();
  private final List<FieldPath> parents;
  private @Nullable PathRewrite rewrite;

  /** Those that have no fields for all elements of the record at hand. */
  private final Set<StructFlattener> tooSmall = new LinkedHashSet<>();

  /** Those that got more fields for the record at hand. */
  private final Set<StructFlattener> grown = new LinkedHashSet<>();

  /**
   * @param fields to flatten; none for all
   * @throws ConfigException if a path ends at an element of an array
   */
  public Flattening(FlattenOptions options, List<FieldPath> fields) {
    this.options = options;
    Selections selections = Selections.of(fields);
    this.root = container(selections.root());
    selections.nested().forEach((path, chosen) -> nested.put(path, container(chosen)));
    this.parents = selections.nested().keySet().stream().map(FieldPath::parse).toList();
    this.rewrite = newRewrite();
  }

  private Container container(Selection selection) {
    return new Container(
        new MapFlattener(options, selection),
        new SchemaCache<>(schema -> new StructFlattener(schema, options, selection)));
  }

  private @Nullable PathRewrite newRewrite() {
    return parents.isEmpty() ? null : new PathRewrite(parents, this::change);
  }

  /**
   * The flat value and its schema.
   *
   * @param value a Struct or a Map; never modified
   * @throws DataException if two fields get one name, or a limit is passed
   */
  public SchemaAndValue apply(@Nullable Schema schema, Object value) {
    try {
      SchemaAndValue inside = rewrite == null ? null : flattenInside(rewrite, schema, value);
      SchemaAndValue flat =
          inside == null
              ? flattenRoot(schema, value)
              : flattenRoot(inside.schema(), Objects.requireNonNull(inside.value()));
      grown.forEach(StructFlattener::settle);
      return flat;
    } catch (DataException e) {
      // What is refused must not leave fields behind.
      grown.forEach(StructFlattener::undo);
      tooSmall.forEach(StructFlattener::undo);
      rewrite = newRewrite();
      throw e;
    } finally {
      grown.clear();
      tooSmall.clear();
    }
  }

  /**
   * The schema of flat structs, as far as arrays do not decide it.
   *
   * @throws DataException if two fields get one name, or there are too many
   */
  Schema schema(Schema schema) {
    return root.structs.get(schema).schema();
  }

  private SchemaAndValue flattenRoot(@Nullable Schema schema, Object value) {
    if (value instanceof Map<?, ?> map) {
      return new SchemaAndValue(schema, root.maps.flatten(map));
    }
    if (!(value instanceof Struct struct)) {
      throw new DataException("a " + value.getClass().getName() + " cannot be flattened");
    }
    StructFlattener flattener = root.structs.get(struct.schema());
    Struct flat = run(flattener, struct);
    while (!tooSmall.isEmpty()) {
      grow();
      flat = run(flattener, struct);
    }
    return new SchemaAndValue(flat.schema(), flat);
  }

  private SchemaAndValue flattenInside(PathRewrite first, @Nullable Schema schema, Object value) {
    SchemaAndValue flat = first.apply(schema, value);
    while (!tooSmall.isEmpty()) {
      grow();
      PathRewrite wider = new PathRewrite(parents, this::change);
      rewrite = wider;
      flat = wider.apply(schema, value);
    }
    return flat;
  }

  private void grow() {
    grown.addAll(tooSmall);
    tooSmall.forEach(StructFlattener::grow);
    tooSmall.clear();
  }

  private Change change(FieldPath path, @Nullable Schema schema) {
    Container container = Objects.requireNonNull(nested.get(path.toString()));
    if (schema == null) {
      return new Change(
          null, value -> value instanceof Map<?, ?> map ? container.maps.flatten(map) : value);
    }
    if (schema.type() != Schema.Type.STRUCT) {
      return new Change(schema, value -> value);
    }
    StructFlattener flattener = container.structs.get(schema);
    return new Change(
        flattener.schema(),
        value -> value instanceof Struct struct ? run(flattener, struct) : value);
  }

  private Struct run(StructFlattener flattener, Struct struct) {
    try {
      return flattener.run(struct);
    } finally {
      if (flattener.mustGrow()) {
        tooSmall.add(flattener);
      }
    }
  }
}
