package io.acequia.sql.function;

import static io.acequia.sql.function.Parameters.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.sql.function.FunctionDoc.Category;
import io.acequia.sql.type.SqlType;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionReferenceTest {

  @Test
  void hasARowForWhatSeveralNamesShareAndTheResultsOfItsExamples() {
    FunctionSet functions = new FunctionSet(Category.TEXT);
    functions
        .function("SHOUT", "YELL")
        .means("Text | louder than <b>.")
        .example("SHOUT('a' || 'b')")
        .takes(text("text"), text("mark").orElse("!"))
        .gives(SqlType.STRING, String::concat);
    String page =
        FunctionReference.render(
            "Functions of ours",
            "An introduction.\n",
            functions.all().stream().map(SqlFunction::doc).toList(),
            expression -> "'ab!'");
    assertThat(page)
        .isEqualTo(
            """
            # Functions of ours

            Generated from the code and checked by the build; do not edit.

            An introduction.

            ## Text and bytes

            | function | meaning | example |
            | --- | --- | --- |
            | `SHOUT(text [, mark])`<br>`YELL(text [, mark])` | Text \\| louder than &lt;b&gt;. | \
            `SHOUT('a' \\|\\| 'b')` → `'ab!'` |
            """);
  }

  @Test
  void ordersCategories() {
    FunctionDoc other = FunctionDoc.none("X");
    FunctionDoc json = new FunctionDoc(Category.JSON, List.of("Y()"), "", List.of());
    String page = FunctionReference.render("T", "", List.of(other, json), expression -> "");
    assertThat(page.indexOf("## JSON")).isLessThan(page.indexOf("## Others"));
  }
}
