package io.acequia.sql.syntax;

/** Operators between two values of which both are always computed. */
public enum Operator {
  ADD("+"),
  SUBTRACT("-"),
  MULTIPLY("*"),
  DIVIDE("/"),
  REMAINDER("%"),
  CONCATENATE("||"),
  EQUAL("="),
  NOT_EQUAL("<>"),
  LESS("<"),
  LESS_OR_EQUAL("<="),
  GREATER(">"),
  GREATER_OR_EQUAL(">="),
  DISTINCT("IS DISTINCT FROM"),
  NOT_DISTINCT("IS NOT DISTINCT FROM"),
  JSON("->"),
  JSON_TEXT("->>");

  private final String sign;

  Operator(String sign) {
    this.sign = sign;
  }

  public boolean isArithmetic() {
    return ordinal() <= REMAINDER.ordinal();
  }

  /** Whether it asks which of two values is greater, not just whether they are equal. */
  public boolean isOrdering() {
    return this == LESS || this == LESS_OR_EQUAL || this == GREATER || this == GREATER_OR_EQUAL;
  }

  /** As it is written. */
  @Override
  public String toString() {
    return sign;
  }
}
