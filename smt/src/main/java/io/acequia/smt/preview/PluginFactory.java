package io.acequia.smt.preview;

import org.apache.kafka.common.config.ConfigException;

/** Makes a transform or a predicate from the name of its class. */
@FunctionalInterface
public interface PluginFactory {

  /**
   * @param key the setting that names the class, for messages
   * @throws ConfigException naming the key, if there is no such class or it cannot be made
   */
  Object newPlugin(String key, String className);

  /** Of the classes that a class loader finds. */
  static PluginFactory of(ClassLoader loader) {
    return (key, className) -> {
      try {
        return Class.forName(className, true, loader).getDeclaredConstructor().newInstance();
      } catch (ClassNotFoundException e) {
        throw new ConfigException(key, className, "is not a class that can be found");
      } catch (ReflectiveOperationException | LinkageError e) {
        throw new ConfigException(key, className, "cannot be made: " + e);
      }
    };
  }
}
