package io.acequia.smt.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.acequia.sql.function.Argument;
import io.acequia.sql.function.FunctionCall;
import io.acequia.sql.function.FunctionException;
import io.acequia.sql.function.FunctionTable;
import io.acequia.sql.type.SqlType;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class HashFunctionTest {

  private static final String SEVEN = "8f14e45fceea167a5a36dedd4bea2543";

  private static FunctionCall bind(Argument... arguments) {
    return new HashFunction().bind(List.of(arguments));
  }

  @Test
  void digestsAsTheTransformDoes() {
    FunctionCall sha = bind(Argument.of(SqlType.ANY));
    assertThat(sha.type()).isEqualTo(SqlType.STRING);
    assertThat(((FunctionCall.Unary) sha.body()).apply("ada@example.org"))
        .isEqualTo("cfe00dde46ef942601ffafb9e2825e802858b460e586b8305b344c1eb826357d");
    FunctionCall md5 = bind(Argument.of(SqlType.BIGINT), Argument.constant(SqlType.STRING, "MD5"));
    assertThat(((FunctionCall.Binary) md5.body()).apply(7L, "MD5")).isEqualTo(SEVEN);
    assertThat(((FunctionCall.Binary) md5.body()).apply(null, "MD5")).isNull();
  }

  @Test
  void refusesWhatItCannotDo() {
    Argument text = Argument.of(SqlType.STRING);
    refuses("takes a value");
    refuses("takes a value", text, text, text);
    refuses("literal", text, text);
    refuses("not 'sha1'", text, Argument.constant(SqlType.STRING, "sha1"));
    refuses("no secret", text, Argument.constant(SqlType.STRING, "hmac-sha256"));
    refuses("not ARRAY", Argument.of(SqlType.array(SqlType.STRING)));
  }

  @Test
  void statementsFindIt() {
    FunctionTable found =
        FunctionTable.of(List.of()).withServices(HashFunction.class.getClassLoader());
    assertThat(found.find("hash")).isInstanceOf(HashFunction.class);
  }

  private static void refuses(String reason, Argument... arguments) {
    assertThatThrownBy(() -> new HashFunction().bind(Stream.of(arguments).toList()))
        .isInstanceOf(FunctionException.class)
        .hasMessageContaining(reason);
  }
}
