package io.acequia.avro.converter;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {

  @Override
  protected String basePackage() {
    return "io.acequia.avro.converter";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of("commons", "schema.registry");
  }
}
