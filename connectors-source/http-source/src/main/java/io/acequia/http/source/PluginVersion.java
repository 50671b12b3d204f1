package io.acequia.http.source;

import org.jspecify.annotations.Nullable;

/** The version that the build wrote into the archive's manifest. */
final class PluginVersion {

  private PluginVersion() {}

  static String get() {
    @Nullable String version = PluginVersion.class.getPackage().getImplementationVersion();
    // Classes that were not loaded from an archive have none.
    return version == null ? "0.0.0-dev" : version;
  }
}
