package io.acequia.smt.script;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.mozilla.javascript.Node;
import org.mozilla.javascript.Token;
import org.mozilla.javascript.ast.ScriptNode;

/**
 * Replaces the operators that can double the size of a value (texts by {@code +}, BigInts by {@code
 * *}, {@code **} and {@code <<}) by calls of {@link Operators}, which look at the size first:
 * thirty doublings are a gigabyte, long before the meter is asked again. Multiplications by a
 * literal, which cannot be of BigInts, stay as they are.
 */
final class OperatorGuard {

  private final boolean bigInts;
  private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());

  /**
   * @param bigInts whether the script can have BigInts; without them, numbers stay as fast as ever
   */
  OperatorGuard(boolean bigInts) {
    this.bigInts = bigInts;
  }

  void guard(ScriptNode script) {
    if (!seen.add(script)) {
      return;
    }
    walk(script);
    for (int i = 0; i < script.getFunctionCount(); i++) {
      guard(script.getFunctionNode(i));
    }
  }

  private void walk(Node parent) {
    if (parent.getProp(Node.OBJECT_IDS_PROP) instanceof Object[] keys) {
      for (Object key : keys) {
        if (key instanceof Node computed) {
          walk(computed);
        }
      }
    }
    Node child = parent.getFirstChild();
    while (child != null) {
      Node next = child.getNext();
      if (child instanceof ScriptNode function) {
        guard(function);
      } else {
        walk(child);
      }
      Node guarded = guarded(child);
      if (guarded != child) {
        parent.replaceChild(child, guarded);
      }
      child = next;
    }
  }

  private Node guarded(Node node) {
    return switch (node.getType()) {
      case Token.ADD -> operator(node, Operators.ADD, Operators.APPENDED);
      case Token.STRING_CONCAT -> operator(node, Operators.CONCAT, Operators.APPENDED);
      default -> bigInts ? bigInts(node) : node;
    };
  }

  private static Node bigInts(Node node) {
    return switch (node.getType()) {
      case Token.MUL -> operator(node, Operators.MULTIPLY, Operators.NUMBER);
      case Token.EXP -> operator(node, Operators.POWER, Operators.NUMBER);
      case Token.LSH -> operator(node, Operators.SHIFT, Operators.NUMBER);
      case Token.EQ -> operator(node, Operators.EQUAL, Operators.NUMBER);
      case Token.NE -> operator(node, Operators.UNEQUAL, Operators.NUMBER);
      case Token.LT -> operator(node, Operators.LESS, Operators.NUMBER);
      case Token.LE -> operator(node, Operators.LESS_OR_EQUAL, Operators.NUMBER);
      case Token.GT -> operator(node, Operators.GREATER, Operators.NUMBER);
      case Token.GE -> operator(node, Operators.GREATER_OR_EQUAL, Operators.NUMBER);
      default -> node;
    };
  }

  /**
   * Where the left operand lies on the interpreter's stack, only the right one can be looked at.
   */
  private static Node operator(Node node, String both, String rightOnly) {
    Node left = node.getFirstChild();
    Node right = node.getLastChild();
    if (isHarmless(node.getType(), left) || isHarmless(node.getType(), right)) {
      return node;
    }
    node.removeChild(right);
    if (left.getType() == Token.USE_STACK) {
      node.addChildToBack(call(rightOnly, node, right));
      return node;
    }
    node.removeChild(left);
    return call(both, node, left, right);
  }

  /** The beginning of a template, or a number beside an operator of BigInts only. */
  private static boolean isHarmless(int operator, Node operand) {
    return switch (operand.getType()) {
      case Token.NUMBER -> operator != Token.ADD && operator != Token.STRING_CONCAT;
      case Token.STRING -> operator == Token.STRING_CONCAT && operand.getString().isEmpty();
      default -> false;
    };
  }

  private static Node call(String function, Node position, Node... arguments) {
    Node call = new Node(Token.CALL, Node.newString(Token.NAME, function));
    call.setLineColumnNumber(position.getLineno(), position.getColumn());
    for (Node argument : arguments) {
      call.addChildToBack(argument);
    }
    return call;
  }
}
