package io.acequia.local.process;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The major releases of Elasticsearch and OpenSearch, which came of one code. */
public enum SearchRelease {
  ELASTICSEARCH_7("Elasticsearch", 7, 17, "Elasticsearch7Node"),
  /** What the local stack has. */
  ELASTICSEARCH_8("Elasticsearch", 8, 17, null),
  ELASTICSEARCH_9("Elasticsearch", 9, 21, "Elasticsearch9Node"),
  OPENSEARCH_1("OpenSearch", 1, 17, "OpenSearchNode"),
  OPENSEARCH_2("OpenSearch", 2, 17, "OpenSearchNode"),
  OPENSEARCH_3("OpenSearch", 3, 21, "OpenSearch3Node");

  private final String product;
  private final int major;
  private final int java;
  private final @Nullable String source;

  SearchRelease(String product, int major, int java, @Nullable String source) {
    this.product = product;
    this.major = major;
    this.java = java;
    this.source = source;
  }

  /** The product's name in files and folders. */
  String label() {
    return product.toLowerCase(Locale.ROOT);
  }

  /** The module that lays it out, below {@code plugin-packaging}. */
  Path module() {
    return source == null
        ? Path.of(label() + "-runtime")
        : Path.of("search-runtimes", label() + "-" + major);
  }

  /** What starts a node, below {@code plugin-packaging}; none where its module compiles it. */
  Optional<Path> source() {
    return Optional.ofNullable(source)
        .map(name -> Path.of("search-runtimes", "nodes", name + ".java"));
  }

  /** A JDK of this machine that is new enough to run it. */
  public Optional<Path> jdk() {
    return Jdks.ofThisMachine().atLeast(java);
  }

  /** What a machine without one lacks. */
  public String needs() {
    return "%s needs a JDK %d or newer: set %s to the home of one"
        .formatted(this, java, Jdks.VARIABLE);
  }

  /** Such as Elasticsearch 8. */
  @Override
  public String toString() {
    return product + " " + major;
  }
}
