package io.driftloop.jobs.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.driftloop.schemas.codec.UndecodableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Records that are one JSON object each. {@code NaN} is read as a number, because Python writes it.
 */
final class JsonFormat implements DocumentFormat {
  private static final long serialVersionUID = 1L;

  private transient ObjectReader reader;

  @Override
  public Object read(byte[] bytes) throws UndecodableException {
    try {
      Map<String, Object> object = bytes == null ? null : reader().readValue(bytes);
      if (object == null) {
        throw new UndecodableException("the record is empty");
      }
      return object;
    } catch (JsonProcessingException e) {
      throw new UndecodableException("no JSON object: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public boolean mayHave(FieldPath path) {
    return true;
  }

  private ObjectReader reader() {
    if (reader == null) {
      reader =
          JsonMapper.builder()
              .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
              .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
              .build()
              .readerForMapOf(Object.class);
    }
    return reader;
  }
}
