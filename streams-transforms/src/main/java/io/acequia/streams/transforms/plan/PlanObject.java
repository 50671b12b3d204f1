package io.acequia.streams.transforms.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object of a plan: every wrong member becomes a problem, and the reader gets a
 * value to go on with. Members that nobody asked for are unknown.
 */
final class PlanObject {

  private static final int MOST_ELEMENTS = 200;
  private static final int LONGEST_TEXT = 65_536;

  private final JsonNode node;
  private final String pointer;
  private final Problems problems;
  private final Set<String> asked = new TreeSet<>();

  PlanObject(JsonNode node, String pointer, Problems problems) {
    this.node = node;
    this.pointer = pointer;
    this.problems = problems;
  }

  /** The place of a member. */
  String place(String key) {
    return Problems.member(pointer, key);
  }

  /** The key of an element, seen from here; that of the member itself where it stands alone. */
  String element(String key, int index) {
    return node.path(key).isArray() ? Problems.element(key, index) : key;
  }

  void wrong(String key, String message) {
    problems.add(place(key), message);
  }

  /** Whether a problem was found at this member or within it. */
  boolean isWrong(String key) {
    return problems.at(place(key));
  }

  /** Whether the member is there and nothing is wrong with it. */
  boolean isRight(String key) {
    return node.has(key) && !isWrong(key);
  }

  boolean has(String key) {
    return node.has(key);
  }

  /** The member, or null; an explicit null is a problem, since it says nothing. */
  @Nullable JsonNode member(String key) {
    asked.add(key);
    JsonNode member = node.get(key);
    if (member != null && member.isNull()) {
      wrong(key, "is null; leave it out instead");
      return null;
    }
    return member;
  }

  @Nullable String text(String key) {
    JsonNode member = member(key);
    return member == null ? null : asText(member, place(key));
  }

  /** A text that must be there; empty text, with a problem, if it is not. */
  String requiredText(String key) {
    String text = text(key);
    if (text == null && !node.has(key)) {
      wrong(key, "is missing");
    }
    return text == null ? "" : text;
  }

  /** A text or a list of texts; a wrong element is empty, so that the others keep their place. */
  List<String> texts(String key) {
    JsonNode member = member(key);
    List<String> texts = new ArrayList<>();
    if (member == null) {
      return texts;
    }
    if (!member.isArray()) {
      String text = asText(member, place(key));
      return text == null ? texts : List.of(text);
    }
    for (int i = 0; i < elements(key, member); i++) {
      String text = asText(member.get(i), Problems.element(place(key), i));
      texts.add(text == null ? "" : text);
    }
    return texts;
  }

  /** A constant's word; the default if there is no such member or it is no such word. */
  <E extends Enum<E>> E word(String key, Class<E> constants, E defaultWord) {
    String text = text(key);
    if (text == null) {
      return defaultWord;
    }
    E found = Words.find(constants, text);
    if (found == null) {
      List<String> known = Words.spellAll(constants);
      wrong(
          key,
          Words.quote(text)
              + " is not one of "
              + String.join(", ", known)
              + Words.didYouMean(text, known));
      return defaultWord;
    }
    return found;
  }

  /** A constant's word that must be there. */
  <E extends Enum<E>> E requiredWord(String key, Class<E> constants, E fallback) {
    if (!node.has(key)) {
      asked.add(key);
      wrong(key, "is missing: one of " + String.join(", ", Words.spellAll(constants)));
      return fallback;
    }
    return word(key, constants, fallback);
  }

  /** A duration of at least zero. */
  @Nullable Duration duration(String key) {
    JsonNode member = member(key);
    if (member == null) {
      return null;
    }
    Duration duration = null;
    if (member.isIntegralNumber() && member.canConvertToLong()) {
      duration = Duration.ofMillis(member.longValue());
    } else if (member.isTextual()) {
      duration = PlanDuration.parse(member.textValue());
    }
    if (duration == null) {
      wrong(key, "must be " + PlanDuration.FORMS);
    } else if (duration.isNegative()) {
      wrong(key, "must not be negative");
    } else if (duration.compareTo(PlanDuration.LONGEST) > 0) {
      wrong(key, "must not be longer than " + PlanDuration.format(PlanDuration.LONGEST));
    } else if (duration.toNanosPart() % 1_000_000 != 0) {
      wrong(key, "must be whole milliseconds");
    } else {
      return duration;
    }
    return null;
  }

