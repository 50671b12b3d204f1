package io.acequia.smt;

import io.acequia.testkit.ConfigContract;
import java.util.Map;
import org.apache.kafka.common.config.ConfigDef;

class SqlPredicateConfigTest extends ConfigContract {

  @Override
  protected ConfigDef configDef() {
    return SqlPredicateConfig.DEF;
  }

  @Override
  protected Map<String, String> minimal() {
    return Map.of("condition", "a > 1");
  }

  @Override
  protected Object parse(Map<String, String> settings) {
    return new SqlPredicateConfig(settings);
  }

  @Override
  protected Map<String, String> badValues() {
    return Map.of("condition", "a >");
  }
}
