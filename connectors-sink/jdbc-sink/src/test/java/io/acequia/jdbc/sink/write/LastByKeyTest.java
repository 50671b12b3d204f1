package io.acequia.jdbc.sink.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.jdbc.sink.schema.TableModel;
import io.acequia.jdbc.sink.schema.TableName;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LastByKeyTest {
  @Test
  void keepsTheLastRowOfEachKeyInTheOrderOfKeys() {
    assertThat(LastByKey.of(rows("b", "a", "b", "c", "a"), 0, 5)).containsExactly(4, 2, 3);
    assertThat(LastByKey.of(rows("b", "a", "b", "c", "a"), 0, 2)).containsExactly(1, 0);
    assertThat(LastByKey.of(rows("x"), 0, 1)).containsExactly(0);
  }

  @Test
  void agreesWithAMapForAnyKeys() {
    Random random = new Random(7);
    for (int round = 0; round < 50; round++) {
      String prefix = "k".repeat(random.nextInt(12));
      String[] keys = new String[1 + random.nextInt(500)];
      for (int i = 0; i < keys.length; i++) {
        // Of one length, as the order is by length first; far apart and close together.
        keys[i] = prefix + "%08d".formatted(random.nextInt(1 << (1 + random.nextInt(24))));
      }
      TreeMap<String, Integer> last = new TreeMap<>();
      for (int i = 0; i < keys.length; i++) {
        last.put(keys[i], i);
      }
      assertThat(Arrays.stream(LastByKey.of(rows(keys), 0, keys.length)).boxed())
          .containsExactlyElementsOf(last.values());
    }
  }

  private static EncodedRows rows(String... keys) {
    TableModel table = new TableModel(new TableName(null, "t"), "", List.of(), List.of());
    EncodedRows rows = new EncodedRows(table, List.of("id"));
    for (String key : keys) {
      int start = rows.buffer().size();
      rows.buffer().putShort(1);
      int begin = rows.buffer().beginField();
      rows.buffer().putUtf8(key);
      rows.buffer().endField(begin);
      rows.endRow(start, rows.buffer().size(), false);
    }
    return rows;
  }
}
