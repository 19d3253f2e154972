package io.driftloop.schemas.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** Random records of any schema. */
final class RandomRecords {
  private RandomRecords() {}

  /** One of the generated class. */
  static IndexedRecord record(Schema schema, Random random) {
    return record(SpecificData.get(), schema, random);
  }

  /**
   * One of any schema of that name.
   *
   * @param data whether records are generated classes or generic ones
   */
  static IndexedRecord record(GenericData data, Schema schema, Random random) {
    IndexedRecord record = (IndexedRecord) data.newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(data, field.schema(), random));
    }
    return record;
  }

  private static Object value(GenericData data, Schema schema, Random random) {
    return switch (schema.getType()) {
      case NULL -> null;
      case STRING -> Rows.text(random);
      case LONG -> Rows.number(random);
      case INT -> (int) Rows.number(random);
      case DOUBLE -> random.nextGaussian() * 1e9;
      case FLOAT -> (float) random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case BYTES -> ByteBuffer.wrap(Rows.text(random).getBytes(StandardCharsets.UTF_8));
      case RECORD -> record(data, schema, random);
      case ENUM -> {
        List<String> symbols = schema.getEnumSymbols();
        yield data.createEnum(symbols.get(random.nextInt(symbols.size())), schema);
      }
      case UNION ->
          value(data, schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(data, schema.getElementType(), random));
        }
        yield list;
      }
      case MAP -> {
        Map<String, Object> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(Rows.text(random), value(data, schema.getValueType(), random));
        }
        yield map;
      }
      default -> throw new IllegalArgumentException("no random value of " + schema);
    };
  }
}
