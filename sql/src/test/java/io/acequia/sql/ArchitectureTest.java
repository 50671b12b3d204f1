package io.acequia.sql;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {

  @Override
  protected String basePackage() {
    return "io.acequia.sql";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of();
  }
}
