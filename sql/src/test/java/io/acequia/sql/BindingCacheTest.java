package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

/** How often something is bound. */
class BindingCacheTest {

  private final List<Shape> bound = new ArrayList<>();
  private final BindingCache<Integer> cache =
      new BindingCache<>(
          shape -> {
            bound.add(shape);
            return bound.size();
          });

  @Test
  void bindsOnceForEachShape() {
    Schema a = schema("a");
    Schema b = schema("b");
    assertThat(cache.get(Shape.Form.STRUCT, a, null)).isEqualTo(1);
    assertThat(cache.get(Shape.Form.STRUCT, a, null)).isEqualTo(1);
    assertThat(cache.get(Shape.Form.STRUCT, b, null)).isEqualTo(2);
    assertThat(cache.get(Shape.Form.STRUCT, a, b)).isEqualTo(3);
    assertThat(cache.get(Shape.Form.MAP, null, null)).isEqualTo(4);
    assertThat(cache.get(Shape.json(null))).isEqualTo(5);
    assertThat(cache.get(Shape.Form.STRUCT, a, null)).isEqualTo(1);
    assertThat(bound).hasSize(5);
  }

  @Test
  void findsAnEqualSchemaThatIsAnotherObject() {
    cache.get(Shape.struct(schema("a"), null));
    assertThat(cache.get(Shape.struct(schema("a"), null))).isEqualTo(1);
    assertThat(bound).hasSize(1);
  }

  @Test
  void forgetsTheOneThatWasUsedLongestAgo() {
    for (int i = 0; i < 40; i++) {
      cache.get(Shape.struct(schema("s" + i), null));
      cache.get(Shape.struct(schema("s0"), null));
    }
    assertThat(bound).hasSize(40);
    assertThat(cache.get(Shape.struct(schema("s0"), null))).isEqualTo(1);
    cache.get(Shape.struct(schema("s1"), null));
    assertThat(bound).hasSize(41);
  }

  private static Schema schema(String field) {
    return SchemaBuilder.struct().field(field, Schema.STRING_SCHEMA).build();
  }
}
