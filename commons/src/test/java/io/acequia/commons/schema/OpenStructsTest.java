package io.acequia.commons.schema;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.junit.jupiter.api.Test;

class OpenStructsTest {

  private final OpenStructs open = new OpenStructs();

  @Test
  void aStructInsideItselfIsNotEntered() {
    SchemaBuilder builder = SchemaBuilder.struct().name("Link").optional();
    builder.field("value", Schema.INT32_SCHEMA).field("next", builder);
    Schema link = builder.build();
    assertThat(open.enter(link)).isTrue();
    assertThat(open.enter(link.field("next").schema())).isFalse();
    open.leave();
    assertThat(open.enter(link.field("next").schema())).isTrue();
  }

  @Test
  void onesThatOnlyLookAlikeAre() {
    Schema inner = SchemaBuilder.struct().name("A").field("a", Schema.INT32_SCHEMA).build();
    Schema outer = SchemaBuilder.struct().name("A").field("a", inner).build();
    Schema named = SchemaBuilder.struct().name("B").field("a", inner).build();
    assertThat(open.enter(named)).isTrue();
    assertThat(open.enter(outer)).isTrue();
    assertThat(open.enter(inner)).isTrue();
  }
}
