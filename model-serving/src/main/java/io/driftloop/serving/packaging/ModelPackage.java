package io.driftloop.serving.packaging;

import io.driftloop.schemas.ModelRef;
import io.driftloop.serving.ModelCard;
import io.driftloop.serving.ModelRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One version of a model as it is published.
 *
 * @param network what scores; empty where the model runs elsewhere and is only monitored
 */
public record ModelPackage(ModelCard card, Optional<NetworkParts> network) {

  /** Writes the package. The same content gives the same bytes, and so the same hash. */
  public void write(Path file) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      PackageWriter.write(this, out);
    }
  }

  /**
   * Reads a package, after its hash was found right and before anything in it is used.
   *
   * @param model the model that it must be of
   * @param ref the version and hash that it must have
   * @throws ModelRefusedException where it breaks a rule of the format; the message says which
   * @throws IOException where the stream cannot be read
   */
  public static ModelPackage read(InputStream in, String model, ModelRef ref) throws IOException {
    return PackageReader.read(in, model, ref);
  }
}
