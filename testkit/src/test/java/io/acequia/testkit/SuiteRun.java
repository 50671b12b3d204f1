package io.acequia.testkit;

import static java.util.stream.Collectors.toCollection;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

/** Runs a suite on a fixture inside a test. */
final class SuiteRun {

  private final EngineExecutionResults results;

  private SuiteRun(EngineExecutionResults results) {
    this.results = results;
  }

  static SuiteRun of(Class<?> fixture) {
    return new SuiteRun(
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(fixture)).execute());
  }

  /** The names of the tests that failed, without the parentheses. */
  Set<String> failed() {
    return results
        .testEvents()
        .finished()
        .filter(
            event -> event.getRequiredPayload(TestExecutionResult.class).getThrowable().isPresent())
        .map(SuiteRun::name)
        .collect(toCollection(TreeSet::new));
  }

  long succeeded() {
    return results.testEvents().succeeded().count();
  }

  private static String name(Event event) {
    return event.getTestDescriptor().getDisplayName().replace("()", "");
  }
}
