package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.local.process.ProjectRoot;
import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionReference;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.library.BuiltInFunctions;
import io.acequia.sql.library.LanguageConstructs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/sql-functions.md} says what the functions do, with the results that the engine gives:
 * {@code mvn test -Dacequia.docs.update} writes it anew.
 */
class FunctionReferencePageTest {

  private static final String INTRODUCTION =
      """
      The functions that every statement and expression may call, by name in any case. Beside them there are those of the transforms (such
      as `MASK` and `HASH`), and your own: Java's `ServiceLoader` finds each `io.acequia.sql.function.SqlFunction` in the plugin's folder.

      - **Null** in gives null out, unless a function says otherwise.
      - **Types** are checked when the connector is configured as far as they are known, and for every record without schema. Nothing becomes
        text by itself: `UPPER(7)` is an error, `UPPER(CAST(7 AS VARCHAR))` is not. `CONCAT`, `CONCAT_WS` and `TO_JSON` take anything.
      - **Whole numbers** of records without schema may be of any type; `3.0` counts as one, `3.5` does not.
      - **Timestamps** are milliseconds in UTC. Where one is expected, text in ISO 8601 (`2026-11-22T06:30:00Z`, or with a blank, without
        zone, seconds or time) and milliseconds since the epoch do as well.
      - **Formats** of dates and times are
        [those of java.time](https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/time/format/DateTimeFormatter.html), in
        English: `yyyy-MM-dd HH:mm:ss.SSS`. PostgreSQL's (`YYYY-MM-DD HH24:MI:SS`) are refused.
      - **Patterns** are [RE2's](https://github.com/google/re2/wiki/Syntax) and must be constants: they take linear time on any text.
      - **Characters** are Unicode code points, and places of them count from 1.
      - **Limits**: no function makes a text of more than 1,048,576 characters (or twice its argument) or an array of more than 100,000
        elements; JSON may be 200 deep and 64 MiB long. What is beyond fails the record.
      """;

  @Test
  void committedPageIsWhatTheFunctionsSay() throws IOException {
    Path page = ProjectRoot.path().resolve("docs/sql-functions.md");
    String rendered = render();
    if (System.getProperty("acequia.docs.update") != null) {
      Files.createDirectories(page.getParent());
      Files.writeString(page, rendered);
    }
    assertThat(page)
        .as("run the tests of this module with -Dacequia.docs.update and commit the page")
        .isRegularFile();
    assertThat(Files.readString(page))
        .as("the page is generated: run the tests of this module with -Dacequia.docs.update")
        .isEqualTo(rendered);
  }

  @Test
  void everyDeterministicFunctionHasAnExample() {
    for (SqlFunction function : BuiltInFunctions.table().all()) {
      boolean random =
          List.of("NOW", "UNIX_TIMESTAMP", "UUID", "RANDOM", "CURRENT_DATE", "CURRENT_TIME")
              .stream()
              .anyMatch(name -> function.doc().signatures().get(0).startsWith(name + "("));
      assertThat(function.doc().examples().isEmpty()).as(function.name()).isEqualTo(random);
    }
  }

  private static String render() {
    FunctionTable functions = BuiltInFunctions.table();
    List<FunctionDoc> docs = new ArrayList<>(LanguageConstructs.docs());
    for (SqlFunction function : functions.all()) {
      docs.add(function.doc());
    }
    return FunctionReference.render(
        "SQL functions", INTRODUCTION, docs, new FunctionExamples(functions));
  }
}
