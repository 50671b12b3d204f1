package io.acequia.smt.script;

import org.mozilla.javascript.Context;
import org.mozilla.javascript.ContextFactory;

/** Makes contexts, and passes their instruction counts on to the meter. */
final class Sandbox extends ContextFactory {

  private final Meter meter;

  Sandbox(Meter meter) {
    this.meter = meter;
  }

  @Override
  protected SandboxContext makeContext() {
    return new SandboxContext(this, meter);
  }

  @Override
  protected boolean hasFeature(Context context, int feature) {
    return switch (feature) {
      case Context.FEATURE_E4X,
          Context.FEATURE_PARENT_PROTO_PROPERTIES,
          Context.FEATURE_ENHANCED_JAVA_ACCESS,
          Context.FEATURE_ENABLE_JAVA_MAP_ACCESS ->
          false;
      default -> super.hasFeature(context, feature);
    };
  }

  @Override
  protected void observeInstructionCount(Context context, int instructions) {
    meter.check();
  }
}
