package io.driftloop.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas are what others program against: each must explain itself. */
class RecordSchemasTest {

  static List<Class<? extends SpecificRecord>> types() throws IOException {
    return RecordTypes.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void everythingNamedIsDocumented(Class<? extends SpecificRecord> type) {
    assertDocumented(SpecificData.get().getSchema(type));
  }

  @ParameterizedTest
  @MethodSource("types")
  void everyEnumHasADefaultForSymbolsOfTheFuture(Class<? extends SpecificRecord> type) {
    for (Schema.Field field : SpecificData.get().getSchema(type).getFields()) {
      if (field.schema().getType() == Schema.Type.ENUM) {
        assertThat(field.schema().getEnumDefault()).as(field.name()).isNotNull();
      }
    }
  }

  private static void assertDocumented(Schema schema) {
    switch (schema.getType()) {
      case RECORD -> {
        assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
        for (Schema.Field field : schema.getFields()) {
          assertThat(field.doc()).as("%s.%s", schema.getName(), field.name()).isNotBlank();
          assertDocumented(field.schema());
        }
      }
      case ENUM -> assertThat(schema.getDoc()).as(schema.getFullName()).isNotBlank();
      case ARRAY -> assertDocumented(schema.getElementType());
      case MAP -> assertDocumented(schema.getValueType());
      case UNION -> schema.getTypes().forEach(RecordSchemasTest::assertDocumented);
      default -> {}
    }
  }
}
