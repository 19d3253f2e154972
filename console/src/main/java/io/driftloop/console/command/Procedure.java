package io.driftloop.console.command;

import io.driftloop.signals.sequential.ELond;
import io.driftloop.signals.sequential.EValues;
import io.driftloop.signals.sequential.OnlineFdr;
import java.util.function.DoublePredicate;

/** A way of deciding on p-values one by one that keeps the share of false discoveries. */
enum Procedure {
  E_LOND("e-lond") {
    @Override
    DoublePredicate start(double share) {
      ELond state = new ELond(share);
      return p -> state.test(EValues.ofP(p));
    }
  },
  LORD("lord++") {
    @Override
    DoublePredicate start(double share) {
      return OnlineFdr.lordPlusPlus(share)::test;
    }
  },
  SAFFRON("saffron") {
    @Override
    DoublePredicate start(double share) {
      return OnlineFdr.saffron(share)::test;
    }
  };

  private final String label;

  Procedure(String label) {
    this.label = label;
  }

  String label() {
    return label;
  }

  /** Whether the next p-value is a discovery, before any was seen. */
  abstract DoublePredicate start(double share);
}
