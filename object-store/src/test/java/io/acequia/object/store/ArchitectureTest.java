package io.acequia.object.store;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {
  @Override
  protected String basePackage() {
    return "io.acequia.object.store";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of("commons");
  }
}
