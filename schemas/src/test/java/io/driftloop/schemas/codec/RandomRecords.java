package io.driftloop.schemas.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** Random generated records of any schema. */
final class RandomRecords {
  private RandomRecords() {}

  static IndexedRecord record(Schema schema, Random random) {
    IndexedRecord record = (IndexedRecord) SpecificData.get().newRecord(null, schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema(), random));
    }
    return record;
  }

  private static Object value(Schema schema, Random random) {
    return switch (schema.getType()) {
      case NULL -> null;
      case STRING -> Rows.text(random);
      case LONG -> Rows.number(random);
      case INT -> (int) Rows.number(random);
      case DOUBLE -> random.nextGaussian() * 1e9;
      case FLOAT -> (float) random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case BYTES -> ByteBuffer.wrap(Rows.text(random).getBytes(StandardCharsets.UTF_8));
      case RECORD -> record(schema, random);
      case ENUM -> {
        List<String> symbols = schema.getEnumSymbols();
        yield SpecificData.get().createEnum(symbols.get(random.nextInt(symbols.size())), schema);
      }
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())), random);
      case ARRAY -> {
        List<Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(schema.getElementType(), random));
        }
        yield list;
      }
      case MAP -> {
        Map<String, Object> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          map.put(Rows.text(random), value(schema.getValueType(), random));
        }
        yield map;
      }
      default -> throw new IllegalArgumentException("no random value of " + schema);
    };
  }
}
