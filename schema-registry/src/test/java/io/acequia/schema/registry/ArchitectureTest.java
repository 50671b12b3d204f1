package io.acequia.schema.registry;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {

  @Override
  protected String basePackage() {
    return "io.acequia.schema.registry";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of("commons");
  }
}
