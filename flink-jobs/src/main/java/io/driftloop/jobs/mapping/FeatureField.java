package io.driftloop.jobs.mapping;

import io.driftloop.serving.FeatureSchema;
import java.io.Serializable;
import java.util.HashMap;

/**
 * Where one feature of a row comes from. A category is mapped by its name.
 *
 * @param indices a category's index by its name; empty for a number
 * @param unseen the index of a category that is not among them
 */
record FeatureField(FieldPath path, HashMap<String, Integer> indices, int unseen)
    implements Serializable {

  static FeatureField of(FeatureSchema.Feature feature, FieldPath path) {
    HashMap<String, Integer> indices = new HashMap<>();
    for (String category : feature.categories()) {
      indices.put(category, (int) feature.indexOf(category));
    }
    return new FeatureField(path, indices, feature.categories().size());
  }

  /**
   * The feature's number: NaN where the record has none, the number of categories where it names
   * one that the model has never seen.
   *
   * @throws UnmappableException where the path leads to something else than a number or a name
   */
  float read(Object document) throws UnmappableException {
    Object value = path.find(document);
    if (value == null) {
      return Float.NaN;
    }
    if (indices.isEmpty()) {
      return Values.numberOf(path, value).floatValue();
    }
    return indices.getOrDefault(Values.textOf(path, value), unseen);
  }
}
