package io.acequia.smt.flatten;

import io.acequia.commons.schema.OpenStructs;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.ConnectSchema;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Makes the plan for one schema; used once. */
final class PlanCompiler {

  private record Leaf(Schema schema, Step.Copy copy) {}

  private final FlattenOptions options;
  private final Selection selection;
  private final Map<String, Integer> lengths;
  private final Growth growth;
  private final Map<String, Leaf> leaves = new LinkedHashMap<>();
  private OpenStructs open = new OpenStructs();
  private boolean same = true;

  /**
   * @param lengths of arrays by their flat names, for which there shall be fields
   * @param growth told of longer ones
   */
  PlanCompiler(
      FlattenOptions options, Selection selection, Map<String, Integer> lengths, Growth growth) {
    this.options = options;
    this.selection = selection;
    this.lengths = lengths;
    this.growth = growth;
  }

  /**
   * @throws DataException if two fields get one name, there are too many, or there is no end of
   *     them because a struct contains itself
   */
  StructPlan compile(Schema schema) {
    Step steps = root(schema);
    if (same) {
      return new StructPlan(schema, steps, true, lengths);
    }
    SchemaBuilder flat = like(SchemaBuilder.struct(), schema);
    leaves.forEach(
        (name, leaf) -> {
          flat.field(name, leaf.schema);
          leaf.copy.target = flat.field(name);
        });
    if (schema.defaultValue() instanceof Struct nested) {
      // A builder takes a struct as default only if that was made from the builder itself.
      Struct fallback = new Struct(flat);
      steps.run(nested, fallback);
      flat.defaultValue(fallback);
    }
    return new StructPlan(flat.build(), steps, false, lengths);
  }

  private Step root(Schema schema) {
    open.enter(schema);
    List<Field> fields = schema.fields();
    Step[] steps = new Step[fields.size()];
    for (Field field : fields) {
      steps[field.index()] =
          selection.has(field.name())
              ? step(field.name(), field.schema(), false, 0)
              : leaf(field.name(), field.schema(), false);
    }
    return new Step.Fields(fields, steps);
  }

  /**
   * @param optional whether something around the value may be missing
   * @param level how many containers were dissolved around it
   */
  private Step step(String name, Schema schema, boolean optional, int level) {
    return switch (schema.type()) {
      case STRUCT ->
          options.reaches(level)
              ? struct(name, schema, optional, level)
              : leaf(name, schema, optional);
      case ARRAY -> array(name, schema, optional, level);
      case MAP ->
          options.maps() == MapPolicy.JSON
              ? json(name, schema, optional)
              : leaf(name, schema, optional);
      default -> leaf(name, schema, optional);
    };
  }

  private Step struct(String name, Schema schema, boolean optional, int level) {
    // A limited depth is an end, too.
    boolean endless = options.depth() == 0 && !open.enter(schema);
    if (endless) {
      throw new DataException(
          "the field '"
              + name
              + "' is a record inside itself, which has no last field: set depth to flatten so many"
              + " levels of it");
    }
    same = false;
    List<Field> fields = schema.fields();
    Step[] steps = new Step[fields.size()];
    boolean missing = optional || schema.isOptional();
    for (Field field : fields) {
      String inside = name + options.delimiter() + field.name();
      steps[field.index()] = step(inside, field.schema(), missing, level + 1);
    }
    if (options.depth() == 0) {
      open.leave();
    }
    return new Step.Fields(fields, steps);
  }

  private Step array(String name, Schema schema, boolean optional, int level) {
    if (options.arrays() == ArrayPolicy.JSON) {
      return json(name, schema, optional);
    }
    if (options.arrays() == ArrayPolicy.KEEP || !options.reaches(level)) {
      return leaf(name, schema, optional);
    }
    same = false;
    Step[] steps = new Step[lengths.getOrDefault(name, 0)];
    // Arrays that a struct has of itself end where the records' do.
    OpenStructs around = open;
    open = new OpenStructs();
    for (int i = 0; i < steps.length; i++) {
      // Optional: the next record may have fewer.
      steps[i] = step(name + options.delimiter() + i, schema.valueSchema(), true, level + 1);
    }
    open = around;
    return new Step.Elements(name, steps, growth, options);
  }

  private Step json(String name, Schema schema, boolean optional) {
    same = false;
    boolean missing = optional || schema.isOptional();
    Schema text = missing ? Schema.OPTIONAL_STRING_SCHEMA : Schema.STRING_SCHEMA;
    return new Step.Json(add(name, text), name);
  }

  private Step leaf(String name, Schema schema, boolean optional) {
    boolean stays = !optional || (schema.isOptional() && schema.defaultValue() == null);
    if (stays) {
      return add(name, schema);
    }
    Schema missing = optionalWithoutDefault(schema);
    Step.Copy copy = add(name, missing);
    return schema.type() == Schema.Type.STRUCT ? new Step.Restruct(copy, missing) : copy;
  }

  private Step.Copy add(String name, Schema schema) {
    Step.Copy copy = new Step.Copy();
    Leaf leaf = new Leaf(schema, copy);
    Leaf before = leaves.putIfAbsent(name, leaf);
    if (before != null) {
      same = false;
      switch (options.collisions()) {
        case FAIL -> throw StructPlan.collision(name);
        case FIRST -> {}
        case LAST -> leaves.put(name, leaf);
        case RENAME -> {
          int number = 2;
          while (leaves.putIfAbsent(name + "_" + number, leaf) != null) {
            number++;
          }
        }
      }
    }
    StructPlan.requireFields(leaves.size(), options);
    return copy;
  }

  private static Schema optionalWithoutDefault(Schema schema) {
    Schema.Type type = schema.type();
    boolean map = type == Schema.Type.MAP;
    return new ConnectSchema(
        type,
        true,
        null,
        schema.name(),
        schema.version(),
        schema.doc(),
        schema.parameters(),
        type == Schema.Type.STRUCT ? schema.fields() : null,
        map ? schema.keySchema() : null,
        map || type == Schema.Type.ARRAY ? schema.valueSchema() : null);
  }

  /** Name, version, documentation, parameters and optionality; no default. */
  private static SchemaBuilder like(SchemaBuilder builder, Schema schema) {
    builder.name(schema.name()).version(schema.version()).doc(schema.doc());
    if (schema.parameters() != null) {
      builder.parameters(schema.parameters());
    }
    return schema.isOptional() ? builder.optional() : builder.required();
  }
}
