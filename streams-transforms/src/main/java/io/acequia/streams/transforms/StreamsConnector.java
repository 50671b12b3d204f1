package io.acequia.streams.transforms;

import io.acequia.commons.config.ConfigProblems;
import io.acequia.commons.version.AcequiaVersion;
import io.acequia.streams.transforms.host.ApplicationOffsets;
import io.acequia.streams.transforms.host.ApplicationSettings;
import io.acequia.streams.transforms.host.BatchLimit;
import io.acequia.streams.transforms.host.BrokerCheck;
import io.acequia.streams.transforms.host.BrokerCheck.Findings;
import io.acequia.streams.transforms.host.WorkerCheck;
import io.acequia.streams.transforms.plan.Delivery;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.PlanProblem;
import io.acequia.streams.transforms.plan.PlanWriter;
import io.acequia.streams.transforms.topology.TopologyCompiler;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.common.config.Config;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.connect.connector.Task;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.ExactlyOnceSupport;
import org.apache.kafka.connect.source.SourceConnector;

/**
 * Runs a topology of Kafka Streams in Connect's workers.
 *
 * <p>{@code tasks.max} is the number of stream threads in the cluster; the tasks of one worker
 * share one instance of Kafka Streams. Delivery is Kafka Streams' own and as the plan says: exactly
 * once by transactions, or at least once. Records never pass through Connect, so its transforms and
 * converters have no part in this.
 */
public final class StreamsConnector extends SourceConnector {

  private final Supplier<TopologyCompiler> compiler;
  private Map<String, String> properties = Map.of();

  public StreamsConnector() {
    this(TopologyCompiler::installed);
  }

  StreamsConnector(Supplier<TopologyCompiler> compiler) {
    this.compiler = compiler;
  }

  @Override
  public String version() {
    return AcequiaVersion.get();
  }

  @Override
  public void start(Map<String, String> props) {
    String tooOld = WorkerCheck.problem();
    if (tooOld != null) {
      throw new ConnectException(tooOld);
    }
    // Read once here: a file that changes later must not give tasks different plans.
    Map<String, String> all = new HashMap<>(props);
    StreamsConfig config = new StreamsConfig(props);
    Plan plan = config.plan(compiler.get().checker());
    all.put(StreamsConfig.TASK_PLAN, PlanWriter.write(plan));
    if (plan.isBatch()) {
      // One end for all tasks, wherever and whenever each is started.
      all.put(StreamsConfig.TASK_LIMIT, BatchLimit.of(config.application(plan)).toJson());
    }
    properties = all;
  }

  @Override
  public Class<? extends Task> taskClass() {
    return StreamsTask.class;
  }

  @Override
  public List<Map<String, String>> taskConfigs(int maxTasks) {
    return Collections.nCopies(maxTasks, Map.copyOf(properties));
  }

  @Override
  public void stop() {
    // The topology belongs to the tasks.
  }

  @Override
  public ConfigDef config() {
    return StreamsConfig.configDef();
  }

  @Override
  public Config validate(Map<String, String> props) {
    Config validated = super.validate(props);
    ConfigProblems problems = ConfigProblems.of(validated);
    String tooOld = WorkerCheck.problem();
    if (tooOld != null) {
      problems.add(StreamsConfig.BOOTSTRAP, tooOld);
    }
    if (!problems.none()) {
      return validated;
    }
    TopologyCompiler installed = compiler.get();
    StreamsConfig config = new StreamsConfig(props);
    config.check(problems, installed.checker());
    if (problems.none() && config.checksBroker()) {
      checkBroker(config, config.application(config.plan(installed.checker())), problems);
    }
    return validated;
  }

  private static void checkBroker(
      StreamsConfig config, ApplicationSettings settings, ConfigProblems problems) {
    Findings findings = BrokerCheck.of(settings);
    if (findings.unreachable() != null) {
      problems.add(StreamsConfig.BOOTSTRAP, findings.unreachable());
    }
    for (PlanProblem problem : findings.problems()) {
      problems.add(config.planKey(), problem.toString());
    }
  }

  @Override
  public ExactlyOnceSupport exactlyOnceSupport(Map<String, String> props) {
    Delivery delivery = new StreamsConfig(props).plan(compiler.get().checker()).delivery();
    return delivery == Delivery.EXACTLY_ONCE
        ? ExactlyOnceSupport.SUPPORTED
        : ExactlyOnceSupport.UNSUPPORTED;
  }

  /**
   * Moves the stopped application: offsets of the form {@code {"topic": "flights", "partition": 0}}
   * to {@code {"offset": 12}} set its positions; their removal resets it, with its internal topics
   * and its state.
   *
   * @throws ConnectException if an offset is not of this form, or the cluster refuses it
   */
  @Override
  public boolean alterOffsets(
      Map<String, String> props, Map<Map<String, ?>, Map<String, ?>> offsets) {
    TopologyCompiler installed = compiler.get();
    StreamsConfig config = new StreamsConfig(props);
    ApplicationOffsets application =
        new ApplicationOffsets(config.application(config.plan(installed.checker())), installed);
    if (offsets.values().stream().allMatch(Objects::isNull)) {
      application.reset();
    } else {
      application.move(SourcePositions.parse(offsets));
    }
    return true;
  }
}
