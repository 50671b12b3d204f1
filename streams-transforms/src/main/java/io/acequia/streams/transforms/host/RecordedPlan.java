package io.acequia.streams.transforms.host;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.acequia.streams.transforms.plan.ExpressionChecker;
import io.acequia.streams.transforms.plan.Plan;
import io.acequia.streams.transforms.plan.PlanReader;
import io.acequia.streams.transforms.plan.PlanWriter;
import java.util.Map;
import org.apache.kafka.connect.errors.ConnectException;

/**
 * The plan that an application ran last.
 *
 * @param generation of the application's state; another one after each reset
 */
record RecordedPlan(String generation, Plan plan) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String GENERATION = "generation";
  private static final String PLAN = "plan";

  String toJson() {
    try {
      return JSON.writeValueAsString(Map.of(GENERATION, generation, PLAN, PlanWriter.write(plan)));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map of texts can always be written", e);
    }
  }

  static RecordedPlan fromJson(String text, String topic) {
    try {
      JsonNode json = JSON.readTree(text);
      // What ran once was checked then: its SQL need not be compiled to compare it.
      Plan plan = new PlanReader(ExpressionChecker.none()).read(json.path(PLAN).asText());
      return new RecordedPlan(json.path(GENERATION).asText(), plan);
    } catch (JsonProcessingException | org.apache.kafka.common.config.ConfigException e) {
      throw new ConnectException(
          "the last record of topic " + topic + " is no plan that this version can read", e);
    }
  }
}
