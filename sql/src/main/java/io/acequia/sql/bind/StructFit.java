package io.acequia.sql.bind;

import io.acequia.sql.eval.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Puts structs under the schema of their column. A struct that may be missing has an optional
 * schema there and a required one where it comes from, and Connect takes a struct only under the
 * very schema that it was made with.
 */
final class StructFit {

  private StructFit() {}

  /** The code itself if its values have no structs, directly or as elements. */
  static Code of(Code code, Schema schema) {
    return hasStructs(schema) ? row -> fit(code.eval(row), schema) : code;
  }

  private static boolean hasStructs(Schema schema) {
    return switch (schema.type()) {
      case STRUCT -> true;
      case ARRAY, MAP -> hasStructs(schema.valueSchema());
      default -> false;
    };
  }

  private static @Nullable Object fit(@Nullable Object value, Schema schema) {
    if (value instanceof Struct struct) {
      return fit(struct, schema);
    }
    if (value instanceof List<?> list && hasStructs(schema.valueSchema())) {
      List<@Nullable Object> fitted = new ArrayList<>(list.size());
      for (Object element : list) {
        fitted.add(fit(element, schema.valueSchema()));
      }
      return fitted;
    }
    if (value instanceof Map<?, ?> map && hasStructs(schema.valueSchema())) {
      Map<Object, @Nullable Object> fitted = new LinkedHashMap<>();
      map.forEach((key, element) -> fitted.put(key, fit(element, schema.valueSchema())));
      return fitted;
    }
    return value;
  }

  private static Struct fit(Struct struct, Schema schema) {
    if (struct.schema() == schema || struct.schema().equals(schema)) {
      return struct;
    }
    Struct fitted = new Struct(schema);
    List<Field> from = struct.schema().fields();
    List<Field> to = schema.fields();
    for (int i = 0; i < to.size(); i++) {
      fitted.put(to.get(i), struct.get(from.get(i)));
    }
    return fitted;
  }
}
