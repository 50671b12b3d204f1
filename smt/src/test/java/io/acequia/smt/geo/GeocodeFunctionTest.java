package io.acequia.smt.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.type.SqlType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.DataException;
import org.junit.jupiter.api.Test;

class GeocodeFunctionTest {

  private final GeocodeFunction function = new GeocodeFunction();

  @Test
  void givesAPart() {
    FunctionCall city = bind(SqlType.DOUBLE, "city");
    assertThat(city.type().kind()).isEqualTo(SqlType.Kind.STRING);
    assertThat(call(city, 78.2, 15.6)).isEqualTo("Longyearbyen");
    assertThat(call(city, null, 15.6)).isNull();
    assertThat(call(bind(SqlType.ANY, "population"), "78.2", 15)).isEqualTo(2368L);
  }

  @Test
  void givesAStructOrAMap() {
    assertThat(((Struct) call(bind(SqlType.DOUBLE), 78.2, 15.6)).getString("country_code"))
        .isEqualTo("SJ");
    assertThat(((Map<?, ?>) call(bind(SqlType.ANY), 78.2, 15.6)).get("country_code"))
        .isEqualTo("SJ");
  }

  @Test
  void refusesWhatItCannotTake() {
    assertThatThrownBy(() -> bind(SqlType.DOUBLE, "street"))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining("one of city, region");
    assertThatThrownBy(() -> bind(SqlType.BOOLEAN)).isInstanceOf(FunctionException.class);
    assertThatThrownBy(() -> function.bind(List.of())).isInstanceOf(FunctionException.class);
    FunctionCall call = bind(SqlType.DOUBLE);
    assertThatThrownBy(() -> call(call, 91.0, 0.0)).isInstanceOf(DataException.class);
  }

  @Test
  void isFoundAsAService() {
    FunctionTable table =
        FunctionTable.of(List.of()).withServices(GeocodeFunction.class.getClassLoader());
    assertThat(table.find("geocode")).isInstanceOf(GeocodeFunction.class);
  }

  private FunctionCall bind(SqlType degrees, String... part) {
    List<Argument> arguments = new ArrayList<>(List.of(Argument.of(degrees), Argument.of(degrees)));
    for (String constant : part) {
      arguments.add(Argument.constant(SqlType.STRING, constant));
    }
    return function.bind(arguments);
  }

  private static Object call(FunctionCall call, Object latitude, Object longitude) {
    return ((FunctionCall.Many) call.body()).apply(new Object[] {latitude, longitude, null});
  }
}
