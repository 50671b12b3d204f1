package io.acequia.sql.syntax;

import java.util.IdentityHashMap;
import java.util.Map;

/**
 * Bounds the height of a tree while it grows from its leaves, so that whatever walks it later by
 * recursion fits any thread's stack.
 */
final class Heights {

  private final Map<Expr, Integer> heights = new IdentityHashMap<>();

  <E extends Expr> E checked(E node) {
    int height = 0;
    for (Expr child : node.children()) {
      height = Math.max(height, heights.getOrDefault(child, 0));
    }
    if (height >= Tokens.MAX_DEPTH) {
      throw Tokens.tooDeep(node.place());
    }
    heights.put(node, height + 1);
    return node;
  }
}
