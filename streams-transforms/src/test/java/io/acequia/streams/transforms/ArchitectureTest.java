package io.acequia.streams.transforms;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {

  @Override
  protected String basePackage() {
    return "io.acequia.streams.transforms";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of("commons", "schema.registry", "sql");
  }
}
