package io.acequia.smt.lookup;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionDoc;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * LOOKUP(key, table [, column]): a row of a table, or one of its columns; null if there is none.
 */
final class LookupFunction implements SqlFunction {

  private final Map<String, LookupTable> tables;

  LookupFunction(Map<String, LookupTable> tables) {
    this.tables = tables;
  }

  @Override
  public String name() {
    return "LOOKUP";
  }

  @Override
  public FunctionDoc doc() {
    return new FunctionDoc(
        FunctionDoc.Category.ENRICHMENT,
        List.of("LOOKUP(key, table)", "LOOKUP(key, table, column)"),
        "The row of a configured table with this key, or one column of it; NULL if there is no such"
            + " row or the key is NULL. Table and column are constants.",
        List.of("LOOKUP('SFO', 'airports', 'city')"));
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    if (arguments.size() < 2 || arguments.size() > 3) {
      throw new FunctionException("LOOKUP takes a key, a table and optionally a column");
    }
    LookupTable table = table(text(arguments.get(1), "table"));
    boolean open = arguments.get(0).type().isOpen();
    FunctionCall.Body body;
    SqlType type;
    if (arguments.size() == 2) {
      type = open ? SqlType.map(SqlType.ANY) : SqlType.of(table.shape().all().schema());
      body = open ? rows(table) : structs(table, table.shape().all());
    } else {
      String column = text(arguments.get(2), "column");
      RowView view = RowView.of(table.shape(), List.of(column), List.of(column));
      if (table.shapeIsFinal() && !table.shape().has(column)) {
        throw new FunctionException("LOOKUP: the table has no column '" + column + "'");
      }
      type = open ? SqlType.ANY : SqlType.of(view.schemas().get(0));
      body = open ? values(table, column) : typed(table, view);
    }
    // Not deterministic: the table changes under the statement.
    return new FunctionCall(type, body, false);
  }

  private LookupTable table(String name) {
    LookupTable table = tables.get(name);
    if (table == null) {
      throw new FunctionException(
          "LOOKUP: there is no table '" + name + "' among those configured: " + tables.keySet());
    }
    if (table.keySize() != 1) {
      throw new FunctionException("LOOKUP: the key of table '" + name + "' has several columns");
    }
    return table;
  }

  private static String text(Argument argument, String what) {
    if (argument.constant() && argument.value() instanceof String text) {
      return text;
    }
    throw new FunctionException("LOOKUP: the " + what + " must be a text in quotes");
  }

  private static @Nullable TableRow row(LookupTable table, @Nullable Object key) {
    return key == null ? null : table.find(KeyText.checked("the first argument", key));
  }

  private static FunctionCall.Many rows(LookupTable table) {
    return arguments -> {
      TableRow row = row(table, arguments[0]);
      return row == null ? null : row.map(table.shape().all());
    };
  }

  private static FunctionCall.Many structs(LookupTable table, RowView view) {
    return arguments -> {
      TableRow row = row(table, arguments[0]);
      return row == null ? null : row.struct(view);
    };
  }

  private static FunctionCall.Many values(LookupTable table, String column) {
    return arguments -> {
      TableRow row = row(table, arguments[0]);
      return row == null ? null : row.named(column);
    };
  }

  private static FunctionCall.Many typed(LookupTable table, RowView view) {
    return arguments -> {
      TableRow row = row(table, arguments[0]);
      return row == null ? null : view.typed(row, 0);
    };
  }
}