  /** A whole number between two bounds. */
  int integer(String key, int defaultValue, int min, int max) {
    JsonNode member = member(key);
    if (member == null) {
      return defaultValue;
    }
    boolean whole = member.isIntegralNumber() && member.canConvertToInt();
    if (!whole || member.intValue() < min || member.intValue() > max) {
      wrong(key, "must be a whole number between " + min + " and " + max);
      return defaultValue;
    }
    return member.intValue();
  }

  @Nullable Double number(String key) {
    JsonNode member = member(key);
    return member == null ? null : asNumber(member, place(key));
  }

  /** A number or a list of numbers; empty if there is no such member. */
  List<Double> numbers(String key) {
    JsonNode member = member(key);
    List<Double> numbers = new ArrayList<>();
    int count = member == null ? 0 : member.isArray() ? elements(key, member) : 1;
    for (int i = 0; member != null && i < count; i++) {
      boolean list = member.isArray();
      JsonNode element = list ? member.get(i) : member;
      Double number = asNumber(element, list ? Problems.element(place(key), i) : place(key));
      if (number != null) {
        numbers.add(number);
      }
    }
    return numbers;
  }

  boolean flag(String key) {
    JsonNode member = member(key);
    if (member != null && !member.isBoolean()) {
      problems.mismatch(place(key), "true or false", member);
    }
    return member != null && member.booleanValue();
  }

  /** An object within this one; null, with a problem, if the member is something else. */
  @Nullable PlanObject object(String key) {
    JsonNode member = member(key);
    return member == null ? null : asObject(member, place(key));
  }

  /** The objects of a list; a wrong element is empty, so that the others keep their place. */
  List<PlanObject> objects(String key) {
    JsonNode member = member(key);
    List<PlanObject> objects = new ArrayList<>();
    if (member == null) {
      return objects;
    }
    if (!member.isArray()) {
      problems.mismatch(place(key), "a list of objects", member);
      return objects;
    }
    for (int i = 0; i < elements(key, member); i++) {
      String place = Problems.element(place(key), i);
      PlanObject object = asObject(member.get(i), place);
      objects.add(object == null ? nothing(place) : object);
    }
    return objects;
  }

  /** Reports the members that nobody asked for. */
  void rejectUnknown() {
    node.fieldNames()
        .forEachRemaining(
            key -> {
              if (!asked.contains(key)) {
                String known = String.join(", ", asked);
                problems.add(
                    place(key),
                    "is not known" + Words.didYouMean(key, asked) + " (known are " + known + ")");
              }
            });
  }

  private int elements(String key, JsonNode list) {
    if (list.isEmpty()) {
      wrong(key, "is empty; leave it out instead");
    } else if (list.size() > MOST_ELEMENTS) {
      wrong(key, "has " + list.size() + " elements; at most " + MOST_ELEMENTS + " are allowed");
    }
    return Math.min(list.size(), MOST_ELEMENTS);
  }

  private @Nullable PlanObject asObject(JsonNode member, String place) {
    if (member.isObject()) {
      return new PlanObject(member, place, problems);
    }
    problems.mismatch(place, "an object", member);
    return null;
  }

  /** Stands for what was no object; that it lacks everything is no news. */
  private static PlanObject nothing(String place) {
    return new PlanObject(JsonNodeFactory.instance.objectNode(), place, new Problems());
  }

  private @Nullable String asText(JsonNode member, String place) {
    if (!member.isTextual()) {
      problems.mismatch(place, "a text", member);
    } else if (member.textValue().isBlank()) {
      problems.add(place, "must not be blank");
    } else if (member.textValue().length() > LONGEST_TEXT) {
      problems.add(place, "is longer than " + LONGEST_TEXT + " characters");
    } else {
      return member.textValue().strip();
    }
    return null;
  }

  private @Nullable Double asNumber(JsonNode member, String place) {
    if (!member.isNumber() || !Double.isFinite(member.doubleValue())) {
      problems.mismatch(place, "a number", member);
      return null;
    }
    return member.doubleValue();
  }
}
