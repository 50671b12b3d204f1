package io.acequia.http.source;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {

  @Override
  protected String basePackage() {
    return "io.acequia.http.source";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of("commons", "formats");
  }
}
