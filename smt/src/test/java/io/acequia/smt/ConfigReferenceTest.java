package io.acequia.smt;

import io.acequia.testkit.ConfigReferenceContract;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.config.ConfigDef;

class ConfigReferenceTest extends ConfigReferenceContract {

  @Override
  protected String artifact() {
    return "smt";
  }

  @Override
  protected String title() {
    return "Transforms: configuration";
  }

  @Override
  protected Map<String, ConfigDef> plugins() {
    Map<String, ConfigDef> plugins = new TreeMap<>();
    plugins.put("io.acequia.smt.SqlPredicate", SqlPredicateConfig.DEF);
    Map.of(
            "Flatten", FlattenConfig.DEF,
            "Geocode", GeocodeConfig.DEF,
            "Hash", HashConfig.DEF,
            "JavaScript", JavaScriptConfig.DEF,
            "Lookup", LookupConfig.DEF,
            "Mask", MaskConfig.DEF,
            "ParseJson", ParseJsonConfig.DEF,
            "Sql", SqlConfig.DEF,
            "TimestampConvert", TimestampConvertConfig.DEF)
        .forEach(
            (name, def) ->
                plugins.put(
                    "io.acequia.smt." + name + "$Key, io.acequia.smt." + name + "$Value", def));
    return plugins;
  }
}
