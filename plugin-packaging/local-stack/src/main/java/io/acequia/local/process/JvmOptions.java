package io.acequia.local.process;

import java.util.List;

/** Options of the JVMs that run Kafka's programs. */
final class JvmOptions {
  /** For a broker or a worker. */
  static final List<String> SERVER = List.of("-XX:+UseSerialGC", "-Xshare:auto");

  /** For a program that ends after a second: no optimising compiler. */
  static final List<String> SHORT_LIVED = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private JvmOptions() {}
}
