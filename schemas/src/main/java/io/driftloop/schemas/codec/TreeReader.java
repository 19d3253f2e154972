package io.driftloop.schemas.codec;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/**
 * Reads records of any Avro schema as trees: a record and a map become a {@link Map} by name, an
 * array a {@link List}, a text and an enum's symbol a {@link String}, bytes a {@code byte[]}, null
 * null, and numbers and truth values their Java classes. Logical types stay what they are made of.
 * Made for records that strangers write: lengths are held against the bytes that are there, which
 * Avro's own reader does not do.
 */
public final class TreeReader {
  private static final int MAX_DEPTH = 64;

  private final Schema schema;
  private final ByteReader in = new ByteReader();

  /**
   * A reader of one schema.
   *
   * @param schema the schema that the records were written with
   */
  public TreeReader(Schema schema) {
    this.schema = schema;
  }

  /**
   * Reads one record, which must end where the bytes end.
   *
   * @param start where the record begins, after whatever header it has
   * @throws UndecodableException where the bytes are no record of the schema
   */
  public Object read(byte[] bytes, int start) throws UndecodableException {
    try {
      in.reset(bytes, start);
      Object tree = read(schema, 0);
      in.expectEnd();
      return tree;
    } catch (IOException e) {
      throw new UndecodableException("not decodable: " + e.getMessage(), e);
    }
  }

  private Object read(Schema type, int depth) throws IOException {
    if (depth > MAX_DEPTH) {
      throw new IOException("nested deeper than %d levels".formatted(MAX_DEPTH));
    }
    return switch (type.getType()) {
      case NULL -> null;
      case BOOLEAN -> in.readByte() != 0;
      case INT -> in.readInt();
      case LONG -> in.readLong();
      case FLOAT -> in.readFloat();
      case DOUBLE -> in.readDouble();
      case STRING -> in.readString();
      case BYTES -> readBytes(in.readLength());
      case FIXED -> readBytes(type.getFixedSize());
      case ENUM -> type.getEnumSymbols().get(in.readIndex(type.getEnumSymbols().size()));
      case UNION -> read(type.getTypes().get(in.readIndex(type.getTypes().size())), depth + 1);
      case RECORD -> readRecord(type, depth);
      case ARRAY -> readArray(type.getElementType(), depth);
      case MAP -> readMap(type.getValueType(), depth);
    };
  }

  private Map<String, Object> readRecord(Schema type, int depth) throws IOException {
    Map<String, Object> record = new LinkedHashMap<>();
    for (Schema.Field field : type.getFields()) {
      record.put(field.name(), read(field.schema(), depth + 1));
    }
    return record;
  }

  private List<Object> readArray(Schema items, int depth) throws IOException {
    List<Object> array = new ArrayList<>();
    for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
      for (int i = 0; i < count; i++) {
        array.add(read(items, depth + 1));
      }
    }
    return array;
  }

  private Map<String, Object> readMap(Schema values, int depth) throws IOException {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int count = in.readBlock(1); count > 0; count = in.readBlock(1)) {
      for (int i = 0; i < count; i++) {
        String name = in.readString();
        map.put(name, read(values, depth + 1));
      }
    }
    return map;
  }

  private byte[] readBytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    in.readBytes(bytes, 0, length);
    return bytes;
  }
}
