package io.driftloop.jobs.labels;

import io.driftloop.serving.FeatureSchema;
import io.driftloop.signals.monitor.FairnessSettings;
import io.driftloop.signals.monitor.MonitorSettings;
import java.io.Serializable;

/**
 * How labels are evaluated.
 *
 * @param favouredClass name of the class that people wish for themselves; empty for a model's last
 */
record LabelSettings(MonitorSettings monitor, FairnessSettings fairness, String favouredClass)
    implements Serializable {

  /** The index of the favoured class. */
  int favoured(FeatureSchema schema) {
    return schema.classIndex(favouredClass).orElse(schema.classes().size() - 1);
  }

  /** Between which groups a model is to be fair: none where it does not know the favoured class. */
  FairnessSettings fairness(FeatureSchema schema) {
    boolean known = favouredClass.isEmpty() || schema.classIndex(favouredClass).isPresent();
    return known ? fairness : FairnessSettings.none();
  }
}
