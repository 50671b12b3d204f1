package io.acequia.smt;

import io.acequia.testkit.ConfigReferenceContract;
import java.util.Map;
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
    return Map.of(
        "io.acequia.smt.Geocode$Key, io.acequia.smt.Geocode$Value", GeocodeConfig.DEF,
        "io.acequia.smt.Lookup$Key, io.acequia.smt.Lookup$Value", LookupConfig.DEF,
        "io.acequia.smt.Mask$Key, io.acequia.smt.Mask$Value", MaskConfig.DEF);
  }
}
