package io.acequia.smt;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {

  @Override
  protected String basePackage() {
    return "io.acequia.smt";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of("commons", "sql");
  }
}
