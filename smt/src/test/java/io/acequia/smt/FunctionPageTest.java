package io.acequia.smt;

import static org.assertj.core.api.Assertions.assertThat;

import io.acequia.smt.lookup.LookupTables;
import io.acequia.smt.query.Functions;
import io.acequia.sql.FunctionExamples;
import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionReference;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.function.SqlFunction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The page of the functions that call the transforms' code, its examples evaluated. */
class FunctionPageTest {

  private static final Path PAGE = Path.of("../docs/transform-functions.md");
  private static final String INTRODUCTION =
      """
      What the transforms do, inside [`Sql`](transforms/sql.md) and [`SqlPredicate`](transforms/sql-predicate.md), on the same code; beside
      [the built-in functions](sql-functions.md). `LOOKUP` needs tables, which `lookup.tables` of `Sql` names.
      """;

  @Test
  void committedPageIsWhatTheFunctionsSay() throws IOException {
    Map<String, String> tables =
        Map.of(
            "lookup.tables", "airports",
            "lookup.tables.airports.file", "../compose/sample-data/airports.csv");
    try (LookupTables opened = LookupTables.open(tables, "lookup.tables")) {
      FunctionTable functions = Functions.all().with(List.of(opened.function()));
      List<FunctionDoc> docs =
          functions.all().stream()
              .filter(function -> function.getClass().getName().startsWith("io.acequia.smt."))
              .map(SqlFunction::doc)
              .toList();
      String page =
          FunctionReference.render(
              "Functions of the transforms", INTRODUCTION, docs, new FunctionExamples(functions));
      if (System.getProperty("acequia.docs.update") != null) {
        Files.writeString(PAGE, page);
      }
      assertThat(PAGE).isRegularFile();
      assertThat(Files.readString(PAGE))
          .as("the page is generated: run the tests of this module with -Dacequia.docs.update")
          .isEqualTo(page);
    }
  }
}
