package io.driftloop.jobs.mapping;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.Schema;

/**
 * Where a value lies in a foreign record: {@code $.payload.rows[0].price}. A name that holds dots
 * or brackets is quoted: {@code $['a.b'].c}. Each step is a field's name or, in a list, an index
 * counted from 0.
 */
public final class FieldPath implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]']+)|\\[(\\d{1,6})]|\\['([^']+)']");

  private final String text;
  private final ArrayList<Serializable> steps;

  private FieldPath(String text, List<Serializable> steps) {
    this.text = text;
    this.steps = new ArrayList<>(steps);
  }

  /**
   * The path that a text means.
   *
   * @throws IllegalArgumentException where the text is no path
   */
  public static FieldPath parse(String text) {
    if (!text.startsWith("$")) {
      throw new IllegalArgumentException(text);
    }
    List<Serializable> steps = new ArrayList<>();
    Matcher matcher = STEP.matcher(text).region(1, text.length());
    while (matcher.lookingAt()) {
      steps.add(step(matcher));
      matcher.region(matcher.end(), text.length());
    }
    if (steps.isEmpty() || matcher.regionStart() != text.length()) {
      throw new IllegalArgumentException(text);
    }
    return new FieldPath(text, steps);
  }

  private static Serializable step(Matcher matcher) {
    if (matcher.group(2) != null) {
      return Integer.valueOf(matcher.group(2));
    }
    return matcher.group(1) != null ? matcher.group(1) : matcher.group(3);
  }

  /** The steps from the root: a {@link String} for a name, an {@link Integer} for an index. */
  List<Serializable> steps() {
    return List.copyOf(steps);
  }

  /** The value at this path of a tree of maps and lists; null where there is none. */
  Object find(Object root) {
    Object found = root;
    for (Serializable step : steps) {
      if (step instanceof Integer index) {
        found = found instanceof List<?> list && index < list.size() ? list.get((int) index) : null;
      } else {
        found = found instanceof Map<?, ?> map ? map.get(step) : null;
      }
      if (found == null) {
        return null;
      }
    }
    return found;
  }

  /** Whether records of a schema can have a value at this path. */
  boolean fits(Schema schema) {
    return fits(schema, 0);
  }

  private boolean fits(Schema schema, int depth) {
    if (schema.getType() == Schema.Type.UNION) {
      return schema.getTypes().stream().anyMatch(branch -> fits(branch, depth));
    }
    if (depth == steps.size()) {
      return schema.getType() != Schema.Type.NULL;
    }
    return child(schema, steps.get(depth)).map(next -> fits(next, depth + 1)).orElse(false);
  }

  private static Optional<Schema> child(Schema schema, Serializable step) {
    boolean index = step instanceof Integer;
    return switch (schema.getType()) {
      case RECORD ->
          index
              ? Optional.empty()
              : Optional.ofNullable(schema.getField((String) step)).map(Schema.Field::schema);
      case MAP -> index ? Optional.empty() : Optional.of(schema.getValueType());
      case ARRAY -> index ? Optional.of(schema.getElementType()) : Optional.empty();
      default -> Optional.empty();
    };
  }

  @Override
  public String toString() {
    return text;
  }
}
