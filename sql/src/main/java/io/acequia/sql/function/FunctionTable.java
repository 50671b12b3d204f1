package io.acequia.sql.function;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The functions that a statement may call, by name in any case. Immutable. */
public final class FunctionTable {

  private final Map<String, SqlFunction> functions;

  private FunctionTable(Map<String, SqlFunction> functions) {
    this.functions = functions;
  }

  /**
   * @throws IllegalArgumentException if two have one name
   */
  public static FunctionTable of(Iterable<? extends SqlFunction> functions) {
    return new FunctionTable(Map.of()).with(functions);
  }

  /**
   * This table and more functions.
   *
   * @throws IllegalArgumentException if a name is there already
   */
  public FunctionTable with(Iterable<? extends SqlFunction> more) {
    Map<String, SqlFunction> all = new TreeMap<>(functions);
    for (SqlFunction function : more) {
      SqlFunction before = all.putIfAbsent(key(function.name()), function);
      if (before != null) {
        throw new IllegalArgumentException(
            "there are two functions "
                + function.name()
                + ": "
                + before.getClass().getName()
                + " and "
                + function.getClass().getName());
      }
    }
    return new FunctionTable(all);
  }

  /**
   * This table and the functions that {@code META-INF/services} names for a class loader.
   *
   * @throws IllegalArgumentException if a name is there already
   * @throws java.util.ServiceConfigurationError if one cannot be loaded
   */
  public FunctionTable withServices(ClassLoader loader) {
    return with(ServiceLoader.load(SqlFunction.class, loader));
  }

  public @Nullable SqlFunction find(String name) {
    return functions.get(key(name));
  }

  /** All of them, by name. */
  public Collection<SqlFunction> all() {
    return functions.values();
  }

  private static String key(String name) {
    return name.toUpperCase(Locale.ROOT);
  }
}
