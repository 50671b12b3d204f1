package io.acequia.smt.flatten;

import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/**
 * How structs of one schema are flattened.
 *
 * @param schema of the flat structs; the very one of the nested if there is nothing to flatten
 * @param steps what a struct takes
 * @param same whether there is nothing to flatten
 * @param lengths of the arrays that it has fields for, by their flat names
 */
record StructPlan(Schema schema, Step steps, boolean same, Map<String, Integer> lengths) {

  Struct run(Struct struct) {
    if (same) {
      return struct;
    }
    Struct flat = new Struct(schema);
    steps.run(struct, flat);
    return flat;
  }

  static DataException collision(String name) {
    return new DataException(
        "two fields would be called '"
            + name
            + "' when flattened; collisions says which one counts");
  }

  static void requireElements(int elements, String name, FlattenOptions options) {
    if (elements > options.maxElements()) {
      throw new DataException(
          "'"
              + name
              + "' has "
              + elements
              + " elements, more than max.elements="
              + options.maxElements()
              + " become fields");
    }
  }

  static void requireFields(int fields, FlattenOptions options) {
    if (fields > options.maxFields()) {
      throw new DataException(
          "the flat record would have more than max.fields=" + options.maxFields() + " fields");
    }
  }
}
