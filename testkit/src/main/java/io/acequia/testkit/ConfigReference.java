package io.acequia.testkit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigDef.Type;

/** Renders configuration definitions as one Markdown page: a table for each group of keys. */
final class ConfigReference {

  private final StringBuilder page = new StringBuilder();

  private ConfigReference() {}

  static String render(String title, Map<String, ConfigDef> plugins) {
    ConfigReference reference = new ConfigReference();
    reference.line("# " + title);
    reference.line("");
    reference.line("Generated from the code and checked by the build; do not edit.");
    plugins.forEach(reference::plugin);
    return reference.page.toString();
  }

  private void plugin(String className, ConfigDef def) {
    line("");
    line("## `" + className.replace(", ", "`, `") + "`");
    for (Map.Entry<String, List<ConfigKey>> group : groups(def).entrySet()) {
      line("");
      line("### " + group.getKey());
      line("");
      line("| key | type | default | valid values | importance | meaning |");
      line("| --- | --- | --- | --- | --- | --- |");
      group.getValue().forEach(this::key);
    }
  }

  private static Map<String, List<ConfigKey>> groups(ConfigDef def) {
    Map<String, List<ConfigKey>> groups = new LinkedHashMap<>();
    for (ConfigKey key : def.configKeys().values()) {
      if (!key.internalConfig) {
        groups.computeIfAbsent(key.group, name -> new ArrayList<>()).add(key);
      }
    }
    groups.values().forEach(keys -> keys.sort(Comparator.comparingInt(key -> key.orderInGroup)));
    return groups;
  }

  private void key(ConfigKey key) {
    line(
        "| "
            + String.join(
                " | ",
                "`" + key.name + "`",
                key.type.toString().toLowerCase(Locale.ROOT),
                defaultOf(key),
                key.validator == null ? "" : cell(key.validator.toString()),
                key.importance.toString().toLowerCase(Locale.ROOT),
                cell(key.documentation))
            + " |");
  }

  private static String defaultOf(ConfigKey key) {
    if (!key.hasDefault()) {
      return "*required*";
    }
    if (key.defaultValue == null) {
      return "none";
    }
    if (key.type == Type.PASSWORD) {
      return "hidden";
    }
    String text = ConfigDef.convertToString(key.defaultValue, key.type);
    return text.isEmpty() ? "empty" : "`" + cell(text) + "`";
  }

  /** A pipe or a line break would end the cell, an angle bracket would begin a tag. */
  private static String cell(String text) {
    return text.strip()
        .replaceAll("\\s+", " ")
        .replace("|", "\\|")
        .replace("<", "&lt;")
        .replace(">", "&gt;");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
