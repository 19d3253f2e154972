package io.driftloop.serving.dl4j;

import io.driftloop.serving.ModelRefusedException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network's parameters in the format of ND4J's {@code Nd4j.write}. Reading is our own, because
 * ND4J allocates native memory of whatever size the bytes ask for.
 */
final class Coefficients {
  private static final String MODE = "MIXED_DATA_TYPES";

  /** The shape of an array of 32 dimensions: ND4J's most. */
  private static final long LONGEST_SHAPE = 2 * 32 + 4;

  private Coefficients() {}

  static byte[] write(INDArray parameters) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      Nd4j.write(parameters, out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /**
   * The parameters in {@code bytes}.
   *
   * @param expected how many the network has
   * @throws ModelRefusedException where there are more or fewer, or one is not finite
   */
  static float[] read(byte[] bytes, long expected) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
      in.skipNBytes(8 * header(in, "LONG", LONGEST_SHAPE));
      long length = header(in, "FLOAT", Long.MAX_VALUE);
      if (length != expected || in.available() != 4 * expected) {
        throw new ModelRefusedException(
            "the package holds %d coefficients in %d bytes, the network has %d"
                .formatted(length, in.available(), expected));
      }
      return values(in, (int) expected);
    } catch (IOException e) {
      throw new ModelRefusedException("the coefficients are unreadable: " + e.getMessage(), e);
    }
  }

  private static long header(DataInputStream in, String type, long longest) throws IOException {
    String mode = in.readUTF();
    long length = in.readLong();
    String found = in.readUTF();
    if (!mode.equals(MODE) || !found.equals(type) || length < 0 || length > longest) {
      throw new ModelRefusedException(
          "the coefficients are unreadable: %d values of type %s".formatted(length, found));
    }
    return length;
  }

  private static float[] values(DataInputStream in, int length) throws IOException {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = in.readFloat();
      if (!Float.isFinite(values[i])) {
        throw new ModelRefusedException("coefficient %d is not finite".formatted(i));
      }
    }
    return values;
  }
}
