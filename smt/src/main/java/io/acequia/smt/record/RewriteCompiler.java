package io.acequia.smt.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.jspecify.annotations.Nullable;

/** Lays paths over a schema. */
final class RewriteCompiler {

  private final Leaf leaf;

  RewriteCompiler(Leaf leaf) {
    this.leaf = leaf;
  }

  /** Without an effect if no path leads anywhere. */
  Rewrite at(Schema schema, List<Tail> tails) {
    Rewrite found = find(schema, tails);
    return found == null ? Rewrite.of(new Change(schema, value -> value)) : found;
  }

  private @Nullable Rewrite find(Schema schema, List<Tail> tails) {
    if (tails.isEmpty()) {
      return null;
    }
    for (Tail tail : tails) {
      if (tail.isEnd()) {
        return Rewrite.of(leaf.at(tail.path(), schema));
      }
    }
    return switch (schema.type()) {
      case STRUCT -> struct(schema, tails);
      case ARRAY -> array(schema, tails);
      case MAP -> map(schema, tails);
      default -> null;
    };
  }

  private @Nullable Rewrite struct(Schema schema, List<Tail> tails) {
    List<Field> fields = schema.fields();
    @Nullable Rewrite[] rewrites = new Rewrite[fields.size()];
    boolean any = false;
    boolean sameSchema = true;
    for (Field field : fields) {
      List<Tail> below =
          tails.stream().filter(tail -> tail.leadsTo(field.name())).map(Tail::next).toList();
      Rewrite rewrite = find(field.schema(), below);
      rewrites[field.index()] = rewrite;
      any |= rewrite != null;
      sameSchema &= rewrite == null || rewrite.schema() == field.schema();
    }
    if (!any) {
      return null;
    }
    return sameSchema
        ? new StructRewrite(schema, schema, rewrites)
        : restructured(schema, rewrites);
  }

  private static Rewrite restructured(Schema schema, @Nullable Rewrite[] rewrites) {
    SchemaBuilder builder = like(SchemaBuilder.struct(), schema);
    for (Field field : schema.fields()) {
      Rewrite rewrite = rewrites[field.index()];
      builder.field(
          field.name(),
          rewrite == null ? field.schema() : Objects.requireNonNull(rewrite.schema()));
    }
    if (schema.defaultValue() instanceof Struct fallback) {
      // A builder takes a struct as default only if that was made from the builder itself.
      builder.defaultValue(new StructRewrite(fallback.schema(), builder, rewrites).value(fallback));
    }
    return new StructRewrite(schema, builder.build(), rewrites);
  }

  private @Nullable Rewrite array(Schema schema, List<Tail> tails) {
    Schema elements = schema.valueSchema();
    List<Tail> every = tails.stream().filter(Tail::isWildcard).map(Tail::next).toList();
    Rewrite all = find(elements, every);
    List<ListRewrite.Position> positions = new ArrayList<>();
    for (int position : ListRewrite.positions(tails)) {
      List<Tail> below =
          tails.stream().filter(tail -> tail.leadsTo(position)).map(Tail::next).toList();
      Rewrite one = find(elements, below);
      if (one != null) {
        requireOneType(all == null ? elements : all.schema(), one, tails);
        positions.add(new ListRewrite.Position(position, one));
      }
    }
    if (all == null && positions.isEmpty()) {
      return null;
    }
    Schema after = all == null ? elements : Objects.requireNonNull(all.schema());
    return new ListRewrite(
        after == elements ? schema : like(SchemaBuilder.array(after), schema).build(),
        all,
        positions);
  }

  private @Nullable Rewrite map(Schema schema, List<Tail> tails) {
    Schema values = schema.valueSchema();
    List<Tail> every = tails.stream().filter(Tail::isWildcard).map(Tail::next).toList();
    Rewrite all = find(values, every);
    MapRewrite.Keys keys = new MapRewrite.Keys();
    for (String key : MapRewrite.keys(tails)) {
      List<Tail> below = tails.stream().filter(tail -> tail.leadsTo(key)).map(Tail::next).toList();
      Rewrite one = find(values, below);
      if (one != null) {
        requireOneType(all == null ? values : all.schema(), one, tails);
        keys.put(key, one);
      }
    }
    if (all == null && keys.isEmpty()) {
      return null;
    }
    Schema after = all == null ? values : Objects.requireNonNull(all.schema());
    return new MapRewrite(
        after == values
            ? schema
            : like(SchemaBuilder.map(schema.keySchema(), after), schema).build(),
        all,
        keys);
  }

  private static void requireOneType(@Nullable Schema others, Rewrite one, List<Tail> tails) {
    if (!Objects.equals(others, one.schema())) {
      throw new DataException(
          "the path '"
              + tails.get(0).path()
              + "' would give one element another type than the others have; use '*'");
    }
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
