package io.acequia.formats.parquet;

import io.acequia.formats.ReadLimits;
import io.acequia.formats.value.Misfit;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.parquet.schema.GroupType;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.ListLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapKeyValueTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.MapLogicalTypeAnnotation;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;

/**
 * Connect's schemas of Parquet's, also of files of older writers, whose lists have a level less.
 *
 * @see <a
 *     href="https://github.com/apache/parquet-format/blob/master/LogicalTypes.md#lists">Parquet's
 *     rules of compatibility</a>
 */
final class ParquetTypes {

  private final ReadLimits limits;

  ParquetTypes(ReadLimits limits) {
    this.limits = limits;
  }

  /**
   * The type of a file's records.
   *
   * @throws Misfit naming the field, if Connect cannot express it
   */
  ParquetType record(GroupType message) {
    return struct(message, false, 1);
  }

  private ParquetType type(Type type, boolean optional, int depth) {
    if (depth > limits.depth()) {
      throw new Misfit("is nested more than " + limits.depth() + " levels deep");
    }
    if (type.isPrimitive()) {
      return SimpleTypes.of(type.asPrimitiveType(), optional);
    }
    GroupType group = type.asGroupType();
    LogicalTypeAnnotation meaning = group.getLogicalTypeAnnotation();
    boolean wraps =
        group.getFieldCount() == 1 && group.getType(0).isRepetition(Repetition.REPEATED);
    if (meaning instanceof ListLogicalTypeAnnotation && wraps) {
      return list(group, optional, depth);
    }
    if ((meaning instanceof MapLogicalTypeAnnotation
            || meaning instanceof MapKeyValueTypeAnnotation)
        && wraps
        && !group.getType(0).isPrimitive()
        && group.getType(0).asGroupType().getFieldCount() == 2) {
      return map(group.getType(0).asGroupType(), optional, depth);
    }
    return struct(group, optional, depth);
  }

  private ParquetType struct(GroupType group, boolean optional, int depth) {
    SchemaBuilder struct = SchemaBuilder.struct();
    List<ParquetType> types = new ArrayList<>();
    boolean[] repeats = new boolean[group.getFieldCount()];
    for (Type field : group.getFields()) {
      repeats[types.size()] = field.isRepetition(Repetition.REPEATED);
      try {
        ParquetType type = type(field, field.isRepetition(Repetition.OPTIONAL), depth + 1);
        types.add(type);
        struct.field(
            field.getName(),
            field.isRepetition(Repetition.REPEATED)
                ? SchemaBuilder.array(type.schema()).build()
                : type.schema());
      } catch (Misfit misfit) {
        throw misfit.in(field.getName());
      }
    }
    Schema schema = (optional ? struct.optional() : struct).build();
    return new ParquetType(
        schema, target -> new Converters.OfStruct(target, schema, types, repeats));
  }

  private ParquetType list(GroupType list, boolean optional, int depth) {
    Type repeated = list.getType(0);
    boolean grouped = isGroupAroundElement(list, repeated);
    Type element = grouped ? repeated.asGroupType().getType(0) : repeated;
    ParquetType type =
        type(element, grouped && element.isRepetition(Repetition.OPTIONAL), depth + 1);
    return new ParquetType(
        optional(SchemaBuilder.array(type.schema()), optional),
        target -> Converters.list(target, type, grouped));
  }

  private static boolean isGroupAroundElement(GroupType list, Type repeated) {
    return !repeated.isPrimitive()
        && repeated.asGroupType().getFieldCount() == 1
        && !repeated.asGroupType().getType(0).isRepetition(Repetition.REPEATED)
        && !repeated.getName().equals("array")
        && !repeated.getName().equals(list.getName() + "_tuple");
  }

  private ParquetType map(GroupType entry, boolean optional, int depth) {
    Type value = entry.getType(1);
    ParquetType keys = type(entry.getType(0), false, depth + 1);
    ParquetType values = type(value, value.isRepetition(Repetition.OPTIONAL), depth + 1);
    return new ParquetType(
        optional(SchemaBuilder.map(keys.schema(), values.schema()), optional),
        target -> Converters.map(target, keys, values));
  }

  private static Schema optional(SchemaBuilder schema, boolean optional) {
    return (optional ? schema.optional() : schema).build();
  }
}
