package io.acequia.smt.preview;

import io.acequia.smt.preview.PreviewStep.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.connector.ConnectRecord;

/**
 * A chain of transforms, ours or others', that runs over sample records as a worker would run it,
 * and tells what each step did. Nothing is sent anywhere. Not thread-safe.
 *
 * @param <R> {@link org.apache.kafka.connect.source.SourceRecord} or {@link
 *     org.apache.kafka.connect.sink.SinkRecord}
 */
public final class TransformPreview<R extends ConnectRecord<R>> implements AutoCloseable {

  private final List<PreviewStage<R>> stages;

  /**
   * Makes and configures the chain.
   *
   * @param settings of a connector: {@code transforms}, {@code transforms.<name>.type}, {@code
   *     predicates} and so on; others are ignored. References to config providers are to be
   *     resolved before.
   * @param plugins makes the transforms and predicates
   * @throws org.apache.kafka.common.config.ConfigException with every problem, each with its key
   */
  public TransformPreview(Map<String, String> settings, PluginFactory plugins) {
    stages = new ChainReader<R>(settings, plugins).read();
  }

  /**
   * The steps that the record came through, in order. If one dropped or refused it, that one is the
   * last; an empty chain has none.
   */
  public List<PreviewStep<R>> run(R record) {
    List<PreviewStep<R>> steps = new ArrayList<>(stages.size());
    R current = record;
    for (PreviewStage<R> stage : stages) {
      PreviewStep<R> step = stage.apply(current);
      steps.add(step);
      R next = step.record();
      if (next == null || step.outcome() == Outcome.FAILED) {
        break;
      }
      current = next;
    }
    return steps;
  }

  @Override
  public void close() {
    stages.forEach(PreviewStage::close);
  }
}
