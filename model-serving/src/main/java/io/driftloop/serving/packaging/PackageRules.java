package io.driftloop.serving.packaging;

import io.driftloop.schemas.Normaliser;
import io.driftloop.schemas.NormaliserColumn;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.ModelRefusedException;
import io.driftloop.signals.monitor.SegmentReferences;
import io.driftloop.signals.profile.Bins;
import io.driftloop.signals.profile.ReferenceProfile;
import java.util.Arrays;
import java.util.List;

/** Whether the parts of a package fit one another: a package speaks of one feature vector only. */
final class PackageRules {
  private PackageRules() {}

  static void check(ModelPackage content) {
    FeatureSchema schema = content.card().schema();
    ReferenceProfile reference = content.card().reference();
    require(
        reference.names().equals(schema.names()),
        "the reference profile has other features than the feature schema");
    require(
        reference.classes() == schema.classes().size(),
        "the reference profile has %d classes, the feature schema %d"
            .formatted(reference.classes(), schema.classes().size()));
    for (int i = 0; i < schema.width(); i++) {
      int categories = schema.features().get(i).categories().size();
      boolean categorical = reference.bins().get(i).categorical();
      require(
          categorical == categories > 0
              && (!categorical || reference.bins().get(i).regular() == categories),
          "the bins of feature %s do not fit its categories".formatted(schema.names().get(i)));
      require(
          reference.data().featureCounts(i).length == reference.bins().get(i).size(),
          "the counts of feature %s do not fit its bins".formatted(schema.names().get(i)));
    }
    content
        .card()
        .heldBack()
        .ifPresent(
            heldBack ->
                require(
                    heldBack.classes() == schema.classes().size(),
                    "the held-back reference has %d classes, the feature schema %d"
                        .formatted(heldBack.classes(), schema.classes().size())));
    content
        .card()
        .embedding()
        .ifPresent(
            embedding ->
                require(
                    embedding.classes() == schema.classes().size(),
                    "the embedding reference has %d classes, the feature schema %d"
                        .formatted(embedding.classes(), schema.classes().size())));
    content
        .card()
        .sketches()
        .ifPresent(
            sketches ->
                require(
                    sketches.fits(reference.bins()),
                    "the sketches are of other features than the feature schema"));
    content.card().segments().all().forEach(segment -> check(reference, segment));
    content.network().ifPresent(network -> check(schema, network.normaliser()));
  }

  /** A window of a segment is counted in the bins of the whole. */
  private static void check(ReferenceProfile whole, SegmentReferences.Segment segment) {
    ReferenceProfile part = segment.reference().profile();
    boolean fits =
        part.names().equals(whole.names()) && part.data().classCounts().length == whole.classes();
    for (int i = 0; fits && i < whole.bins().size(); i++) {
      Bins bins = part.bins().get(i);
      Bins expected = whole.bins().get(i);
      fits =
          bins.size() == expected.size()
              && bins.categorical() == expected.categorical()
              && Arrays.equals(bins.edges(), expected.edges());
    }
    require(
        fits,
        "the reference of segment %s has other features, bins or classes than the whole's"
            .formatted(segment.segment()));
  }

  private static void check(FeatureSchema schema, Normaliser normaliser) {
    List<NormaliserColumn> columns = normaliser.getColumns();
    require(
        columns.size() == schema.width(),
        "the normaliser has %d columns, the feature schema %d features"
            .formatted(columns.size(), schema.width()));
    for (int i = 0; i < columns.size(); i++) {
      NormaliserColumn column = columns.get(i);
      FeatureSchema.Feature feature = schema.features().get(i);
      require(
          column.getName().equals(feature.name())
              && column.getCategories() == feature.categories().size(),
          "column %s of the normaliser does not fit feature %s"
              .formatted(column.getName(), feature.name()));
      require(
          Double.isFinite(column.getMean())
              && Double.isFinite(column.getDeviation())
              && column.getDeviation() > 0,
          "column %s of the normaliser has no usable mean and deviation"
              .formatted(column.getName()));
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new ModelRefusedException(message);
    }
  }
}
