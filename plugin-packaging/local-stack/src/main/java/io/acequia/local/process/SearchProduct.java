package io.acequia.local.process;

/** The two that came of one code, and are started alike. */
public enum SearchProduct {
  ELASTICSEARCH,
  OPENSEARCH;

  /** Its name in files and folders. */
  String label() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
