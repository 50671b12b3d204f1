package io.acequia.bench;

import io.acequia.local.process.ProjectRoot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** {@code ./acequia bench [NAME]}: runs the benchmark of that name, or all. */
public final class Main {

  private static final String USAGE =
      """
      usage: acequia bench [--quick] [NAME]

        elasticsearch
                     documents/s of the Elasticsearch sink, beside bulk requests alone
        ingest       events/s and latency of HTTP ingest, beside ProducerPerformance
        ingest-soak  ten minutes of it, with the heap by minute
        objects      records/s and MB/s of the object store sink, beside parquet-java alone
        postgres   rows/s of the PostgreSQL sink, beside Debezium's JDBC sink and COPY
        smt        ns a record of the transforms, beside Kafka's, Debezium's and Java written by hand
        streams    records/s of a topology, beside the same program written by hand
        streams-soak (or streams --soak) ten minutes of it, with the heap

        --quick      once and with less data: to see that it works, not to quote

      Without a NAME, all of them. Servers are started on free ports and ended afterwards.""";

  private interface Factory {
    Bench create(Path root, Path folder, boolean quick);
  }

  private static final Map<String, Factory> BENCHES =
      Map.of(
          "elasticsearch", ElasticsearchBench::new,
          "ingest", IngestBench::new,
          "ingest-soak", IngestSoak::new,
          "objects", ObjectsBench::new,
          "postgres", PostgresBench::new,
          "smt", SmtBench::new,
          "streams", StreamsBench::new,
          "streams-soak", StreamsSoak::new);

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    List<String> words = List.of(arguments);
    if (words.contains("--help") || words.contains("-h")) {
      System.out.println(USAGE);
      return;
    }
    String ending = words.contains("--soak") ? "-soak" : "";
    List<String> names =
        words.stream()
            .filter(word -> !word.equals("--quick") && !word.equals("--soak"))
            .map(word -> word + ending)
            .toList();
    if (names.size() > 1 || !BENCHES.keySet().containsAll(names)) {
      System.err.println("acequia bench: unknown: " + String.join(" ", names) + "\n" + USAGE);
      System.exit(2);
    }
    for (Map.Entry<String, Factory> bench : new TreeMap<>(BENCHES).entrySet()) {
      if (names.isEmpty() || names.contains(bench.getKey())) {
        run(bench.getKey(), bench.getValue(), words.contains("--quick"));
      }
    }
  }

  private static void run(String name, Factory factory, boolean quick) throws Exception {
    Path root = ProjectRoot.path();
    Path folder = root.resolve(".acequia/bench/" + name);
    delete(folder);
    Files.createDirectories(folder);
    ResultTable result = factory.create(root, folder, quick).run();
    delete(folder);
    result.printTo(System.out);
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot clear " + folder, e);
    }
  }
}
