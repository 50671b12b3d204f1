package io.acequia.object.store.sink.partition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.commons.path.FieldPath;
import java.util.Date;
import java.util.Map;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.connect.errors.DataException;
import org.apache.kafka.connect.sink.SinkRecord;
import org.junit.jupiter.api.Test;

class RecordTimeTest {
  private static final SinkRecord RECORD =
      new SinkRecord("flights", 0, null, null, null, null, 0, 7L, TimestampType.CREATE_TIME);

  private final RecordTime time = new RecordTime(FieldPath.parse("at"));

  @Test
  void datesNumbersAndTextsAreTimes() {
    assertThat(time.of(RECORD, Map.of("at", new Date(5)))).isEqualTo(5);
    assertThat(time.of(RECORD, Map.of("at", 6L))).isEqualTo(6);
    assertThat(time.of(RECORD, Map.of("at", "1970-01-01T01:00:00.008+01:00"))).isEqualTo(8);
    assertThat(new RecordTime(null).of(RECORD, Map.of())).isEqualTo(7);
  }

  @Test
  void textThatIsNoTimeIsTheRecordsFaultAndIsNotTold() {
    assertThatThrownBy(() -> time.of(RECORD, Map.of("at", "s3cret")))
        .isInstanceOf(DataException.class)
        .hasMessage("the field 'at' is no time of ISO 8601")
        .hasNoCause();
    assertThatThrownBy(() -> time.of(RECORD, Map.of()))
        .isInstanceOf(DataException.class)
        .hasMessageContaining("'at' is missing");
  }
}
