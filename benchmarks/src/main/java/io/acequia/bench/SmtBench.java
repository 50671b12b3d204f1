package io.acequia.bench;

import io.acequia.bench.TransformCase.Role;
import io.acequia.bench.TransformCase.Schemas;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * The time of one record in each transform, by JMH on one thread: the median of virtual machines
 * that each measure one transform over structs or over maps.
 */
final class SmtBench implements Bench {

  private final Path root;
  private final boolean quick;

  SmtBench(Path root, Path folder, boolean quick) {
    this.root = root;
    this.quick = quick;
  }

  private record Key(String name, boolean structs) {}

  @Override
  public ResultTable run() throws Exception {
    TransformCases.missing()
        .forEach(
            one ->
                System.err.println(
                    "not measured, " + one.needs() + " is not there: " + one.name()));
    Map<Key, Double> nanos = new LinkedHashMap<>();
    for (TransformCase one : TransformCases.measurable()) {
      for (boolean structs : new boolean[] {true, false}) {
        if (structs || one.schemas() == Schemas.BOTH) {
          double median = measure(one, structs);
          nanos.put(new Key(one.name(), structs), median);
          System.err.printf("%s, %s: %.0f ns%n", one.name(), kind(structs), median);
        }
      }
    }
    return table(nanos);
  }

  private double measure(TransformCase one, boolean structs) throws RunnerException {
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .include(TransformBench.class.getName())
            .param("name", one.name())
            .param("structs", Boolean.toString(structs))
            .forks(quick ? 1 : 2)
            .warmupIterations(quick ? 2 : 4)
            .warmupTime(TimeValue.milliseconds(quick ? 500 : 1_000))
            .measurementIterations(quick ? 2 : 4)
            .measurementTime(TimeValue.milliseconds(quick ? 500 : 1_000))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .jvmArgs(
                "-Xmx1g",
                "-Dacequia.root=" + root,
                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error");
    Collection<RunResult> results = new Runner(options.build()).run();
    Samples picoseconds = new Samples();
    for (RunResult result : results) {
      for (BenchmarkResult fork : result.getBenchmarkResults()) {
        picoseconds.add(Math.round(fork.getPrimaryResult().getScore() * 1_000));
      }
    }
    return picoseconds.median() / 1_000.0;
  }

  private static ResultTable table(Map<Key, Double> nanos) {
    ResultTable table =
        new ResultTable("ns a record", "records", "ns", "of peer", "of by hand", "goal");
    List<TransformCase> cases = TransformCases.measurable();
    for (TransformCase one : cases) {
      for (boolean structs : new boolean[] {true, false}) {
        Double own = nanos.get(new Key(one.name(), structs));
        if (own != null) {
          boolean ours = one.role() == Role.OURS;
          table.row(
              one.name(),
              kind(structs),
              String.format(Locale.ROOT, "%,.0f", own),
              ours ? ratio(own, other(cases, nanos, one, structs, Role.PEER)) : "",
              ours ? ratio(own, other(cases, nanos, one, structs, Role.BY_HAND)) : "",
              one.goal());
        }
      }
    }
    return table;
  }

  /** The fastest of that role in the group. */
  private static @Nullable Double other(
      List<TransformCase> cases,
      Map<Key, Double> nanos,
      TransformCase ours,
      boolean structs,
      Role role) {
    Double least = null;
    for (TransformCase one : cases) {
      Double time = nanos.get(new Key(one.name(), structs));
      if (one.role() == role
          && one.group().equals(ours.group())
          && time != null
          && (least == null || time < least)) {
        least = time;
      }
    }
    return least;
  }

  private static String ratio(double own, @Nullable Double other) {
    return other == null ? "" : String.format(Locale.ROOT, "%.2f", own / other);
  }

  private static String kind(boolean structs) {
    return structs ? "structs" : "maps";
  }
}
