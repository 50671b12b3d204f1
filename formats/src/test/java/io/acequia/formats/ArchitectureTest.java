package io.acequia.formats;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {

  @Override
  protected String basePackage() {
    return "io.acequia.formats";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of();
  }
}
