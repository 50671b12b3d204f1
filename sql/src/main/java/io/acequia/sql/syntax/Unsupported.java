package io.acequia.sql.syntax;

import io.acequia.sql.SqlException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What SQL has and a statement over one record at a time has not, by its first words. */
final class Unsupported {

  private static final Set<String> STATEMENTS =
      Set.of(
          "INSERT",
          "UPDATE",
          "DELETE",
          "MERGE",
          "UPSERT",
          "REPLACE",
          "CREATE",
          "DROP",
          "ALTER",
          "TRUNCATE",
          "WITH",
          "VALUES",
          "EXPLAIN",
          "DESCRIBE",
          "SHOW",
          "SET",
          "USE",
          "GRANT",
          "REVOKE",
          "CALL",
          "EXECUTE",
          "BEGIN",
          "COMMIT",
          "ROLLBACK",
          "COPY",
          "TABLE");

  private static final Set<String> JOINS =
      Set.of("JOIN", "INNER", "LEFT", "RIGHT", "FULL", "CROSS", "NATURAL");

  /** First words that count only in front of others. */
  private static final Map<String, Set<String>> PAIRS =
      Map.of(
          "GROUP", Set.of("BY"),
          "ORDER", Set.of("BY"),
          "PARTITION", Set.of("BY"),
          "EMIT", Set.of("CHANGES", "FINAL"),
          "UNION", Set.of("SELECT", "ALL", "DISTINCT"),
          "INTERSECT", Set.of("SELECT", "ALL", "DISTINCT"),
          "EXCEPT", Set.of("SELECT", "ALL", "DISTINCT"),
          "FETCH", Set.of("FIRST", "NEXT"),
          "FOR", Set.of("UPDATE", "SHARE"),
          "LATERAL", Set.of("VIEW"));

  private Unsupported() {}

  /** What to say of a text that does not begin with SELECT. */
  static SqlException statement(Tokens tokens) {
    String word = tokens.peek().keyword();
    return STATEMENTS.contains(word)
        ? tokens.place().error(word + " is not supported: a statement is SELECT ... FROM ... WHERE")
        : tokens.unexpected("SELECT");
  }

  /** What to say of the words behind an item, a table or a condition, if they are known. */
  static @Nullable SqlException clause(Tokens tokens) {
    Token token = tokens.peek();
    Token behind = tokens.peek(1);
    String word = token.keyword();
    Set<String> second = PAIRS.get(word);
    if (second != null && second.contains(behind.keyword())) {
      return not(token, word.equals("GROUP") || word.equals("ORDER") ? word + " BY" : word);
    }
    boolean countFollows =
        behind.kind() == Token.Kind.NUMBER || behind.isSymbol("?") || behind.isWord("ALL");
    if ((word.equals("LIMIT") || word.equals("OFFSET")) && countFollows) {
      return not(token, word);
    }
    if ((word.equals("HAVING") || word.equals("WINDOW") || word.equals("INTO"))
        && behind.kind() != Token.Kind.END
        && !behind.isSymbol(",")) {
      return not(token, word);
    }
    if (word.equals("OVER") || word.equals("FILTER") || word.equals("WITHIN")) {
      return not(token, "a window function (" + word + ")");
    }
    if (word.equals("AT") && behind.isWord("TIME")) {
      return not(token, "AT TIME ZONE");
    }
    if (word.equals("COLLATE")) {
      return not(token, word);
    }
    return semicolon(tokens);
  }

  /** What to say of the words behind a table, if they are known. */
  static @Nullable SqlException join(Tokens tokens) {
    if (JOINS.contains(tokens.peek().keyword())) {
      return not(tokens.peek(), "JOIN");
    }
    return tokens.atSymbol(",") ? not(tokens.peek(), "a second table (JOIN)") : clause(tokens);
  }

  private static @Nullable SqlException semicolon(Tokens tokens) {
    return tokens.atSymbol(";") && tokens.peek(1).kind() != Token.Kind.END
        ? tokens.peek(1).place().error("a second statement is not supported")
        : null;
  }

  static SqlException not(Token token, String construct) {
    return token.place().error(construct + " is not supported");
  }
}
