package io.driftloop.signals.detector;

import java.io.DataInput;
import java.io.IOException;

/** The detectors by name, so that a configuration can choose one and a state can be read back. */
public enum DetectorKind {
  ADWIN,
  DDM,
  EDDM,
  HDDM_A,
  HDDM_W,
  PAGE_HINKLEY,
  KSWIN;

  /** A fresh detector with the published defaults; {@code seed} matters to KSWIN only. */
  public ChangeDetector create(long seed) {
    return switch (this) {
      case ADWIN -> new Adwin(Adwin.Parameters.DEFAULT);
      case DDM -> new Ddm(Ddm.Parameters.DEFAULT);
      case EDDM -> new Eddm(Eddm.Parameters.DEFAULT);
      case HDDM_A -> new HddmA(HddmA.Parameters.DEFAULT);
      case HDDM_W -> new HddmW(HddmW.Parameters.DEFAULT);
      case PAGE_HINKLEY -> new PageHinkley(PageHinkley.Parameters.DEFAULT);
      case KSWIN -> new Kswin(Kswin.Parameters.DEFAULT, seed);
    };
  }

  /**
   * Reads a detector of this kind.
   *
   * @throws IOException where the bytes are no such detector of a known format
   */
  public ChangeDetector read(DataInput in) throws IOException {
    try {
      return switch (this) {
        case ADWIN -> Adwin.read(in);
        case DDM -> Ddm.read(in);
        case EDDM -> Eddm.read(in);
        case HDDM_A -> HddmA.read(in);
        case HDDM_W -> HddmW.read(in);
        case PAGE_HINKLEY -> PageHinkley.read(in);
        case KSWIN -> Kswin.read(in);
      };
    } catch (IllegalArgumentException e) {
      throw new IOException("damaged state of a " + this + " detector", e);
    }
  }
}
