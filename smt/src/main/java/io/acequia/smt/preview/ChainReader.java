package io.acequia.smt.preview;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.apache.kafka.connect.connector.ConnectRecord;
import org.apache.kafka.connect.transforms.Transformation;
import org.apache.kafka.connect.transforms.predicates.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chain from the settings of a connector, as a worker does (KIP-66, KIP-585), and collects
 * whatever is wrong with it.
 */
final class ChainReader<R extends ConnectRecord<R>> {

  private final Map<String, String> settings;
  private final PluginFactory plugins;
  private final List<String> problems = new ArrayList<>();

  ChainReader(Map<String, String> settings, PluginFactory plugins) {
    this.settings = settings;
    this.plugins = plugins;
  }

  /** The stages in order, configured; what was made is closed again if anything is wrong. */
  List<PreviewStage<R>> read() {
    Map<String, Predicate<R>> predicates = new LinkedHashMap<>();
    for (String name : names("predicates")) {
      Predicate<R> predicate = predicate("predicates." + name + ".");
      if (predicate != null) {
        predicates.put(name, predicate);
      }
    }
    List<PreviewStage<R>> stages = new ArrayList<>();
    for (String name : names("transforms")) {
      PreviewStage<R> stage = stage(name, predicates);
      if (stage != null) {
        stages.add(stage);
      }
    }
    if (!problems.isEmpty()) {
      stages.forEach(PreviewStage::close);
      predicates.values().forEach(Predicate::close);
      throw new ConfigException(String.join("; ", problems));
    }
    return stages;
  }

  private @Nullable PreviewStage<R> stage(String name, Map<String, Predicate<R>> predicates) {
    String prefix = "transforms." + name + ".";
    Map<String, String> own = below(prefix);
    String predicateName = own.remove("predicate");
    boolean negate = Boolean.parseBoolean(own.remove("negate"));
    Transformation<R> transformation = transformation(prefix, own);
    Predicate<R> predicate = null;
    if (predicateName != null) {
      predicate = predicates.get(predicateName);
      if (predicate == null) {
        problems.add(prefix + "predicate: there is no predicate '" + predicateName + "'");
      }
    } else if (negate) {
      problems.add(prefix + "negate: needs " + prefix + "predicate");
    }
    return transformation == null
        ? null
        : new PreviewStage<>(name, transformation, predicate, negate);
  }

  // A class named in the settings is a transform of any record, or it is not one at all.
  @SuppressWarnings("unchecked")
  private @Nullable Transformation<R> transformation(String prefix, Map<String, String> own) {
    Object plugin = plugin(prefix, own, Transformation.class);
    if (!(plugin instanceof Transformation<?> transformation)) {
      return null;
    }
    return configured(prefix, own, transformation::config, () -> transformation.configure(own))
        ? (Transformation<R>) transformation
        : null;
  }

  @SuppressWarnings("unchecked")
  private @Nullable Predicate<R> predicate(String prefix) {
    Map<String, String> own = below(prefix);
    Object plugin = plugin(prefix, own, Predicate.class);
    if (!(plugin instanceof Predicate<?> predicate)) {
      return null;
    }
    return configured(prefix, own, predicate::config, () -> predicate.configure(own))
        ? (Predicate<R>) predicate
        : null;
  }

  private @Nullable Object plugin(String prefix, Map<String, String> own, Class<?> kind) {
    String type = own.remove("type");
    if (type == null || type.isBlank()) {
      problems.add(prefix + "type: is missing");
      return null;
    }
    try {
      Object plugin = plugins.newPlugin(prefix + "type", type.strip());
      if (kind.isInstance(plugin)) {
        return plugin;
      }
      problems.add(prefix + "type: " + type + " is not a " + kind.getSimpleName());
    } catch (ConfigException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    return null;
  }

  /** All that is wrong with single settings at once; then what only configuring shows. */
  private boolean configured(
      String prefix, Map<String, String> own, Supplier<ConfigDef> def, Runnable configure) {
    int before = problems.size();
    for (ConfigValue value : def.get().validate(own)) {
      value
          .errorMessages()
          .forEach(message -> problems.add(prefix + value.name() + ": " + message));
    }
    if (problems.size() == before) {
      try {
        configure.run();
      } catch (RuntimeException e) {
        problems.add(prefix + "*: " + e.getMessage());
      }
    }
    return problems.size() == before;
  }

  private Set<String> names(String key) {
    Set<String> names = new LinkedHashSet<>();
    for (String name : settings.getOrDefault(key, "").split(",", -1)) {
      if (!name.isBlank() && !names.add(name.strip())) {
        problems.add(key + ": names '" + name.strip() + "' twice");
      }
    }
    return names;
  }

  private Map<String, String> below(String prefix) {
    Map<String, String> own = new LinkedHashMap<>();
    settings.forEach(
        (key, value) -> {
          if (key.startsWith(prefix)) {
            own.put(key.substring(prefix.length()), value);
          }
        });
    return own;
  }
}
