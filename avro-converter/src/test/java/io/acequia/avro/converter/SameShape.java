package io.acequia.avro.converter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaAndValue;
import org.apache.kafka.connect.data.Struct;

/**
 * Compares what {@code equals} of Connect's schemas cannot: trees that go on for ever, made of
 * different classes. Two schemas are the same if no path leads to a difference.
 */
final class SameShape {

  private record Pair(int one, int other) {}

  private final Set<Pair> compared = new HashSet<>();

  static void assertSame(SchemaAndValue one, SchemaAndValue other) {
    new SameShape().schemas(one.schema(), other.schema(), "");
    values(one.value(), other.value(), "");
  }

  private void schemas(Schema one, Schema other, String path) {
    if (!compared.add(new Pair(System.identityHashCode(one), System.identityHashCode(other)))) {
      return;
    }
    assertThat(facts(one)).as(path).isEqualTo(facts(other));
    switch (one.type()) {
      case ARRAY -> schemas(one.valueSchema(), other.valueSchema(), path + "[]");
      case MAP -> schemas(one.valueSchema(), other.valueSchema(), path + "{}");
      case STRUCT -> {
        assertThat(names(one)).as(path).isEqualTo(names(other));
        for (Field field : one.fields()) {
          String inside = path + "." + field.name();
          assertThat(one.field(field.name())).as(inside).isEqualTo(field);
          schemas(field.schema(), other.field(field.name()).schema(), inside);
        }
      }
      default -> {}
    }
  }

  private static List<Object> facts(Schema schema) {
    List<Object> facts = new ArrayList<>();
    facts.add(schema.type());
    facts.add(schema.isOptional());
    facts.add(schema.name());
    facts.add(schema.version());
    facts.add(schema.doc());
    facts.add(schema.parameters());
    facts.add(schema.defaultValue());
    return facts;
  }

  private static List<String> names(Schema struct) {
    return struct.fields().stream().map(Field::name).toList();
  }

  private static void values(Object one, Object other, String path) {
    if (one instanceof Struct struct) {
      for (Field field : struct.schema().fields()) {
        values(struct.get(field), ((Struct) other).get(field.name()), path + "." + field.name());
      }
    } else if (one instanceof List<?> list) {
      assertThat((List<?>) other).as(path).hasSameSizeAs(list);
      for (int i = 0; i < list.size(); i++) {
        values(list.get(i), ((List<?>) other).get(i), path + "[" + i + "]");
      }
    } else if (one instanceof Map<?, ?> map) {
      assertThat(((Map<?, ?>) other).keySet()).as(path).isEqualTo(map.keySet());
      map.forEach((key, value) -> values(value, ((Map<?, ?>) other).get(key), path + "." + key));
    } else {
      assertThat(other).as(path).isEqualTo(one);
    }
  }
}
