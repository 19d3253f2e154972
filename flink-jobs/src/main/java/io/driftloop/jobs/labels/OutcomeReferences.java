package io.driftloop.jobs.labels;

import io.driftloop.jobs.models.CatalogFactory;
import io.driftloop.jobs.models.ModelCards;
import io.driftloop.serving.FeatureSchema;
import io.driftloop.serving.ModelCard;
import io.driftloop.signals.monitor.HeldBackReference;
import io.driftloop.signals.monitor.OutcomeReference;
import java.io.IOException;
import java.io.Serializable;

/** What the versions that an operator meets are compared with, the last one at hand. */
final class OutcomeReferences implements Serializable {
  private static final long serialVersionUID = 1L;

  private final ModelCards cards;
  private final LabelSettings settings;
  private transient ModelCard last;
  private transient OutcomeReference reference;

  OutcomeReferences(CatalogFactory catalog, LabelSettings settings) {
    this.cards = new ModelCards(catalog);
    this.settings = settings;
  }

  void open() throws IOException {
    cards.open();
  }

  /** The reference of a version that has been found before. */
  OutcomeReference get(String model, String version) throws IOException {
    ModelCard card = cards.get(model, version);
    if (card != last) {
      reference = of(card, settings);
      last = card;
    }
    return reference;
  }

  static OutcomeReference of(ModelCard card, LabelSettings settings) {
    return new OutcomeReference(
        card.reference(),
        card.schema().classes(),
        card.schema().features().stream().map(FeatureSchema.Feature::categories).toList(),
        settings.favoured(card.schema()),
        card.heldBack().flatMap(HeldBackReference::outcomes));
  }
}
