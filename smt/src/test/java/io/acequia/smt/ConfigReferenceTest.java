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
        "io.acequia.smt.Hash$Key, io.acequia.smt.Hash$Value", HashConfig.DEF,
        "io.acequia.smt.Mask$Key, io.acequia.smt.Mask$Value", MaskConfig.DEF,
        "io.acequia.smt.TimestampConvert$Key, io.acequia.smt.TimestampConvert$Value",
            TimestampConvertConfig.DEF);
  }
}
