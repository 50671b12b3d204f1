package io.acequia.bench;

import io.acequia.local.process.ProjectRoot;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.apache.kafka.connect.sink.SinkRecord;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One transform over one kind of record, again and again; each in a virtual machine of its own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class TransformBench {

  /** The name of a {@link TransformCase}. */
  @Param("")
  public String name;

  /** Whether records are structs; maps otherwise. */
  @Param("false")
  public boolean structs;

  private SinkRecord[] records = {};
  private UnaryOperator<@Nullable Object> work = record -> record;
  private AutoCloseable resource = () -> {};
  private int next;

  @Setup
  public void prepare() {
    TransformCase found = TransformCases.find(name);
    TransformCase.Work made = found.prepare().get();
    work = made.step();
    resource = made.resource();
    records = found.sample().records(ProjectRoot.path(), structs);
  }

  @TearDown
  public void close() throws Exception {
    resource.close();
  }

  @Benchmark
  public @Nullable Object apply() {
    int i = next;
    next = i + 1 == records.length ? 0 : i + 1;
    return work.apply(records[i]);
  }
}
