package io.driftloop.signals.lanes;

import jdk.incubator.vector.VectorShape;

/**
 * Whether this JVM lets a program name the vectors that it computes with. Java 17 has them in a
 * module that must be asked for when the JVM starts: {@code --add-modules=jdk.incubator.vector}.
 * Without it, plain loops give the same results to the last bit, and take longer.
 *
 * <p>The loops of this package are those of which the compiler makes no vectors by itself. They
 * keep to what it turns into instructions wherever they are called: no masks, no methods of their
 * own that return vectors, and where a loop ends early, one of a known length; otherwise it may put
 * vectors into objects, or not, from one start of a program to the next. They need the optimising
 * compiler: a JVM without it should not be asked for the module.
 *
 * <p>No other class may touch one of them unless there are lanes.
 */
public final class Lanes {
  /** Known before anything is compiled, so that the way not taken costs nothing. */
  public static final boolean AVAILABLE =
      ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent() && fit();

  private static final int WIDEST = 512;

  private Lanes() {}

  /** Whether 64 numbers of 32 bits are some vectors of four each, as these loops take them. */
  private static boolean fit() {
    return VectorShape.preferredShape().vectorBitSize() <= WIDEST;
  }
}
