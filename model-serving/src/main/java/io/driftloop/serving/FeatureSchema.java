package io.driftloop.serving;

import io.driftloop.signals.profile.Bins;
import java.util.List;
import java.util.Optional;

/**
 * What the positions of a model's feature vector and of its scores mean. Records carry bare
 * numbers; this names them.
 *
 * @param features one a position
 * @param classes the class names, in the order of the scores; at least two
 */
public record FeatureSchema(List<Feature> features, List<String> classes) {

  /** What a feature's number is. */
  public enum Type {
    /** A quantity. */
    NUMERIC,
    /** An index into {@link Feature#categories}; one past the last is an unseen category. */
    CATEGORICAL
  }

  /**
   * One feature.
   *
   * @param categories the category names by index; empty for a number
   * @param unit the unit of a number, such as MW; empty where it has none
   */
  public record Feature(String name, Type type, List<String> categories, String unit) {
    public Feature {
      categories = List.copyOf(categories);
      if ((type == Type.CATEGORICAL) == categories.isEmpty()) {
        throw new IllegalArgumentException(
            "feature %s: a category needs categories, a number has none".formatted(name));
      }
    }

    public static Feature numeric(String name, String unit) {
      return new Feature(name, Type.NUMERIC, List.of(), unit);
    }

    public static Feature categorical(String name, List<String> categories) {
      return new Feature(name, Type.CATEGORICAL, categories, "");
    }

    public boolean categorical() {
      return type == Type.CATEGORICAL;
    }

    /**
     * The number that stands for a category: its index, or one past the last where it is unseen.
     */
    public float indexOf(String category) {
      int index = categories.indexOf(category);
      return index >= 0 ? index : categories.size();
    }

    /** The feature's bins: its categories, or quantiles of a training sample. */
    public Bins bins(float[] sample, int quantiles) {
      return categorical()
          ? Bins.ofCategories(categories.size())
          : Bins.ofQuantiles(sample, quantiles);
    }
  }

  public FeatureSchema {
    features = List.copyOf(features);
    classes = List.copyOf(classes);
    if (features.isEmpty() || classes.size() < 2) {
      throw new IllegalArgumentException("a schema needs a feature and two classes");
    }
    if (features.stream().map(Feature::name).distinct().count() < features.size()
        || classes.stream().distinct().count() < classes.size()) {
      throw new IllegalArgumentException("feature and class names must differ");
    }
  }

  /** Features in a vector. */
  public int width() {
    return features.size();
  }

  public List<String> names() {
    return features.stream().map(Feature::name).toList();
  }

  /** The position of a class in the scores; empty where the model does not know it. */
  public Optional<Integer> classIndex(String label) {
    int index = classes.indexOf(label);
    return index >= 0 ? Optional.of(index) : Optional.empty();
  }
}
