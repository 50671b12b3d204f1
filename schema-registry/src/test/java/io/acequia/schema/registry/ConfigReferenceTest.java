package io.acequia.schema.registry;

import io.acequia.testkit.ConfigReferenceContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

class ConfigReferenceTest extends ConfigReferenceContract {

  @Override
  protected String artifact() {
    return "schema-registry";
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
