package io.acequia.smt.mask;

/** 0 for every digit; separators and letters stay. */
final class ZeroDigitsMask implements TextMask {

  @Override
  public String apply(String text) {
    StringBuilder masked = new StringBuilder(text.length());
    text.codePoints().forEach(c -> masked.appendCodePoint(Character.isDigit(c) ? '0' : c));
    return masked.toString();
  }
}
