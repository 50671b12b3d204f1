package io.acequia.sql;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.SqlFunction;
import io.acequia.sql.type.SqlType;
import java.util.List;
import org.apache.kafka.connect.errors.DataException;

/** The example of {@code docs/sql.md}. */
public final class Celsius implements SqlFunction {

  @Override
  public String name() {
    return "CELSIUS";
  }

  @Override
  public FunctionCall bind(List<Argument> arguments) {
    if (arguments.size() != 1) {
      throw new FunctionException("takes 1 argument, not " + arguments.size());
    }
    SqlType type = arguments.get(0).type();
    if (!type.isOpen() && !type.kind().isNumeric()) {
      throw new FunctionException("needs degrees Fahrenheit, not " + type);
    }
    return FunctionCall.strict(SqlType.DOUBLE, Celsius::convert);
  }

  private static Object convert(Object fahrenheit) {
    if (!(fahrenheit instanceof Number degrees)) {
      throw new DataException("needs a number");
    }
    return (degrees.doubleValue() - 32) / 1.8;
  }
}
