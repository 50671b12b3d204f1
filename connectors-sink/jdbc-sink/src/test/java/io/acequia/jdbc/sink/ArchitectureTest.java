package io.acequia.jdbc.sink;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {
  @Override
  protected String basePackage() {
    return "io.acequia.jdbc.sink";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of("commons", "formats");
  }
}
