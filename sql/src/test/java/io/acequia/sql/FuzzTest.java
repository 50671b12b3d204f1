package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.statistics.Statistics;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;

/** Whatever the text and the record, nothing happens but what is documented. */
class FuzzTest {

  private static final String[] PIECES = {
    "SELECT",
    "FROM",
    "WHERE",
    "(",
    ")",
    "[",
    "]",
    ",",
    ".",
    "*",
    "'",
    "\"",
    "`",
    "--",
    "/*",
    "*/",
    ";",
    "?",
    ":",
    "::",
    "->",
    "->>",
    "CASE",
    "WHEN",
    "END",
    "NOT",
    "NOT NOT",
    "AND",
    "OR",
    "IN",
    "IN (",
    "BETWEEN",
    "LIKE",
    "ESCAPE",
    "IS",
    "DISTINCT FROM",
    "AS",
    "CAST(",
    "INTERVAL",
    "DATE",
    "ARRAY[",
    "EXCEPT (",
    "JOIN",
    "UNION SELECT",
    "GROUP BY",
    "1e",
    "1.5.5",
    "0x1F",
    "é",
    "\uD83D",
    "\uD83D\uDE00",
    "\u0000",
    "\u202E",
    "\uFFFF",
    "\\",
    "$1",
    "@x",
    "#",
    "{",
    "}",
    "^",
    "&",
    "|",
    "!",
    "~",
    "((((((((((((((((((((",
    "))))))))))",
    "- - - - -",
    "~ '('",
    "LIKE '\\'",
    "1 / 0"
  };

  @Property(tries = 2_500, shrinking = ShrinkingMode.OFF)
  @Label("a well-formed statement gives a result or a documented error")
  void wellFormedStatements(@ForAll("seeds") long seed) {
    String text = new StatementGrammar(new Random(seed)).statement();
    Statistics.label("statement").collect(run(text));
  }

  @Property(tries = 2_500, shrinking = ShrinkingMode.OFF)
  @Label("a mutated statement gives a result or a documented error")
  void mutatedStatements(@ForAll("seeds") long seed) {
    Random random = new Random(seed);
    String text = new StatementGrammar(random).statement();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      text = mutated(text, random);
    }
    Statistics.label("mutant").collect(run(text));
  }

  @Property(tries = 1_000)
  @Label("any text gives a result or a documented error")
  void anyText(@ForAll String text) {
    run(text);
    run("SELECT " + text + " FROM e");
  }

  @Property(tries = 500, shrinking = ShrinkingMode.OFF)
  @Label("forms of one record give one result where types do not differ")
  void mapsAndJsonAgree(@ForAll("seeds") long seed) {
    String text = new StatementGrammar(new Random(seed)).expression(3);
    String map = result(text, Shape.map(null), SampleRow.of(Events.map()));
    String json = result(text, Shape.json(null), SampleRow.of(Events.JSON));
    assertThat(json).as(text).isEqualTo(map);
  }

  @Provide
  Arbitrary<Long> seeds() {
    return Arbitraries.longs().withoutEdgeCases();
  }

  private static String result(String text, Shape shape, Row row) {
    try {
      Object value = SqlExpression.compile(text, Eval.NO_FUNCTIONS).bind(shape).value(row);
      return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    } catch (SqlException | DataException e) {
      return String.valueOf(e.getMessage());
    }
  }

  /** How far a text gets; anything that is not documented leaves as it is thrown. */
  private static String run(String text) {
    SqlStatement statement;
    try {
      statement = SqlStatement.compile(text, Eval.NO_FUNCTIONS);
    } catch (SqlException e) {
      assertThat(e.line()).isPositive();
      assertThat(e.column()).isPositive();
      return "does not compile";
    }
    List<String> ends = new ArrayList<>();
    ends.add(run(statement, Shape.struct(Events.SCHEMA, null), Events.struct()));
    ends.add(run(statement, Shape.map(null), Events.map()));
    ends.add(run(statement, Shape.json(null), Events.JSON));
    return ends.contains("gives a result") ? "gives a result" : ends.get(1);
  }

  private static String run(SqlStatement statement, Shape shape, Object value) {
    try {
      Object result = statement.bind(shape).apply(SampleRow.of(value));
      if (result instanceof Struct struct) {
        struct.validate();
      }
      return result == null ? "drops the record" : "gives a result";
    } catch (SqlException e) {
      return "does not bind";
    } catch (DataException e) {
      return "fails on the record";
    }
  }

  private static String mutated(String text, Random random) {
    int at = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), at + random.nextInt(8));
    String piece = PIECES[random.nextInt(PIECES.length)];
    return switch (random.nextInt(6)) {
      case 0 -> text.substring(0, at);
      case 1 -> text.substring(at);
      case 2 -> text.substring(0, at) + text.substring(to);
      case 3 -> text.substring(0, at) + piece + text.substring(at);
      case 4 -> text.substring(0, at) + " " + piece + " " + text.substring(to);
      default -> text.substring(0, at) + text.substring(0, to) + text.substring(at);
    };
  }
}
