package io.acequia.smt.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Changes inside a value without schema: whether it is a map or a list shows when it comes.
 *
 * @param map for maps, or null if no path leads into one
 * @param list for lists, or null likewise
 */
record OpenRewrite(@Nullable MapRewrite map, @Nullable ListRewrite list) implements Rewrite {

  static Rewrite of(List<Tail> tails, Leaf leaf) {
    for (Tail tail : tails) {
      if (tail.isEnd()) {
        return Rewrite.of(leaf.at(tail.path(), null));
      }
    }
    List<Tail> every = tails.stream().filter(Tail::isWildcard).map(Tail::next).toList();
    Rewrite all = every.isEmpty() ? null : of(every, leaf);
    MapRewrite.Keys keys = new MapRewrite.Keys();
    for (String key : MapRewrite.keys(tails)) {
      keys.put(key, of(tails.stream().filter(t -> t.leadsTo(key)).map(Tail::next).toList(), leaf));
    }
    List<ListRewrite.Position> positions = new ArrayList<>();
    for (int position : ListRewrite.positions(tails)) {
      List<Tail> below = tails.stream().filter(t -> t.leadsTo(position)).map(Tail::next).toList();
      positions.add(new ListRewrite.Position(position, of(below, leaf)));
    }
    return new OpenRewrite(
        all == null && keys.isEmpty() ? null : new MapRewrite(null, all, keys),
        all == null && positions.isEmpty() ? null : new ListRewrite(null, all, positions));
  }

  @Override
  public @Nullable Schema schema() {
    return null;
  }

  @Override
  public @Nullable Object value(@Nullable Object value) {
    if (map != null && value instanceof Map) {
      return map.value(value);
    }
    if (list != null && value instanceof List) {
      return list.value(value);
    }
    return value;
  }
}
