package io.acequia.sql.function;

import java.util.List;

/**
 * What the reference page says about a function.
 *
 * @param category the section of the page
 * @param signatures such as {@code LPAD(text, length [, fill])}
 * @param meaning a sentence or two
 * @param examples each an expression, which a test evaluates and whose result the page shows
 */
public record FunctionDoc(
    Category category, List<String> signatures, String meaning, List<String> examples) {

  /** The sections of the page, in its order. */
  public enum Category {
    CONDITIONAL,
    TEXT,
    NUMBER,
    TIME,
    JSON,
    COLLECTION,
    PRIVACY,
    ENRICHMENT,
    OTHER
  }

  public FunctionDoc {
    signatures = List.copyOf(signatures);
    examples = List.copyOf(examples);
  }

  /** For a function that says nothing about itself. */
  public static FunctionDoc none(String name) {
    return new FunctionDoc(Category.OTHER, List.of(name + "(...)"), "", List.of());
  }
}
