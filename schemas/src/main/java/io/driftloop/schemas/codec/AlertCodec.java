package io.driftloop.schemas.codec;

import io.driftloop.schemas.Alert;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;

/**
 * Alerts as CloudEvents 1.0 in the structured JSON mode, which what people are called by can read.
 * The event is one small JSON object of known fields, so that the schema is enough to write it.
 */
public final class AlertCodec {
  private final SpecificDatumReader<Alert> reader = new SpecificDatumReader<>(Alert.class);

  public byte[] encode(Alert alert) {
    return alert.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Decodes an alert.
   *
   * @throws UndecodableException where the bytes are no alert of this release
   */
  public Alert decode(byte[] message) throws UndecodableException {
    if (message == null) {
      throw new UndecodableException("no alert: there is no value");
    }
    try {
      String json = new String(message, StandardCharsets.UTF_8);
      return reader.read(null, DecoderFactory.get().jsonDecoder(Alert.getClassSchema(), json));
    } catch (IOException | AvroRuntimeException e) {
      throw new UndecodableException("no alert: " + e.getMessage(), e);
    }
  }
}
