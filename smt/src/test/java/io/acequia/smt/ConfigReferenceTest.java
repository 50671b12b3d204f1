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
    plugins.put(
        "io.acequia.smt.JavaScript$Key, io.acequia.smt.JavaScript$Value", JavaScriptConfig.DEF);
    plugins.put("io.acequia.smt.Mask$Key, io.acequia.smt.Mask$Value", MaskConfig.DEF);
    return plugins;
  }
}
