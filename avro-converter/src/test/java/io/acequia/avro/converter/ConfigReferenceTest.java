package io.acequia.avro.converter;

import io.acequia.testkit.ConfigReferenceContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

class ConfigReferenceTest extends ConfigReferenceContract {

  @Override
  protected String artifact() {
    return "avro-converter";
  }

  @Override
  protected String title() {
    return "Avro converter";
  }

  @Override
  protected Map<String, ConfigDef> plugins() {
    return Map.of(AvroConverter.class.getName(), AvroConverterConfig.configDef());
  }
}
