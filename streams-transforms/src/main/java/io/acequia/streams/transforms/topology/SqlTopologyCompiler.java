package io.acequia.streams.transforms.topology;

import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.library.BuiltInFunctions;
import io.acequia.streams.transforms.plan.ExpressionChecker;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.registry.RegistryAccess;
import java.util.Map;

/** Compiles plans whose texts are SQL, with all built-in functions. */
public final class SqlTopologyCompiler implements TopologyCompiler {

  private final FunctionTable functions = BuiltInFunctions.table();

  @Override
  public ExpressionChecker checker() {
    return new SqlExpressionChecker(functions);
  }

  @Override
  public TopologyPlan compile(Plan plan) {
    return compile(plan, RegistryAccess.OPEN);
  }

  @Override
  public TopologyPlan compile(Plan plan, RegistryAccess access) {
    return PlannedTopology.of(plan, functions, Map.of(), access);
  }
}
