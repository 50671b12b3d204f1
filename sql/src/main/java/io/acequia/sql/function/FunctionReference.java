package io.acequia.sql.function;

import io.acequia.sql.function.FunctionDoc.Category;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A page of functions in Markdown: a table for each category, with the results that the examples
 * really have.
 */
public final class FunctionReference {

  private static final Map<Category, String> TITLES =
      new EnumMap<>(
          Map.of(
              Category.CONDITIONAL, "Choice and type",
              Category.TEXT, "Text and bytes",
              Category.NUMBER, "Numbers",
              Category.TIME, "Dates and times",
              Category.JSON, "JSON",
              Category.COLLECTION, "Arrays and maps",
              Category.PRIVACY, "Privacy",
              Category.ENRICHMENT, "Enrichment",
              Category.OTHER, "Others"));

  private final UnaryOperator<String> evaluator;
  private final StringBuilder page = new StringBuilder();

  private FunctionReference(UnaryOperator<String> evaluator) {
    this.evaluator = evaluator;
  }

  /**
   * The page; what several names share is one row.
   *
   * @param introduction in Markdown, below the heading
   * @param docs in the order that they have within their category
   * @param evaluator gives an expression's result as the page shows it
   */
  public static String render(
      String title,
      String introduction,
      Collection<FunctionDoc> docs,
      UnaryOperator<String> evaluator) {
    FunctionReference reference = new FunctionReference(evaluator);
    reference.line("# " + title);
    reference.line("");
    reference.line("Generated from the code and checked by the build; do not edit.");
    reference.line("");
    reference.line(introduction.strip());
    Set<FunctionDoc> distinct = new LinkedHashSet<>(docs);
    for (Category category : Category.values()) {
      List<FunctionDoc> rows = distinct.stream().filter(doc -> doc.category() == category).toList();
      if (!rows.isEmpty()) {
        reference.section(category, rows);
      }
    }
    return reference.page.toString();
  }

  private void section(Category category, List<FunctionDoc> rows) {
    line("");
    line("## " + TITLES.get(category));
    line("");
    line("| function | meaning | example |");
    line("| --- | --- | --- |");
    for (FunctionDoc doc : rows) {
      line(
          "| "
              + lines(doc.signatures().stream().map(FunctionReference::code).toList())
              + " | "
              + cell(doc.meaning())
              + " | "
              + lines(doc.examples().stream().map(this::example).toList())
              + " |");
    }
  }

  private String example(String expression) {
    return code(expression) + " → " + code(evaluator.apply(expression));
  }

  private static String lines(List<String> cells) {
    return String.join("<br>", cells);
  }

  private static String code(String text) {
    return "`" + text.replace("|", "\\|") + "`";
  }

  /** A pipe would end the cell, an angle bracket would begin a tag. */
  private static String cell(String text) {
    return text.replace("|", "\\|").replace("<", "&lt;").replace(">", "&gt;");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
