package io.acequia.smt.lookup;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;

/**
 * LOOKUP while a configuration is validated: whatever table and column are meant, they are there.
 */
final class UnknownTable implements SqlFunction {

  @Override
  public String name() {
    return "LOOKUP";
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    if (arguments.size() < 2 || arguments.size() > 3) {
      throw new FunctionException("LOOKUP takes a key, a table and optionally a column");
    }
    FunctionCall.Many never =
        values -> {
          throw new IllegalStateException("no table is open");
        };
    return new FunctionCall(SqlType.ANY, never, false);
  }
}
