package io.acequia.streams.transforms.topology;

import io.acequia.streams.transforms.plan.ExpressionChecker;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.registry.RegistryAccess;
import java.util.ServiceLoader;
import org.apache.kafka.common.config.ConfigException;

/**
 * Makes topologies of plans.
 *
 * <p>Whoever hosts topologies gets the compiler as a service, so that it does not depend on the
 * engine behind it.
 */
public interface TopologyCompiler {

  /** Says whether this compiler takes the SQL texts of a plan. */
  ExpressionChecker checker();

  /**
   * Compiles a checked plan; each call makes a topology of its own.
   *
   * @throws ConfigException if the plan cannot be compiled, with its places
   */
  TopologyPlan compile(Plan plan);

  /**
   * Compiles a checked plan that may have topics in Avro.
   *
   * @param access how its schema registries are reached
   * @throws ConfigException if the plan cannot be compiled, with its places
   */
  default TopologyPlan compile(Plan plan, RegistryAccess access) {
    return compile(plan);
  }

  /**
   * The compiler that is installed beside this class, whichever thread asks.
   *
   * @throws ConfigException if there is none
   */
  static TopologyCompiler installed() {
    return ServiceLoader.load(TopologyCompiler.class, TopologyCompiler.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new ConfigException("no compiler of topologies is installed"));
  }
}
