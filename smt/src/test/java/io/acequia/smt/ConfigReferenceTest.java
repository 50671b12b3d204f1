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
    return new TreeMap<>(
        Map.of(
            "io.acequia.smt.Flatten$Key, io.acequia.smt.Flatten$Value", FlattenConfig.DEF,
            "io.acequia.smt.Mask$Key, io.acequia.smt.Mask$Value", MaskConfig.DEF,
            "io.acequia.smt.ParseJson$Key, io.acequia.smt.ParseJson$Value", ParseJsonConfig.DEF));
  }
}
