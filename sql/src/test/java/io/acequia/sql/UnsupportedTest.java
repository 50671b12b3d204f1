package io.acequia.sql;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused when a statement is compiled, and what the message says. */
class UnsupportedTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT a FROM t JOIN u ON t.a = u.a | JOIN is not supported at line 1, column 17",
        "SELECT a FROM t x LEFT JOIN u ON 1=1 | JOIN is not supported at line 1, column 19",
        "SELECT a FROM t, u | a second table (JOIN) is not supported at line 1, column 16",
        "SELECT a FROM t GROUP BY a | GROUP BY is not supported at line 1, column 17",
        "SELECT a FROM t WHERE a GROUP BY a | GROUP BY is not supported at line 1, column 25",
        "SELECT a FROM t HAVING a > 1 | HAVING is not supported at line 1, column 17",
        "SELECT a FROM t ORDER BY a | ORDER BY is not supported at line 1, column 17",
        "SELECT a FROM t LIMIT 10 | LIMIT is not supported at line 1, column 17",
        "SELECT a FROM t OFFSET 10 | OFFSET is not supported at line 1, column 17",
        "SELECT a FROM t FETCH FIRST 1 ROW ONLY | FETCH is not supported at line 1, column 17",
        "SELECT a FROM t EMIT CHANGES | EMIT is not supported at line 1, column 17",
        "SELECT DISTINCT a FROM t | SELECT DISTINCT is not supported at line 1, column 8",
        "SELECT a FROM t UNION ALL SELECT b FROM u | UNION is not supported at line 1, column 17",
        "SELECT a FROM t EXCEPT SELECT b FROM u | EXCEPT is not supported at line 1, column 17",
        "SELECT a FROM (SELECT 1) | a subquery is not supported at line 1, column 15",
        "SELECT (SELECT 1) FROM t | a subquery is not supported at line 1, column 9",
        "SELECT a FROM t WHERE a IN (SELECT b FROM u) | a subquery is not supported at line 1, column 29",
        "SELECT a FROM t WHERE EXISTS (SELECT 1) | a subquery is not supported at line 1, column 23",
        "SELECT a FROM unnest(b) | a table function is not supported at line 1, column 15",
        "SELECT SUM(a) OVER (PARTITION BY b) FROM t | a window function (OVER) is not supported at line 1, column 15",
        "SELECT COUNT(*) FROM t | COUNT is not supported: aggregates belong into a topology at line 1, column 8",
        "SELECT 1 + max(a) FROM t | MAX is not supported: aggregates belong into a topology at line 1, column 12",
        "SELECT COUNT(DISTINCT a) FROM t | DISTINCT is not supported at line 1, column 14",
        "SELECT rank() FROM t | RANK is not supported: window functions belong into a topology at line 1, column 8",
        "SELECT a AT TIME ZONE 'UTC' FROM t | AT TIME ZONE is not supported at line 1, column 10",
        "SELECT a COLLATE x FROM t | COLLATE is not supported at line 1, column 10",
        "SELECT a INTO b FROM t | INTO is not supported at line 1, column 10",
        "INSERT INTO t VALUES (1) | INSERT is not supported: a statement is SELECT ... FROM ... WHERE at line 1, column 1",
        "update t set a = 1 | UPDATE is not supported: a statement is SELECT ... FROM ... WHERE at line 1, column 1",
        "WITH x AS (SELECT 1) SELECT 1 | WITH is not supported: a statement is SELECT ... FROM ... WHERE at line 1, column 1",
        "CREATE TABLE t (a INT) | CREATE is not supported: a statement is SELECT ... FROM ... WHERE at line 1, column 1",
        "SELECT a FROM t; SELECT b FROM t | a second statement is not supported at line 1, column 18",
        "SELECT a FROM t WHERE a = ? | a parameter (?) is not supported at line 1, column 27",
        "SELECT a FROM t WHERE a = :x | a parameter (:name) is not supported at line 1, column 27",
        "SELECT (a, b) FROM t | a list in brackets, except behind IN, is not supported at line 1, column 10",
        "SELECT uper(a) FROM t | there is no function UPER at line 1, column 8",
        "SELECT coalese(a) FROM t | there is no function COALESE; did you mean COALESCE? at line 1, column 8",
        "SELECT nullif(a) FROM t | NULLIF takes 2 arguments, not 1 at line 1, column 8",
        "SELECT coalesce() FROM t | coalesce needs an argument at line 1, column 8",
        "SELECT a + * FROM t | * can only stand in the list behind SELECT at line 1, column 12",
        "SELECT * AS x FROM t | * cannot have the alias x at line 1, column 8",
        "SELECT a, b AS a FROM t | two columns are called a: give one an alias with AS at line 1, column 11",
      })
  void namesTheConstructAndItsPlace(String sql, String message) {
    assertThatThrownBy(() -> SqlStatement.compile(sql, Eval.NO_FUNCTIONS))
        .isInstanceOf(SqlException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "~~ | unexpected end of the text instead of SELECT at line 1, column 1",
        "hello | unexpected 'hello' instead of SELECT at line 1, column 1",
        "SELECT | unexpected end of the text instead of an expression at line 1, column 7",
        "SELECT a, FROM t | unexpected 'FROM' instead of an expression: as a name it needs quotes at line 1, column 11",
        "SELECT a FROM | unexpected end of the text instead of a name at line 1, column 14",
        "SELECT a FROM t WHERE | unexpected end of the text instead of an expression at line 1, column 22",
        "SELECT (a FROM t | unexpected 'FROM' instead of ')' at line 1, column 11",
        "SELECT a) FROM t | unexpected ')' instead of the end at line 1, column 9",
        "SELECT a FROM t WHERE a = 1 b | unexpected 'b' instead of the end at line 1, column 29",
        "SELECT 'abc FROM t | a text has no closing ' at line 1, column 8",
        "SELECT \"abc FROM t | a name has no closing \" at line 1, column 8",
        "SELECT a /* b | a comment has no closing */ at line 1, column 10",
        "SELECT a # b | unexpected character '#' at line 1, column 10",
        "SELECT a\u0001b | unexpected character U+0001 at line 1, column 9",
        "SELECT 12ab | a number is followed by a letter at line 1, column 8",
        "SELECT a == 1 | unexpected '=' instead of an expression at line 1, column 11",
        "SELECT a = b = c | unexpected '=': if it is meant so, use brackets at line 1, column 14",
        "SELECT a = 1 IS NULL | unexpected 'IS': if it is meant so, use brackets at line 1, column 14",
        "SELECT NOT NOT a | unexpected 'NOT': put brackets around what is negated twice at line 1, column 12",
        "SELECT CASE a END | unexpected 'END' instead of WHEN at line 1, column 15",
        "SELECT CASE WHEN a THEN 1 | unexpected end of the text instead of END at line 1, column 26",
        "SELECT CAST(a AS) | unexpected ')' instead of a type at line 1, column 17",
        "SELECT CAST(a AS integr) | there is no type INTEGR; did you mean INTEGER? at line 1, column 18",
        "SELECT CAST(a AS DECIMAL(1, 2)) | DECIMAL takes a precision of 1 to 1000 and a scale up to it at line 1, column 18",
        "SELECT a IN () | unexpected ')' instead of an expression at line 1, column 14",
        "SELECT a LIKE 'x' ESCAPE 'ab' | ESCAPE takes one character at line 1, column 15",
        "SELECT a ESCAPE 'x' | ESCAPE belongs behind the pattern of a LIKE at line 1, column 17",
        "SELECT a ~ '(' | a pattern is not a regular expression (RE2) at line 1, column 12",
        "SELECT DATE '2001-02-30' | the text is not a DATE such as '2001-02-03' at line 1, column 13",
        "SELECT a + INTERVAL 'soon' | the text is not an INTERVAL such as '1 day 2 hours' at line 1, column 21",
        "SELECT INTERVAL '1 day' | INTERVAL can only be added to or subtracted from a time at line 1, column 8",
        "SELECT EXTRACT(yeer FROM a) | EXTRACT has no part yeer; did you mean YEAR? at line 1, column 8",
      })
  void saysWhatIsWrongInOneSentence(String sql, String message) {
    assertThatThrownBy(() -> SqlStatement.compile(sql, Eval.NO_FUNCTIONS))
        .isInstanceOf(SqlException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "1 + 'x' | + needs numbers, not INTEGER and STRING at line 1, column 1",
        "1 = 'x' | = cannot compare INTEGER with STRING at line 1, column 1",
        "a AND 1 | AND needs a BOOLEAN, not INTEGER at line 1, column 7",
        "NOT 'x' | NOT needs a BOOLEAN, not STRING at line 1, column 5",
        "1 IS TRUE | IS TRUE needs a BOOLEAN, not INTEGER at line 1, column 1",
        "CASE WHEN 1 THEN 2 END | WHEN needs a BOOLEAN, not INTEGER at line 1, column 11",
        "CASE WHEN a THEN 2 ELSE 'x' END | CASE has values of INTEGER and of STRING at line 1, column 1",
        "COALESCE(1, 'x') | COALESCE has values of INTEGER and of STRING at line 1, column 1",
        "1 LIKE 'x' | LIKE needs a text, not INTEGER at line 1, column 1",
        "a LIKE 1 | LIKE needs a text, not INTEGER at line 1, column 8",
        "-'x' | - needs a number, not STRING at line 1, column 1",
        "1 IN (2, 'x') | IN cannot compare INTEGER with STRING at line 1, column 10",
        "1 BETWEEN 'a' AND 2 | BETWEEN cannot compare INTEGER with STRING at line 1, column 1",
        "CAST(1.5 AS DATE) | cannot cast DECIMAL to DATE at line 1, column 1",
        "DATE '2001-02-03' > 'x' | the text is not a DATE such as '2001-02-03' at line 1, column 21",
        "DATE '2001-02-03' > 1 | > cannot compare DATE with INTEGER at line 1, column 1",
        "EXTRACT(YEAR FROM TIME '04:05:06') | EXTRACT cannot take YEAR from TIME at line 1, column 1",
        "1 -> 'x' | -> needs JSON, not INTEGER at line 1, column 1",
        "ARRAY[1, 'x'] | ARRAY has values of INTEGER and of STRING at line 1, column 1",
        "1[2] | INTEGER has no elements at line 1, column 1",
        "ARRAY[1] < ARRAY[2] | ARRAY has no order at line 1, column 1",
      })
  void findsWrongTypesBeforeAnySchemaIsKnown(String expression, String message) {
    assertThatThrownBy(() -> SqlExpression.compile(expression, Eval.NO_FUNCTIONS))
        .isInstanceOf(SqlException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM t WHERE delay > 'x' | > cannot compare INTEGER with STRING at line 1, column 23",
        "SELECT * FROM t WHERE delay | WHERE needs a BOOLEAN, not INTEGER at line 1, column 23",
        "SELECT user_id + 1 FROM t | + needs numbers, not STRING and INTEGER at line 1, column 8",
        "SELECT * FROM t WHERE at > 'noon' | the text is not a TIMESTAMP such as '2001-02-03T04:05:06Z' at line 1, column 28",
        "SELECT * EXCEPT (usr_id) FROM t | there is no field usr_id; did you mean user_id? at line 1, column 18",
        "SELECT headers['x'] FROM t | the type of column x is not known beforehand: write CAST(... AS type) at line 1, column 8",
        "SELECT user.* EXCEPT (id), user.id, user.email, user.EMAIL FROM t | two columns are called Email: give one an alias with AS at line 1, column 37",
      })
  void findsWrongTypesWhenASchemaIsKnown(String sql, String message) {
    SqlStatement statement = SqlStatement.compile(sql, Eval.NO_FUNCTIONS);
    assertThatThrownBy(() -> statement.bind(Shape.struct(Events.SCHEMA, null)))
        .isInstanceOf(SqlException.class)
        .hasMessage(message);
  }

  @Test
  void concatenationNeedsAText() {
    assertThatThrownBy(() -> SqlExpression.compile("1 || 2", Eval.NO_FUNCTIONS))
        .hasMessage("|| needs a text, not INTEGER and INTEGER at line 1, column 1");
  }

  @Test
  void placesCountLinesAndCommentsAndTexts() {
    String sql =
        "SELECT 'it''s\n two lines' AS a, -- a comment, with 'quotes\n /* and\n */ nope(1)";
    assertThatThrownBy(() -> SqlStatement.compile(sql, Eval.NO_FUNCTIONS))
        .hasMessage("there is no function NOPE at line 4, column 5");
  }
}
