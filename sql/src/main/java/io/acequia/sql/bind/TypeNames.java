package io.acequia.sql.bind;

import io.acequia.sql.syntax.TypeName;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;

/** The names of types that CAST takes. */
final class TypeNames {

  private static final int MAX_PRECISION = 1_000;

  private static final Map<String, SqlType> SIMPLE =
      Map.ofEntries(
          Map.entry("BOOLEAN", SqlType.BOOLEAN),
          Map.entry("BOOL", SqlType.BOOLEAN),
          Map.entry("TINYINT", SqlType.of(Schema.OPTIONAL_INT8_SCHEMA)),
          Map.entry("SMALLINT", SqlType.of(Schema.OPTIONAL_INT16_SCHEMA)),
          Map.entry("INT2", SqlType.of(Schema.OPTIONAL_INT16_SCHEMA)),
          Map.entry("INT", SqlType.INTEGER),
          Map.entry("INT4", SqlType.INTEGER),
          Map.entry("INTEGER", SqlType.INTEGER),
          Map.entry("BIGINT", SqlType.BIGINT),
          Map.entry("INT8", SqlType.BIGINT),
          Map.entry("REAL", SqlType.REAL),
          Map.entry("FLOAT4", SqlType.REAL),
          Map.entry("FLOAT", SqlType.DOUBLE),
          Map.entry("FLOAT8", SqlType.DOUBLE),
          Map.entry("DOUBLE", SqlType.DOUBLE),
          Map.entry("DOUBLE PRECISION", SqlType.DOUBLE),
          Map.entry("STRING", SqlType.STRING),
          Map.entry("TEXT", SqlType.STRING),
          Map.entry("VARCHAR", SqlType.STRING),
          Map.entry("CHARACTER VARYING", SqlType.STRING),
          Map.entry("BYTES", SqlType.BYTES),
          Map.entry("BYTEA", SqlType.BYTES),
          Map.entry("VARBINARY", SqlType.BYTES),
          Map.entry("DATE", SqlType.DATE),
          Map.entry("TIME", SqlType.TIME),
          Map.entry("TIMESTAMP", SqlType.TIMESTAMP),
          Map.entry("TIMESTAMPTZ", SqlType.TIMESTAMP));

  private TypeNames() {}

  /**
   * @param limit digits of a DECIMAL or characters of a text; 0 for any
   * @param keepScale whether a DECIMAL is not rounded
   */
  record Target(SqlType type, int limit, boolean keepScale) {}

  /**
   * @param from what is cast, whose digits behind the point a DECIMAL without arguments takes
   */
  static Target resolve(TypeName name, SqlType from) {
    List<Integer> arguments = name.arguments();
    if (List.of("DECIMAL", "NUMERIC", "DEC").contains(name.name())) {
      return decimal(name, from);
    }
    SqlType type = SIMPLE.get(name.name());
    if (type == null) {
      throw name.place()
          .error("there is no type " + name.name() + Spelling.hint(name.name(), SIMPLE.keySet()));
    }
    if (arguments.isEmpty()) {
      return new Target(type, 0, false);
    }
    boolean length = type.kind() == SqlType.Kind.STRING && arguments.size() == 1;
    if (!length || arguments.get(0) < 1) {
      throw name.place().error("the type " + name.name() + " cannot have such a length");
    }
    return new Target(type, arguments.get(0), false);
  }

  private static Target decimal(TypeName name, SqlType from) {
    List<Integer> arguments = name.arguments();
    if (arguments.isEmpty()) {
      int scale =
          switch (from.kind()) {
            case INTEGER, BIGINT -> 0;
            case DECIMAL -> OperatorBinder.scale(from);
            default -> 18;
          };
      return new Target(SqlType.decimal(scale), 0, true);
    }
    int precision = arguments.get(0);
    int scale = arguments.size() > 1 ? arguments.get(1) : 0;
    if (arguments.size() > 2 || precision < 1 || precision > MAX_PRECISION || scale > precision) {
      throw name.place()
          .error(name.name() + " takes a precision of 1 to 1000 and a scale up to it");
    }
    return new Target(SqlType.decimal(scale), precision, false);
  }
}
