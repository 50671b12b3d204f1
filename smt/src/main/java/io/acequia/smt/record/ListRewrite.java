package io.acequia.smt.record;

import io.acequia.commons.path.Segment;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Changes all or some elements of an array.
 *
 * @param all for every element that has none of its own
 */
record ListRewrite(@Nullable Schema schema, @Nullable Rewrite all, List<Position> positions)
    implements Rewrite {

  /** An element with a change of its own. */
  record Position(int index, Rewrite rewrite) {}

  /** The elements that paths name by number. */
  static List<Integer> positions(List<Tail> tails) {
    return tails.stream()
        .map(Tail::segment)
        .filter(Segment.Index.class::isInstance)
        .map(segment -> ((Segment.Index) segment).position())
        .distinct()
        .toList();
  }

  @Override
  public @Nullable Object value(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return value;
    }
    List<@Nullable Object> result = null;
    for (int i = 0; i < list.size(); i++) {
      Rewrite rewrite = at(i);
      if (rewrite == null) {
        continue;
      }
      Object before = list.get(i);
      Object after = rewrite.value(before);
      if (after != before) {
        if (result == null) {
          result = new ArrayList<>(list);
        }
        result.set(i, after);
      }
    }
    return result == null ? list : result;
  }

  private @Nullable Rewrite at(int index) {
    for (Position position : positions) {
      if (position.index == index) {
        return position.rewrite;
      }
    }
    return all;
  }
}
