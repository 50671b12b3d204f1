package io.acequia.elasticsearch.sink;

import io.acequia.testkit.ArchitectureRules;
import java.util.Set;

class ArchitectureTest extends ArchitectureRules {
  @Override
  protected String basePackage() {
    return "io.acequia.elasticsearch.sink";
  }

  @Override
  protected Set<String> mayDependOn() {
    return Set.of("commons", "formats");
  }
}
