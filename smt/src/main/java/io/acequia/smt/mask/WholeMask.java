package io.acequia.smt.mask;

/** One text for all. */
record WholeMask(String replacement) implements TextMask {

  @Override
  public String apply(String text) {
    return replacement;
  }
}
