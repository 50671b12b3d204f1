package io.acequia.smt.query;

import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.library.BuiltInFunctions;
import java.util.ServiceConfigurationError;
import org.apache.kafka.common.config.ConfigException;

/** The functions that statements in transforms may call. */
public final class Functions {

  private Functions() {}

  /**
   * The built-in ones, those of this plugin's transforms, and those of the user's jars in the
   * plugin's folder.
   *
   * @throws ConfigException if one of the latter cannot be loaded, or has a name that is taken
   */
  public static FunctionTable all() {
    try {
      return BuiltInFunctions.table().withServices(Functions.class.getClassLoader());
    } catch (ServiceConfigurationError | IllegalArgumentException e) {
      throw new ConfigException("a SQL function cannot be used: " + e.getMessage());
    }
  }
}
